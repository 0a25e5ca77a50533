"""Words of the calendar and the clock: they have capitals and are no names."""

MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()  # noqa: SIM905
)
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())  # noqa: SIM905
CLOCK = frozenset({"am", "pm", "utc", "gmt"})
DATES = MONTHS | DAYS | CLOCK
