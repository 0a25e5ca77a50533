"""Forms of report by name; a form's module is imported when it is asked for."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from termend.errors import OptionError
from termend.registry import Registry
from termend.reports.item import Report


class Form(StrEnum):
    """The forms, in the words of `--format`."""

    TERMINAL = "terminal"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    JUNIT = "junit"
    GITLAB = "gitlab"
    CHECKSTYLE = "checkstyle"
    RDJSON = "rdjson"
    HTML = "html"


_OTHER_NAMES = {Form.JSON: "json_report"}  # Python's own json is imported there
_FORMS: Registry[Any] = Registry(
    "form", "termend.reports", {form.value: _OTHER_NAMES.get(form, form.value) for form in Form}
)


def named(name: str) -> Form:
    """The form of that name.

    Raises:
        OptionError: where there is none.
    """
    _FORMS.named(name)
    return Form(name)


def render(report: Report, form: Form) -> str:
    """The report in that form, without a line feed at its end. Every form is a module with a function `render`.

    Raises:
        OptionError: where a glossary's report is wanted as a page, which shows drafts only.
    """
    module = _FORMS.named(form.value)
    if form is not Form.HTML:
        rendered: str = module.render(report)
        return rendered
    if report.checked is None:
        raise OptionError("--format html shows drafts: for glossaries choose another form")
    page: str = module.render(report.checked, report.signature)
    return page.removesuffix("\n")
