"""A glossary as programs use it: load it, write it in another form, have it checked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from termend import glossary as glossaries
from termend.errors import OptionError
from termend.files import write_atomically
from termend.glossary import Glossary as Terms
from termend.records import Term

if TYPE_CHECKING:
    from termend.glossary.formats.forms import Loss
    from termend.lint.finding import LintFinding


class Glossary:
    """Rows of one or several glossaries. Its length is the number of rows, and it iterates over them.

    >>> import termend
    >>> glossary = termend.Glossary.load("chongqing-media")
    >>> [term.target for term in glossary if term.source == "铜梁"]
    ['Tongliang']

    Attributes:
        terms: the rows, merged: what says the same is one row, and sources are in simplified characters.
        files: the files they were read from.
    """

    def __init__(self, terms: Terms, files: tuple[Path, ...]) -> None:
        self.terms, self.files = terms, files

    @classmethod
    def load(cls, *names: str | os.PathLike[str]) -> Glossary:
        """Read files, folders of files, or shipped glossaries by their names; all shipped ones where none is named.

        Raises:
            GlossaryError: where one cannot be found or read.
        """
        named = tuple(os.fspath(name) for name in names)
        return cls(glossaries.load(named), glossaries.files_of(named))

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms.terms)

    def convert(self, output: str | os.PathLike[str], form: str | None = None) -> tuple[Loss, ...]:
        """Write the glossary of one file in another form; one that has that form already byte for byte.

        Args:
            output: the new file; its suffix tells the form.
            form: one of `termend glossary forms`, where the suffix does not tell.

        Returns:
            what the form cannot hold: columns of rows, whole rows, headers and comments of the file.

        Raises:
            GlossaryError: where the file cannot be read.
            InputError: where the new one cannot be written.
            OptionError: where there is no such form, several files were loaded, or the output is the file itself.
        """
        from termend.glossary import converting

        if len(self.files) != 1:
            raise OptionError(f"{len(self.files)} glossaries cannot become one file: load and convert each by itself")
        (file,) = self.files
        target = Path(output)
        if target.exists() and target.samefile(file):
            raise OptionError(f"{target} is the glossary itself: name another file")
        done = converting.convert(os.fspath(file), form, os.fspath(output))
        write_atomically(target, done.data)
        return done.losses

    def lint(self, *, rules: Iterable[str] = (), services: Iterable[str] = ()) -> tuple[LintFinding, ...]:
        """What is wrong with the files, in order of file and place; what they ask to let stand is left out.

        Args:
            rules: ids of the rules to run; empty for all.
            services: `deepl`, `google`, `amazon`, `microsoft`: check their limits too.

        Raises:
            GlossaryError: where a file cannot be read.
            OptionError: where there is no such rule.

        >>> import termend
        >>> termend.Glossary.load("chongqing-media").lint(rules=["duplicate-entry"])
        ()
        """
        from termend.glossary import formats
        from termend.lint import ignoring, runner

        contents = [formats.read(file) for file in self.files]
        options = runner.LintOptions(frozenset(rules), services=tuple(services))
        return ignoring.reported(runner.lint(contents, options), contents)
