"""`termend models`: what is installed, and the fast format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from termend.cli import settings
from termend.cli.inputs import DraftArgument, GlossaryOption, load
from termend.cli.printing import print_text
from termend.cli.settings import ConfigOption
from termend.repair import opening

app = typer.Typer(name="models", help="List repair models; make the fast format of one.", invoke_without_command=True)


@app.callback()
def models(context: typer.Context, config: ConfigOption = None) -> None:
    """List the installed models: name, architecture, what it does, size, whether the fast format is there."""
    context.obj = settings.read(config)
    if context.invoked_subcommand is not None:
        return
    found = opening.installed()
    if not found:
        print_text("No model is installed: repairs are the glossary's forms.")
    for checkpoint in found:
        size = sum(f.stat().st_size for f in checkpoint.folder.rglob("*") if f.is_file()) / 1e6
        fast = "fast format" if checkpoint.exported else "no fast format"
        name = checkpoint.folder.name
        print_text(f"{name}\t{checkpoint.model_type}\t{checkpoint.kind}\t{size:.1f} MB\t{fast}\t{checkpoint.folder}")


@app.command("convert")
def convert(
    model: Annotated[str, typer.Argument(metavar="MODEL", help="Folder or hub name of a checkpoint.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where the fast format goes. Default: ctranslate2 in the model's folder."),
    ] = None,
) -> int:
    """Turn a checkpoint into the fast format: CTranslate2, int8."""
    from termend.training import export

    print_text(str(export.convert(opening.locate(model), output)))
    return 0


@app.command("speed")
def speed(
    context: typer.Context,
    draft: DraftArgument,
    glossary: GlossaryOption = None,
    model: Annotated[str, typer.Option("--model", help="Folder or name of a repair model.")] = opening.SHIPPED,
    repeat: Annotated[int, typer.Option("--repeat", min=1, help="How often each is timed; the best counts.")] = 3,
) -> int:
    """Time the repair of a draft's findings, greedily and on one thread: transformers against the fast format."""
    from termend.evaluation import rewriting_speed

    document, terms = load(draft, None, list(settings.glossaries(context.obj, glossary)))
    found = rewriting_speed.measure(document, terms, opening.locate(model), repeat)
    print_text(
        f"{found.questions} clauses\ttransformers {found.transformers_ms:.2f} ms\tfast format {found.fast_ms:.2f} ms"
        f"\t{found.transformers_ms / found.fast_ms:.1f} times as fast\tsame answers {found.same} of {found.questions}"
    )
    return 0
