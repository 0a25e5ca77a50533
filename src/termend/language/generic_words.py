"""English words that say what kind of thing a name names, and not which one."""

from __future__ import annotations

from termend.language.wordforms import key


def _keys(text: str) -> frozenset[str]:
    return frozenset(key(word) for word in text.split())


# Each set holds keys (`termend.language.wordforms.key`), so that Centre, centers and Center are one.
LEVELS = _keys("municipal provincial city province county district state national china prefecture autonomous")
PLACES = _keys("""
river lake mountain county city town township village district province prefecture region road street avenue bridge
park island bay area port airport dam strait gorge mount reservoir peninsula valley station square temple municipality
""")
# What a country is parted into; a name is of one of them.
DIVISIONS = _keys("province prefecture city county district town township village")
INSTITUTIONS = _keys("""
government bureau department ministry committee commission office administration association agency university station
center hospital expo federation court council institute school embassy college academy bank group party congress
parliament authority society union league alliance foundation museum company corporation forum conference summit
newspaper daily press news agency television radio network studio team club army force
""")
LEGAL_FORMS = _keys("group company corporation co ltd inc holdings limited plc llc")
SCHOOLS = _keys("university college school academy institute")
# What no engine takes another kind of thing for: their Chinese means nothing else.
UNMISTAKABLE = SCHOOLS | _keys("hospital bank museum road street avenue")
GENERIC = LEVELS | PLACES | INSTITUTIONS | LEGAL_FORMS


def is_generic(word: str) -> bool:
    """Whether a word is the name of a kind, of a level or of a legal form."""
    return key(word) in GENERIC
