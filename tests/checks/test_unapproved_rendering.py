"""Sound renderings that no row lists are told, and planted garbles are found."""

from termend import pipeline
from termend.checks import CheckContext
from termend.checks.rules.unapproved_rendering import unapproved_rendering
from termend.documents import plain
from termend.glossary import Glossary
from termend.records import Severity, Term


def test_a_sound_form_is_told_and_no_error():
    document = plain.read("-", b"The Norwegian Ministry of Health agreed.\n")
    document = pipeline.with_source(document, plain.read("-", "挪威卫生部同意了。\n".encode()))
    glossary = Glossary((Term("挪威卫生部", "Norwegian Department of Health", type="government"),))
    found = list(unapproved_rendering(CheckContext(document, glossary)))
    assert [(f.text, f.severity) for f in found] == [("Norwegian Ministry of Health", Severity.WARNING)]
    assert [f.check for f in pipeline.check(document, glossary).findings] == ["unapproved-rendering"]
