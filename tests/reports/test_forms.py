"""Every form prints the same bytes for the same findings; the files in tests/golden hold them.

Write them anew with TERMEND_UPDATE_GOLDEN=1 and read the difference.
"""

import os
from pathlib import Path

import pytest

from termend.reports.forms import Form, render

GOLDEN = Path(__file__).parent.parent / "golden"
FORMS = [form for form in Form if form is not Form.HTML]  # the page has tests of its own


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ["draft", "glossary"])
def test_golden(form, kind, report, glossary_report):
    text = render(report if kind == "draft" else glossary_report, form)
    file = GOLDEN / f"report-{kind}.{form.value}"
    if os.environ.get("TERMEND_UPDATE_GOLDEN"):
        file.write_text(text + "\n", encoding="utf-8", newline="")
    assert text + "\n" == file.read_bytes().decode()


def test_colour_changes_nothing_but_colour(report):
    import io

    from rich.console import Console

    from termend.reports import terminal

    plain, coloured = io.StringIO(), io.StringIO()
    terminal.show(report, Console(file=plain, no_color=True, highlight=False))
    terminal.show(report, Console(file=coloured, force_terminal=True, highlight=False))
    assert plain.getvalue() == terminal.render(report) + "\n"
    assert "\x1b[" in coloured.getvalue()
