"""Forms of report by name; a form's module is imported when it is asked for."""

from __future__ import annotations

import importlib
from enum import StrEnum

from termend.errors import OptionError
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


_MODULE = {form: f"termend.reports.{form.value}" for form in Form} | {Form.JSON: "termend.reports.json_report"}


def named(name: str) -> Form:
    """The form of that name.

    Raises:
        OptionError: where there is none.
    """
    if name not in tuple(Form):
        raise OptionError(f"There is no form {name!r}. The forms are: {', '.join(Form)}")
    return Form(name)


def render(report: Report, form: Form) -> str:
    """The report in that form, without a line feed at its end. Every form is a module with a function `render`.

    Raises:
        OptionError: where a glossary's report is wanted as a page, which shows drafts only.
    """
    module = importlib.import_module(_MODULE[form])
    if form is not Form.HTML:
        rendered: str = module.render(report)
        return rendered
    if report.checked is None:
        raise OptionError("--format html shows drafts: for glossaries choose another form")
    page: str = module.render(report.checked, report.signature)
    return page.removesuffix("\n")
