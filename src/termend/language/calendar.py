"""Words of the calendar and the clock: they have capitals and are no names."""

_MONTHS_TEXT = """
january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec
"""
_DAYS_TEXT = "monday tuesday wednesday thursday friday saturday sunday"
_CLOCK_TEXT = "am pm utc gmt"
DATES = frozenset(f"{_MONTHS_TEXT} {_DAYS_TEXT} {_CLOCK_TEXT}".split())
