"""Settings of a project: `termend.toml`, or `[tool.termend]` in `pyproject.toml`, found upward from the current folder.

What the command line says wins over them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from termend import files
from termend.documents import require_pattern
from termend.errors import ConfigurationError, OptionError
from termend.ledger import Role
from termend.records import Severity, WorldNames

FILE_NAME = "termend.toml"
SHARED_FILE_NAME = "pyproject.toml"

_MAX_BYTES = 1024 * 1024
_MOST_PARTS = 100
# tomllib takes a time that grows with the square of the parts of one key.
_LONGEST_KEY = re.compile(rf"(?<![\w\"'-])(?:[\w\"'-]++[ \t]*+\.[ \t]*+){{{_MOST_PARTS}}}")

RENAMED = {"other-rendering": "unapproved-rendering"}
"""Earlier names of checks, which settings may still say, each with the present one."""

Setting = bool | Severity
"""What a project says of a check or rule: on, off, or on with that severity."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """Findings that a project lets stand, with its reason.

    Attributes:
        rule: name of the check or lint rule.
        reason: why they stand; there is no ignoring without one.
        text: the words found; empty for any.
        path: glob of the files it holds for, relative to the settings file; empty for all.
    """

    rule: str
    reason: str
    text: str = ""
    path: str = ""

    def covers(self, rule: str, text: str) -> bool:
        """Whether a finding of that rule on those words stands; white space in the words counts once."""
        return self.rule == rule and (not self.text or self.text.split() == text.split())


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings of a project; each is None or empty where the project says nothing.

    Attributes:
        file: where they were read; None where there is no such file.
        glossaries: as `--glossary`; a file or folder is taken from the folder of the settings file.
        sources: as `--source`, a pattern.
        min_score: as `--min-score`.
        fail_on: as `--fail-on`.
        baseline: as `--baseline`, from the folder of the settings file.
        exclude: globs of files that are passed over, relative to the folder of the settings file.
        checks: checks of drafts by name.
        mend: checks whose findings `fix` mends although they may stand.
        world_names: as `--world-names`.
        rules: lint rules by id.
        ignore: findings that stand.
    """

    file: Path | None = None
    glossaries: tuple[str, ...] = ()
    min_score: float | None = None
    fail_on: Severity | None = None
    baseline: Path | None = None
    exclude: tuple[str, ...] = ()
    checks: Mapping[str, Setting] = field(default_factory=dict)
    rules: Mapping[str, Setting] = field(default_factory=dict)
    ignore: tuple[Ignore, ...] = ()
    mend: tuple[str, ...] = ()
    sources: str | None = None
    world_names: WorldNames | None = None

    @property
    def folder(self) -> Path:
        """The folder that relative paths count from."""
        return self.file.parent if self.file else Path.cwd()

    def excludes(self, path: str) -> bool:
        """Whether the project passes this file over."""
        return any(_matches(glob, path, self.folder) for glob in self.exclude)

    def ignores(self, path: str, rule: str, text: str) -> bool:
        """Whether the project lets a finding of that rule on those words of that file stand."""
        return any(
            entry.covers(rule, text) and (not entry.path or _matches(entry.path, path, self.folder))
            for entry in self.ignore
        )

    def active(self, table: str, known: Collection[str]) -> frozenset[str]:
        """Names of the checks (table `checks`) or lint rules (table `rules`) that are on.

        Raises:
            ConfigurationError: where the file names one that there is not.
        """
        settings = self._table(table, known)
        return frozenset(name for name in known if settings.get(name, True) is not False)

    def severities(self, table: str, known: Collection[str]) -> dict[str, Severity]:
        """Severities that the project sets, by name of check or rule.

        Raises:
            ConfigurationError: as `active`.
        """
        return {name: s for name, s in self._table(table, known).items() if isinstance(s, Severity)}

    def _table(self, table: str, known: Collection[str]) -> Mapping[str, Setting]:
        settings = {"checks": self.checks, "rules": self.rules}[table]
        for name in settings:
            if name not in known:
                assert self.file is not None
                raise ConfigurationError(
                    self.file, f"{table}.{name}", f"there is no such {table[:-1]}", _meant(name, known)
                )
        return settings


