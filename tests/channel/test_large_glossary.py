"""In a glossary of many names a garble is found as in a small one."""

import pytest

from termend import checks
from termend.checks import CheckContext
from termend.documents import plain
from termend.glossary import Glossary
from termend.records import Term

PAPER = Term("赤岩周报", "Chiyan Weekly", type="media")
DRAFT = "Mr Smith of London said so.\nThe essay was printed by the red rock weekly newspaper."


@pytest.mark.parametrize("others", [0, 255, 511, 700, 1023])
def test_other_names_do_not_hide_it(others):
    rows = tuple(Term(f"红山{chr(0x4E00 + n)}报", f"Hongshan{n} Weekly", type="media") for n in range(others))
    context = CheckContext(plain.read("-", DRAFT.encode()), Glossary((*rows, PAPER)))
    found = [f for run in checks.registered(("garbled-term",)) for f in run(context) if f.score > 0.05]
    assert PAPER.source in [f.term.source for f in found]
