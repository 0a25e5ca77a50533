"""What a project's settings and the command line say together; the command line wins."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from termend import checks, configuration, edits, files, ledger, pipeline
from termend.configuration import Configuration
from termend.errors import ConfigurationError, ModelError, OptionError
from termend.ledger import Role
from termend.records import WorldNames
from termend.repair import checkpoint

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="Settings; else the nearest termend.toml, or pyproject.toml with \\[tool.termend], from here upward.",
    ),
]

SelectOption = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="CHECK", help="Run this check alone. Repeatable, or a comma between."),
]
IgnoreOption = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="CHECK", help="Leave this check out. Repeatable, or a comma between."),
]
WorldNamesOption = Annotated[
    WorldNames | None,
    typer.Option(
        "--world-names",
        help="With a source: names that no glossary has, by those of the world. Reported only, by default.",
    ),
]
NoWorldNamesOption = Annotated[bool, typer.Option("--no-world-names", help="As --world-names off.")]


def read(config: Path | None) -> Configuration:
    """The settings of the file named, else of the project that the current folder is in; every one of them is known.

    Raises:
        ConfigurationError: where they mean nothing.
    """
    project = configuration.read(config) if config else configuration.find()
    if project.checks:
        project.active("checks", checks.names())
    if project.rules:
        from termend.lint import registry

        project.active("rules", [rule.id for rule in registry.rules()])
    _require_known_ignores(project)
    return project


def glossaries(project: Configuration, named: list[str] | None) -> tuple[str, ...]:
    """The glossaries named, else those of the project; none where neither says, which means all shipped ones."""
    return tuple(named or project.glossaries)


def options(
    project: Configuration,
    min_score: float | None,
    model: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    world_names: WorldNames | None = None,
) -> pipeline.Options:
    """How to check and with which repair model; what is selected runs, whatever the project says of it.

    Raises:
        ConfigurationError: where the project turns all checks off.
        OptionError: where a check is selected or ignored that there is not, or none is left.
    """
    known = checks.names()
    active = project.active("checks", known)
    selected, ignored = _named("--select", select, known), _named("--ignore", ignore, known)
    if not active and not selected:
        assert project.file is not None
        raise ConfigurationError(project.file, "checks", "every check is off", "Leave one on")
    active = frozenset(selected or active) - ignored
    if not active:
        raise OptionError("--ignore leaves no check to run: ignore fewer")
    if model is not None and files.kind(model, ModelError) is not files.Kind.NOTHING:
        checkpoint.inspect(Path(model))  # whether it can be used is no matter of what is found
        ledger.enter_folder(Path(model), Role.MODEL)
    if min_score is None:
        min_score = project.min_score
    return pipeline.Options(
        pipeline.Options().min_score if min_score is None else min_score,
        active,
        model,
        severities=project.severities("checks", known),
        mend=_mended(project),
        world_names=world_names or project.world_names or pipeline.Options().world_names,
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


def _named(option: str, values: Sequence[str], known: Sequence[str]) -> frozenset[str]:
    """The checks that an option names, a comma between or one at a time."""
    said = (name.strip() for value in values for name in value.split(","))
    names = frozenset(configuration.RENAMED.get(name, name) for name in said if name)
    for name in sorted(names):
        if name not in known:
            near = get_close_matches(name, known, n=1)
            meant = f"Did you mean {near[0]}?" if near else f"The checks are: {', '.join(known)}"
            raise OptionError(f"{option} {name}: there is no such check. {meant}")
    return names


def _require_known_ignores(project: Configuration) -> None:
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
