"""termend repairs the names that machine translation breaks.

What a Python program uses is listed in `__all__`; each name is imported when it is first asked for, so that
`import termend` opens nothing. `termend.pipeline` holds the whole flow in one short function; read that first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from termend.detection.explanation import Explanation as Explanation
    from termend.errors import ConfigurationError as ConfigurationError
    from termend.errors import DocumentError as DocumentError
    from termend.errors import EditError as EditError
    from termend.errors import GlossaryError as GlossaryError
    from termend.errors import InputError as InputError
    from termend.errors import ModelError as ModelError
    from termend.errors import OptionError as OptionError
    from termend.errors import TermendError as TermendError
    from termend.library.checker import Checker as Checker
    from termend.library.glossary import Glossary as Glossary
    from termend.library.reading import read as read
    from termend.library.results import Explained as Explained
    from termend.library.results import Fixed as Fixed
    from termend.library.results import Report as Report
    from termend.lint.finding import LintFinding as LintFinding
    from termend.offsets import Offsets as Offsets
    from termend.records import Document as Document
    from termend.records import Edit as Edit
    from termend.records import Evidence as Evidence
    from termend.records import Finding as Finding
    from termend.records import Proposal as Proposal
    from termend.records import Segment as Segment
    from termend.records import Severity as Severity
    from termend.records import Term as Term

__version__ = "0.1.0"

# Where each public name stands: the one list of what is public. Under it, whatever is imported is the project's own.
_PUBLIC = {
    "Checker": "library.checker",
    "ConfigurationError": "errors",
    "Document": "records",
    "DocumentError": "errors",
    "Edit": "records",
    "EditError": "errors",
    "Evidence": "records",
    "Explained": "library.results",
    "Explanation": "detection.explanation",
    "Finding": "records",
    "Fixed": "library.results",
    "Glossary": "library.glossary",
    "GlossaryError": "errors",
    "InputError": "errors",
    "LintFinding": "lint.finding",
    "ModelError": "errors",
    "Offsets": "offsets",
    "OptionError": "errors",
    "Proposal": "records",
    "Report": "library.results",
    "Segment": "records",
    "Severity": "records",
    "Term": "records",
    "TermendError": "errors",
    "read": "library.reading",
}

__all__ = [*_PUBLIC]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'termend' has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(f"termend.{_PUBLIC[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_PUBLIC})
