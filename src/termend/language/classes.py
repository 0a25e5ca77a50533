"""English words that say of what class a named thing is, and hardly which: university, county, group."""

_BODY_TEXT = """
government bureau department ministry committee commission office administration association agency university station
center centre hospital expo federation court council institute school embassy academy college party congress
parliament bank museum library
"""
_PLACE_TEXT = """
river lake mountain mountains hill island county city town village district province prefecture road street avenue
bridge park island bay port area region tunnel railway airport stadium
"""
_FIRM_TEXT = "group company corporation co ltd inc holdings limited"
_LEVEL_TEXT = "municipal provincial national state county city district prefectural"
BODIES, PLACES, FIRMS, LEVELS = (
    frozenset(text.split()) for text in (_BODY_TEXT, _PLACE_TEXT, _FIRM_TEXT, _LEVEL_TEXT)
)
CLASSES = BODIES | PLACES | FIRMS
