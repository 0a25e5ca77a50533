"""The work of termend as one object: opened once, asked often."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from termend import checks as all_checks
from termend import glossary as glossaries
from termend import pipeline
from termend.errors import OptionError
from termend.glossary import Glossary as Terms
from termend.language.hanzi import has_hanzi, simplified
from termend.library.glossary import Glossary
from termend.library.reading import Draft, read
from termend.library.results import Explained, Fixed, Report
from termend.pipeline import Options
from termend.records import Checked, Document, Severity, Term, WorldNames
from termend.reports.signature import signature

if TYPE_CHECKING:
    from termend.documents.sections import Section
    from termend.long_draft import Sections

GlossaryName = str | os.PathLike[str]

# Tables and models are shared by all checkers, and some of what they rest on (Snowball's stemmer) is not to be entered
# twice at once. The work holds Python's own lock anyway, so nothing is lost by taking turns.
_TURN = threading.Lock()


class Checker:
    """Finds, explains and mends what is wrong with the names of drafts.

    Glossaries are read at once, tables and models at the first draft, and both are kept: a second draft costs its own
    words only. One checker serves any number of threads; they take turns.

    Args:
        glossaries: files, folders of files, or names of shipped glossaries; or one `Glossary`. None: all shipped ones,
            of which each draft is held against those that it speaks of.
        min_score: findings that score less are left out, 0 to 1.
        checks: names of the checks to run; None for all.
        model: folder or hub name of the repair model; None for the shipped one.
        severities: by name of check, where findings are to carry another than their own.
        mend: names of checks that `fix` mends although their findings may stand (`unapproved-rendering`).
        world_names: what is done with names of a source that no glossary covers: `off`, `report` or `mend`.
        ignored: whether a finding is to stand: called as `ignored(path, check, words)`.

    Raises:
        GlossaryError: where a glossary cannot be found or read.
        OptionError: where there is no such check, or the score is no probability.

    >>> import termend
    >>> checker = termend.Checker(["chongqing-media"])
    >>> report = checker.check("Nine works of the heavy newspaper group won.")
    >>> [(finding.check, finding.text, finding.term.target) for finding in report]
    [('garbled-term', 'heavy newspaper group', 'Chongqing Daily Press Group')]
    >>> checker.fix("Nine works of the heavy newspaper group won.").text
    'Nine works of the Chongqing Daily Press Group won.'
    """

    def __init__(
        self,
        glossaries: Glossary | GlossaryName | Iterable[GlossaryName] | None = None,
        *,
        min_score: float = Options().min_score,
        checks: Iterable[str] | None = None,
        model: str | None = None,
        severities: Mapping[str, Severity] | None = None,
        mend: Iterable[str] = (),
        world_names: WorldNames | str = WorldNames.REPORT,
        ignored: Callable[[str, str, str], bool] | None = None,
    ) -> None:
        if not 0 <= min_score <= 1:
            raise OptionError(f"min_score is {min_score:g}: give a number from 0 to 1")
        chosen = frozenset(checks or ())
        all_checks.registered(chosen)
        self._open(
            _terms(glossaries),
            Options(
                min_score, chosen, model, dict(severities or {}), frozenset(mend), WorldNames(world_names), ignored
            ),
        )

    @classmethod
    def of(cls, terms: Terms, options: Options) -> Checker:
        """A checker of terms and options that are at hand: what the command line reads from its arguments."""
        made = cls.__new__(cls)
        made._open(terms, options)
        return made

    def _open(self, terms: Terms, options: Options) -> None:
        self.terms = terms
        self.options = options

    @property
    def signature(self) -> str:
        """What findings are made with, in one line."""
        return signature(self.terms, self.options.min_score)

    @property
    def checks(self) -> tuple[str, ...]:
        """Names of the checks that run."""
        return tuple(name for name in all_checks.names() if not self.options.checks or name in self.options.checks)

    def check(self, draft: Draft, source: Draft | None = None, *, name: str | None = None) -> Report:
        """Find what is wrong with the names of a draft.

        Args:
            draft: a `str` is the text itself, a `Path` a file of any format that `termend check` reads.
            source: the same of the Chinese that the draft was made from, where it is at hand.
            name: what a text goes under in the report; its suffix tells its format (`"page.html"`).

        Raises:
            DocumentError: where one cannot be read, holds nothing, or the source is of another draft.

        >>> import termend
        >>> checker = termend.Checker(["chongqing-media"])
        >>> [finding.text for finding in checker.check("The copper beam news.", "铜梁新闻。")]
        ['copper beam']
        """
        checked = self.checked(read(draft, source, name=name))
        return Report(checked.document, checked.findings, self.signature, self.checks)

    def fix(self, draft: Draft, source: Draft | None = None, *, name: str | None = None) -> Fixed:
        """Find and mend: the first proposal of every finding that is wrong. What is only for information stands.

        Args:
            draft, source, name: as for `check`.

        Raises:
            DocumentError: as `check`.
        """
        repaired = pipeline.mend(self.checked(read(draft, source, name=name)), self.options)
        return Fixed(repaired.text, repaired.edits, repaired.findings, repaired.document)

    def checked(self, document: Document) -> Checked:
        """The findings of a document that is read and paired with its source already.

        Raises:
            ModelError: where a repair model was named and cannot be loaded.
            OptionError: where it needs packages that are not installed.
        """
        with _TURN:
            return pipeline.check(document, self.terms, self.options)

    def sections(self, draft: Sections) -> Iterator[tuple[Section, Checked]]:
        """The sections of a long draft, each with its findings on its own text, checked one after the other.

        Raises:
            ModelError, OptionError: as `checked`.
        """
        from termend import long_draft

        made = long_draft.check(draft, self.terms, self.options)
        while True:
            with _TURN:
                one = next(made, None)
            if one is None:
                return
            yield one

    def explain(self, span: str, term: str | Term, source: str | None = None, *, runners_up: int = 5) -> Explained:
        """Why a stretch of English may be a name: the alignment piece by piece, in nats.

        Args:
            span: words of a draft.
            term: the Chinese name, in the glossary or not; or a row of it.
            source: the Chinese sentence, where it is at hand: only names that it holds come into question.
            runners_up: how many other names are weighed, at most.

        Raises:
            OptionError: where the name is not written in Chinese characters.

        >>> import termend
        >>> explained = termend.Checker(["chongqing-media"]).explain("Copper Beam", "铜梁")
        >>> [(piece.source, piece.text, piece.how) for piece in explained.asked.pieces]
        [('铜', 'Copper', 'gloss'), ('梁', 'Beam', 'gloss')]
        """
        from termend.detection.explanation import explain

        name = simplified(term.source if isinstance(term, Term) else term)
        if not has_hanzi(name):
            raise OptionError(f"{name!r} is no Chinese name: give the words first, then the name in Chinese characters")
        terms = self.terms
        if isinstance(term, Term):
            terms = replace(terms, terms=(term, *(row for row in terms.terms if row.source != name)), parts=())
        if source is not None:
            sentence = simplified(source)
            if name not in sentence:
                return Explained(None, ())
            terms = Terms(tuple(row for row in terms.terms if row.source in sentence), terms.names)
        with _TURN:
            asked, others = explain(span, name, terms, runners_up)
            if source is not None:
                from termend.detection.paired import explaining

                asked = explaining.explain(span, name, source, terms)
        return Explained(asked, tuple(others))


def _terms(named: Glossary | GlossaryName | Iterable[GlossaryName] | None) -> Terms:
    if isinstance(named, Glossary):
        return named.terms
    if named is None:
        return glossaries.load()
    names = (named,) if isinstance(named, str | os.PathLike) else tuple(named)
    if not names:
        raise OptionError("No glossary is named: name one, or give None for all shipped ones")
    return glossaries.load(tuple(os.fspath(Path(name)) if isinstance(name, os.PathLike) else name for name in names))