def find(folder: Path | None = None) -> Configuration:
    """The settings nearest to a folder, the current one by default; empty ones where there are none.

    In one folder `termend.toml` comes first; a `pyproject.toml` without `[tool.termend]` is passed by.

    Raises:
        ConfigurationError: where the file cannot be read or holds what termend does not know.
    """
    start = (folder or Path.cwd()).absolute()
    for place in (start, *start.parents):
        own, shared = place / FILE_NAME, place / SHARED_FILE_NAME
        if files.kind(own, _NoSettingsError) is not files.Kind.NOTHING:
            return read(own)
        if files.kind(shared, _NoSettingsError) is files.Kind.FILE and "termend" in _tool_table(_parsed(shared)):
            return read(shared)
    return Configuration()


def read(file: Path) -> Configuration:
    """The settings of one file.

    Raises:
        ConfigurationError: as `find`.
    """
    table = _parsed(file)
    prefix = ""
    if file.name == SHARED_FILE_NAME:
        table, prefix = _tool_table(table).get("termend", {}), "tool.termend."
    return _Reader(file, prefix).configuration(table)


def _parsed(file: Path) -> dict[str, Any]:
    raw = files.read_bytes(file, Role.SETTINGS, _MAX_BYTES, _NoSettingsError)
    try:
        text = raw.decode("utf-8-sig")
        if _LONGEST_KEY.search(text):
            raise ValueError(f"a key of more than {_MOST_PARTS} parts")
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # broken, another encoding, numbers or nesting beyond measure
        said = str(error) if isinstance(error, ValueError) else "nested too deep"
        raise ConfigurationError(file, "", f"this is no TOML ({said})", "Mend the file") from error


class _NoSettingsError(ConfigurationError):
    """A settings file that cannot be read as a file."""

    def __init__(self, path: Path | str, problem: str, remedy: str) -> None:
        super().__init__(path, "", problem, remedy)


def _tool_table(table: dict[str, Any]) -> dict[str, Any]:
    tool = table.get("tool", {})
    return tool if isinstance(tool, dict) else {}


def _matches(glob: str, path: str, folder: Path) -> bool:
    """Whether a glob means a file: by its path from the folder, by a folder above it, or, without a slash, by name."""
    absolute = Path(path).absolute()
    if absolute.is_relative_to(folder):
        below = absolute.relative_to(folder)
        names = [below.as_posix(), *(parent.as_posix() for parent in below.parents)]
    else:
        names = [absolute.as_posix()]
    pattern = glob.rstrip("/").removesuffix("/**").removeprefix("./")
    return any(fnmatch(name, pattern) for name in names) or ("/" not in glob and fnmatch(absolute.name, glob))


def _meant(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1)
    return f"Did you mean {near[0]}?" if near else f"There are: {', '.join(sorted(known))}"


