"""What a client asks for, read from the parameters of `/v2/check`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from termend.errors import OptionError
from termend.languagetool import annotated
from termend.languagetool.annotated import Annotated

CATEGORY = "NAMES"
LANGUAGES = {
    "en": "English",
    "en-US": "English (US)",
    "en-GB": "English (GB)",
    "en-AU": "English (Australian)",
    "en-CA": "English (Canada)",
    "en-NZ": "English (New Zealand)",
    "en-ZA": "English (South African)",
}
_ASSUMED = "en-US"  # where the client leaves it to the server


@dataclass(frozen=True)
class Asked:
    """One question.

    Attributes:
        text: what to check.
        source: the Chinese it was made from; None where the client has none.
        language: a code of `LANGUAGES`.
        detected: whether the client left the language to the server.
        rules: ids of the rules whose findings are wanted.
        picky: whether findings for information are wanted too.
        glossary: name of one configured glossary; None for all.
    """

    text: Annotated
    source: str | None
    language: str
    detected: bool
    rules: frozenset[str]
    picky: bool
    glossary: str | None


def rule_id(check: str) -> str:
    """The id of a check's rule, in LanguageTool's spelling: `GARBLED_TERM`."""
    return check.upper().replace("-", "_")


def read(parameters: Mapping[str, str], checks: Collection[str]) -> Asked:
    """A question, read; parameters that only other servers know are passed over.

    Args:
        checks: names of the checks that run.

    Raises:
        OptionError: where the text is missing or given twice, or a parameter means nothing.
    """
    language = _language(parameters.get("language", ""))
    return Asked(
        _text(parameters),
        parameters.get("sourceText") or None,
        language or _ASSUMED,
        not language,
        _rules(parameters, frozenset(map(rule_id, checks))),
        parameters.get("level") == "picky",
        parameters.get("glossary") or None,
    )


def _text(parameters: Mapping[str, str]) -> Annotated:
    given = [name for name in ("text", "data") if name in parameters]
    if len(given) != 1:
        raise OptionError(
            "Set either the parameter 'text' or the parameter 'data'" if given else "Missing 'text' or 'data'"
        )
    value = parameters[given[0]]
    return annotated.plain(value) if given == ["text"] else annotated.annotated(value)


def _language(code: str) -> str:
    """The code as `LANGUAGES` has it; empty for `auto`."""
    if not code:
        raise OptionError("Missing 'language', for example 'language=en-US' or 'language=auto'")
    if code.lower() == "auto":
        return ""
    known = {name.lower(): name for name in LANGUAGES}
    found = known.get(code.lower().replace("_", "-"))
    if found is None and code.lower().partition("-")[0] == "en":
        found = "en"
    if found is None:
        raise OptionError(
            f"'{code}' is not a language code known to termend, which reads English. "
            f"Supported language codes are: {', '.join(LANGUAGES)}"
        )
    return found


def _rules(parameters: Mapping[str, str], known: frozenset[str]) -> frozenset[str]:
    """The rules asked for. Clients name rules of LanguageTool's own too: those say nothing here."""
    enabled = _names(parameters.get("enabledRules", ""))
    disabled = _names(parameters.get("disabledRules", ""))
    category_on = CATEGORY in _names(parameters.get("enabledCategories", ""))
    category_off = CATEGORY in _names(parameters.get("disabledCategories", ""))
    if parameters.get("enabledOnly", "").lower() in ("true", "yes"):
        if disabled or category_off:
            raise OptionError("You cannot specify disabled rules or categories using enabledOnly=true")
        return known if category_on else known & enabled
    return (frozenset() if category_off else known - disabled) | (known & enabled)


def _names(value: str) -> frozenset[str]:
    return frozenset(rule_id(name.strip()) for name in value.split(",") if name.strip())
