import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import sample

from termend.records import Severity
from termend.reports import checked_report
from termend.reports.item import Fix, Replacement, Report, ReportItem, Rule
from termend.reports.position import Positions

ROWS = "source,target\n石音镇,Shiyin  Town\n石音镇,Shiyin town\n"


@pytest.fixture
def checked():
    return sample.checked()


@pytest.fixture
def report(checked):
    """The report of a draft with findings and of a clean one."""
    clean = sample.Checked(sample.Document("clean.txt", "Fine.", (sample.Segment(0, 0, "Fine."),)), ())
    rules = ("garbled-term", "missing-term", "untranslated-text")
    made = checked_report.report([checked, clean], "termend 0 | sample", ["untranslated-text"])
    return Report(
        made.items,
        tuple(Rule(name, f"The check {name}.", "Why it is there.\n\nMore of it.") for name in rules),
        made.files,
        made.signature,
        made.extent,
        made.checked,
    )


@pytest.fixture
def glossary_report():
    """The report of a glossary: no documents, a fix of two replacements."""
    positions = Positions(ROWS)
    at = ROWS.index("Shiyin  Town")
    item = ReportItem(
        "stray-space",
        Severity.WARNING,
        "glossaries/towns.csv",
        "two spaces in a row",
        positions.region(at, at + 12),
        text="Shiyin  Town",
        line_text="石音镇,Shiyin  Town",
        details=("the row above says “Shiyin town”",),
        fixes=(Fix("Leave one space", (Replacement(positions.region(at + 6, at + 8), " "),)),),
    )
    twin = ReportItem("duplicate", Severity.ERROR, "glossaries/towns.csv", "stands twice", positions.region(0, 0))
    rules = (Rule("stray-space", "A stray space."), Rule("duplicate", "An entry that stands twice."))
    return Report((twin, item), rules, ("glossaries/towns.csv", "glossaries/ok.csv"), "termend 0 | lint", "2 rows")