class _Reader:
    """Turns the tables of one file into settings, and says which key is wrong."""

    def __init__(self, file: Path, prefix: str) -> None:
        self.file, self.prefix = file, prefix

    def configuration(self, table: Any) -> Configuration:
        readers = {
            "glossaries": self._strings,
            "sources": self._pattern,
            "min-score": self._probability,
            "fail-on": self._severity,
            "baseline": self._string,
            "exclude": self._strings,
            "checks": self._settings,
            "rules": self._settings,
            "ignore": self._ignores,
            "mend": self._strings,
            "world-names": self._world_names,
        }
        if not isinstance(table, dict):
            raise self._error("", "is no table", "Write it as a table")
        for key in table:
            if key not in readers:
                raise self._error(key, "there is no such setting", _meant(key, readers))
        said: dict[str, Any] = {key: readers[key](key, value) for key, value in table.items()}
        baseline = said.get("baseline")
        return Configuration(
            self.file,
            tuple(self._glossary(name) for name in said.get("glossaries", ())),
            said.get("min-score"),
            said.get("fail-on"),
            self.file.parent / baseline if baseline else None,
            said.get("exclude", ()),
            said.get("checks", {}),
            said.get("rules", {}),
            said.get("ignore", ()),
            tuple(RENAMED.get(name, name) for name in said.get("mend", ())),
            said.get("sources"),
            said.get("world-names"),
        )

    def _glossary(self, name: str) -> str:
        """A file or folder beside the settings file, else the name of a shipped glossary."""
        beside = self.file.parent / name
        return str(beside) if beside.exists() or "/" in name or beside.suffix else name

    def _error(self, key: str, problem: str, remedy: str) -> ConfigurationError:
        return ConfigurationError(self.file, (self.prefix + key).rstrip("."), problem, remedy)

    def _string(self, key: str, value: Any) -> str:
        if not isinstance(value, str) or not value:
            raise self._error(key, f"{value!r} is no text", f'Write it as {key.rpartition(".")[2]} = "…"')
        return value

    def _pattern(self, key: str, value: Any) -> str:
        try:
            return require_pattern(self._string(key, value))
        except OptionError as error:
            raise self._error(key, str(error), 'Write it as sources = "{stem}.zh.txt"') from error

    def _strings(self, key: str, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            raise self._error(key, f"{value!r} is no list of texts", f'Write it as {key} = ["…", "…"]')
        return tuple(value)

    def _world_names(self, key: str, value: Any) -> WorldNames:
        if value is False:
            return WorldNames.OFF
        if value not in tuple(WorldNames):
            raise self._error(key, f"{value!r} is no way to use them", 'Write "report", "mend" or "off"')
        return WorldNames(value)

    def _probability(self, key: str, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise self._error(key, f"{value!r} is no number from 0 to 1", f"Write it as {key} = 0.5")
        return float(value)

    def _severity(self, key: str, value: Any) -> Severity:
        if value not in tuple(Severity):
            raise self._error(key, f"{value!r} is no severity", 'Write "error", "warning" or "info"')
        return Severity(value)

    def _settings(self, key: str, value: Any) -> dict[str, Setting]:
        if not isinstance(value, dict):
            raise self._error(
                key, f"{value!r} is no table", f"Write it as [{self.prefix}{key}] with a line for each name"
            )
        return {
            RENAMED.get(str(name), str(name)): v if isinstance(v, bool) else self._on_off(f"{key}.{name}", v)
            for name, v in value.items()
        }

    def _on_off(self, key: str, value: Any) -> Severity:
        if value not in tuple(Severity):
            raise self._error(
                key, f"{value!r} is neither on nor off", 'Write true, false, "error", "warning" or "info"'
            )
        return Severity(value)

    def _ignores(self, key: str, value: Any) -> tuple[Ignore, ...]:
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            raise self._error(key, f"{value!r} is no list of tables", f"Write it as [[{self.prefix}{key}]]")
        return tuple(self._ignore(f"{key}[{number}]", table) for number, table in enumerate(value, 1))

    def _ignore(self, key: str, table: dict[str, Any]) -> Ignore:
        known = ("rule", "text", "path", "reason")
        for name in table:
            if name not in known:
                raise self._error(f"{key}.{name}", "there is no such setting", _meant(name, known))
        for needed, example in (("rule", "garbled-term"), ("reason", "the name of a band")):
            if not table.get(needed):
                raise self._error(key, f"it gives no {needed}", f'Add {needed} = "…", for example "{example}"')
        said = {name: self._string(f"{key}.{name}", value) for name, value in table.items()}
        return Ignore(
            RENAMED.get(said["rule"], said["rule"]), said["reason"], said.get("text", ""), said.get("path", "")
        )
