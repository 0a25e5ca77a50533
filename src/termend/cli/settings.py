"""What a project's settings and the command line say together; the command line wins."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from termend import checks, configuration, edits, pipeline
from termend.configuration import Configuration
from termend.errors import ConfigurationError

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="Settings; else the nearest termend.toml, or pyproject.toml with \\[tool.termend], from here upward.",
    ),
]


def read(config: Path | None) -> Configuration:
    """The settings of the file named, else of the project that the current folder is in.

    Raises:
        ConfigurationError: where they mean nothing.
    """
    return configuration.read(config) if config else configuration.find()


def glossaries(project: Configuration, named: list[str] | None) -> tuple[str, ...]:
    """The glossaries named, else those of the project; none where neither says, which means all shipped ones."""
    return tuple(named or project.glossaries)


def options(project: Configuration, min_score: float | None, model: str | None = None) -> pipeline.Options:
    """How to check and with which repair model.

    Raises:
        ConfigurationError: where the project names a check that there is not, or turns all off.
    """
    known = checks.names()
    active = project.active("checks", known)
    if not active:
        assert project.file is not None
        raise ConfigurationError(project.file, "checks", "every check is off", "Leave one on")
    require_known_ignores(project)
    if min_score is None:
        min_score = project.min_score
    return pipeline.Options(
        pipeline.Options().min_score if min_score is None else min_score,
        active,
        model,
        severities=project.severities("checks", known),
        mend=_mended(project),
        ignored=project.ignores if project.ignore else None,
    )


def _mended(project: Configuration) -> frozenset[str]:
    known = edits.MENDED_WHERE_ASKED
    for name in project.mend:
        if name not in known:
            assert project.file is not None
            raise ConfigurationError(
                project.file, "mend", f"{name!r} is no check that stands unless asked", f"There are: {', '.join(known)}"
            )
    return frozenset(project.mend)


def require_known_ignores(project: Configuration) -> None:
    """Nothing, where every ignore of the project names a check or a lint rule.

    Raises:
        ConfigurationError: where one names neither.
    """
    known = set(checks.names())
    for number, entry in enumerate(project.ignore, 1):
        if entry.rule in known:
            continue
        from termend.lint import registry

        if all(entry.rule != rule.id for rule in registry.rules()):
            assert project.file is not None
            raise ConfigurationError(
                project.file, f"ignore[{number}]", f"there is no check or rule {entry.rule!r}", "Mend its name"
            )
