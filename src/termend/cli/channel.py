"""`termend channel …`: build the channel's tables from dictionaries, name lists and press text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(name="channel", no_args_is_help=True, help="Build and measure the tables of the channel.")

OutputOption = Annotated[Path, typer.Option("--output", help="Folder for the tables.", file_okay=False)]


@app.command("build-lexicon")
def build_lexicon(output: OutputOption) -> int:
    """Learn the lexicon from CC-CEDICT (IBM Model 1)."""
    from termend.channel.learning import dictionary, lexicon

    counts = lexicon.build(dictionary.entries(), output / "lexicon.npz")
    typer.echo(f"{output / 'lexicon.npz'}: {counts['characters']} characters, {counts['words']} words")
    return 0


@app.command("build-sound")
def build_sound(
    output: OutputOption,
    names: Annotated[Path, typer.Option("--names", help="Name pairs in CEDICT's format (CedPane).", exists=True)],
    places: Annotated[Path, typer.Option("--places", help="Places with Chinese names, a table.", exists=True)],
    unihan: Annotated[Path, typer.Option("--unihan", help="Unihan_Readings.txt of the Unicode data.", exists=True)],
) -> int:
    """Learn how syllables are spelt abroad: P(letters | syllable) by EM over name pairs."""
    from termend.channel.learning import dictionary, pairs, sound

    given = [*pairs.read_cedpane(names), *pairs.read_geonames(places)]
    counts = sound.build(list(dictionary.entries()), given, unihan, output / "sound.npz")
    typer.echo(f"{output / 'sound.npz'}: " + ", ".join(f"{n} {what}" for what, n in counts.items()))
    return 0


@app.command("build-english")
def build_english(
    text: Annotated[list[Path], typer.Argument(help="Clean English press text, a sentence or paragraph a line.")],
    output: OutputOption,
    names: Annotated[Path, typer.Option("--names", help="Name pairs in CEDICT's format (CedPane).", exists=True)],
    places: Annotated[Path, typer.Option("--places", help="Places with Chinese names, a table.", exists=True)],
    held_out: Annotated[float, typer.Option(help="Share of each file's last lines that is left unread.")] = 0.2,
) -> int:
    """Count how common English words are and how often they have a capital."""
    from termend.channel.learning import dictionary, english, pairs
    from termend.channel.learning.text import training_lines

    lines = [line for path in text for line in training_lines(path, held_out)]
    definitions = [sense for entry in dictionary.entries() for sense in entry.senses]
    known = [*pairs.written_names(names), *pairs.written_places(places)]
    counts = english.build(lines, definitions, known, output / "english.npz")
    typer.echo(f"{output / 'english.npz'}: " + ", ".join(f"{n} {what}" for what, n in counts.items()))
    return 0


@app.command("build-parallel")
def build_parallel(
    output: OutputOption,
    chinese: Annotated[Path, typer.Option("--chinese", help="Chinese sentences, one a line.", exists=True)],
    english: Annotated[Path, typer.Option("--english", help="Their English, line by line.", exists=True)],
    table: Annotated[Path, typer.Option("--table", help="More pairs: id, Chinese, English with tabs.", exists=True)],
    names: Annotated[Path, typer.Option("--names", help="Name pairs in CEDICT's format (CedPane).", exists=True)],
    places: Annotated[Path, typer.Option("--places", help="Places with Chinese names, a table.", exists=True)],
    share: Annotated[float, typer.Option(help="Share of the sentences, from the first, that is learned from.")] = 0.6,
) -> int:
    """Learn what words and names are called in parallel text, for drafts that come with their source."""
    from termend.channel.learning import dictionary, pairs, parallel
    from termend.channel.lexicon import shipped

    given = [*parallel.read_lines(chinese, english, share), *parallel.read_table(table)]
    known = [*pairs.read_cedpane(names), *pairs.read_geonames(places)]
    counts = parallel.build(given, dictionary.entries(), known, shipped(), output / "parallel.npz")
    typer.echo(f"{output / 'parallel.npz'}: " + ", ".join(f"{n} {what}" for what, n in counts.items()))
    return 0
