"""`termend channel …`: build the channel's tables from dictionaries, name lists and press text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from termend.cli.printing import print_text
from termend.errors import OptionError

if TYPE_CHECKING:
    from termend.detection.learning.drafts import Synthetic
    from termend.detection.learning.planting import Planted
    from termend.detection.search.words import Known

app = typer.Typer(name="channel", no_args_is_help=True, help="Build and measure the tables of the channel.")

TextArgument = Annotated[list[Path], typer.Argument(help="Clean English press text, a sentence or paragraph a line.")]
DataOption = Annotated[
    Path, typer.Option("--data", help="Folder with lists of names: cedpane, geonames-zh, ror-orgs.", exists=True)
]
HeldOutOption = Annotated[float, typer.Option(help="Share of each file's last lines that is held out.")]
SeedOption = Annotated[int, typer.Option(help="The same seed gives the same drafts and the same weights.")]
SeedsOption = Annotated[
    list[int],
    typer.Option("--seed", help="A decision for each, of which the mean is taken; in lower case for the first alone."),
]
OutputOption = Annotated[Path, typer.Option("--output", help="Folder for the tables.", file_okay=False)]


@app.command("build-lexicon")
def build_lexicon(output: OutputOption) -> int:
    """Learn the lexicon from CC-CEDICT (IBM Model 1)."""
    from termend.channel.learning import dictionary, lexicon

    counts = lexicon.build(dictionary.entries(), output / "lexicon.npz")
    print_text(f"{output / 'lexicon.npz'}: {counts['characters']} characters, {counts['words']} words")
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
    print_text(f"{output / 'sound.npz'}: " + ", ".join(f"{n} {what}" for what, n in counts.items()))
    return 0


@app.command("build-english")
def build_english(
    text: TextArgument,
    output: OutputOption,
    names: Annotated[Path, typer.Option("--names", help="Name pairs in CEDICT's format (CedPane).", exists=True)],
    places: Annotated[Path, typer.Option("--places", help="Places with Chinese names, a table.", exists=True)],
    held_out: HeldOutOption = 0.2,
) -> int:
    """Count how common English words are and how often they have a capital."""
    from termend.channel.learning import dictionary, english, pairs
    from termend.channel.learning.text import training_lines

    lines = [line for path in text for line in training_lines(path, held_out)]
    definitions = [sense for entry in dictionary.entries() for sense in entry.senses]
    known = [*pairs.written_names(names), *pairs.written_places(places)]
    counts = english.build(lines, definitions, known, output / "english.npz")
    print_text(f"{output / 'english.npz'}: " + ", ".join(f"{n} {what}" for what, n in counts.items()))
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
    print_text(f"{output / 'parallel.npz'}: " + ", ".join(f"{n} {what}" for what, n in counts.items()))
    return 0


@app.command("fit")
def fit(
    text: TextArgument,
    data: DataOption,
    output: OutputOption,
    drafts: Annotated[int, typer.Option(min=10, help="How many synthetic drafts to fit on.")] = 440,
    held_out: HeldOutOption = 0.2,
    seed: SeedOption = 11,
    lower_cased: Annotated[
        bool, typer.Option("--lower-cased", help="For drafts in lower case, from such alone.")
    ] = False,
    most_absent: Annotated[
        int, typer.Option(min=0, help="Rows of a glossary that its draft never mentions, at most.")
    ] = 250,
) -> int:
    """Fit the decision on synthetic drafts, and calibrate it on others made from other text and other names."""
    from termend.channel.learning.text import training_lines
    from termend.detection.classifier import FILE, UNCASED_FILE
    from termend.detection.learning import drafts as made
    from termend.detection.learning import fitting

    files = [_documents(training_lines(path, held_out)) for path in text]
    earlier = [document for file in files for document in file[: round(0.7 * len(file))]]
    later = [document for file in files for document in file[round(0.7 * len(file)) :]]
    lowered = 1.0 if lower_cased else made.LOWERED
    first = fitting.gather(_drafts(earlier, data, drafts, seed, False, lowered, most_absent))
    second = fitting.gather(_drafts(later, data, round(0.4 * drafts), seed + 1, True, lowered, most_absent))
    classifier = fitting.fit(fitting.chosen(first, seed), second, seed)
    path = output / (UNCASED_FILE if lower_cased else FILE)
    classifier.write(path)
    print_text(f"{path}: {len(first.rows)} candidates, {int(first.labels.sum())} garbles")
    return 0


@app.command("fit-decision")
def fit_decision(
    text: TextArgument,
    data: DataOption,
    output: OutputOption,
    drafts: Annotated[
        int, typer.Option(min=10, help="How many drafts to fit on; in lower case a quarter of that.")
    ] = 840,
    held_out: HeldOutOption = 0.4,
    seed: SeedsOption = [1, 3, 5, 7, 11, 13, 17, 19],  # noqa: B006  Typer reads lists alone
) -> int:
    """Fit what decides about candidates, in drafts with capitals and without, once `fit` has made its decision."""
    from termend.channel.learning.text import held_out_lines, training_lines
    from termend.detection.learning import deciding
    from termend.detection.unpaired import decision

    first = [document for path in text for document in _documents(training_lines(path, held_out))]
    second = [document for path in text for document in _documents(held_out_lines(path, held_out))]
    for name, lowered, count, seeds in (
        (decision.FILE, 0.0, drafts, seed),
        (decision.UNCASED_FILE, 1.0, drafts // 4, seed[:1]),
    ):
        made, candidates, garbles = [], 0, 0
        for one in seeds:
            examples = deciding.gather(deciding.searched(_drafts(first, data, count, one, False, lowered)))
            held = deciding.searched(_drafts(second, data, round(0.3 * count), one + 1, True, lowered))
            made.append(deciding.calibrated(deciding.fit(examples, cased=not lowered), held, cased=not lowered))
            candidates, garbles = candidates + len(examples.rows), garbles + int(examples.labels.sum())
        decision.mean(made).write(output / name)
        print_text(f"{output / name}: {candidates} candidates, {garbles} garbles")
    return 0


@app.command("merge")
def merge(
    decisions: Annotated[list[Path], typer.Argument(help="Decisions that `fit` wrote, of one kind.", exists=True)],
    output: Annotated[Path, typer.Option("--output", help="File for the one that is their mean.")],
) -> int:
    """Make one decision of several: its log-odds are the mean of theirs."""
    from termend.detection import classifier

    classifier.merged([classifier.read(path) for path in decisions]).write(output)
    print_text(f"{output}: the mean of {len(decisions)} decisions")
    return 0


@app.command("calibrate")
def calibrate(
    text: TextArgument,
    data: DataOption,
    drafts: Annotated[int, typer.Option(min=1, help="How many synthetic drafts to score.")] = 120,
    held_out: HeldOutOption = 0.2,
    seed: SeedOption = 99,
) -> int:
    """Print how often findings of each score are right, on held-out text with held-out names."""
    from termend.channel.learning.text import held_out_lines
    from termend.detection.learning import reliability

    documents = [document for path in text for document in _documents(held_out_lines(path, held_out))]
    findings = reliability.scored(_drafts(documents, data, drafts, seed, held_out_names=True))
    bins = reliability.table(findings)
    print_text("score         findings  mean score  right")
    for b in bins:
        print_text(f"{b.low:.2f} to {b.high:.2f}  {b.count:8d}  {b.mean_score:10.3f}  {b.right:5.3f}")
    print_text(f"expected calibration error {reliability.expected_error(bins):.3f} over {len(findings)} findings")
    return 0


_LINES_A_DOCUMENT = 40
_MOST_DOCUMENTS = 50
_LENGTHS = range(40, 600)


def _documents(lines: list[str]) -> list[list[str]]:
    """Runs of 40 lines of usual length; of a long file 50 of them, evenly spread, so that no file outweighs another."""
    usable = [line.strip() for line in lines if len(line.strip()) in _LENGTHS]
    found = [usable[i : i + _LINES_A_DOCUMENT] for i in range(0, len(usable), _LINES_A_DOCUMENT)]
    if not found:
        raise OptionError("No usable line in the text: give more of it, a sentence or paragraph a line")
    step = max(1.0, len(found) / _MOST_DOCUMENTS)
    return [found[int(i * step)] for i in range(min(len(found), _MOST_DOCUMENTS))]


def _drafts(
    documents: list[list[str]],
    data: Path,
    count: int,
    seed: int,
    held_out_names: bool,
    lowered: float | None = None,
    most_absent: int | None = None,
) -> Iterator[tuple[Synthetic, tuple[Known, ...]]]:
    """Synthetic drafts, each with the accepted renderings that stand in it; `lowered`: share in lower case."""
    from termend import training
    from termend.channel import english, lexicon, sound
    from termend.channel.sampling import Sampler
    from termend.checks.mentions import Mentions
    from termend.detection.learning.drafts import LOWERED, MOST_ABSENT, Writer, surfaces
    from termend.detection.learning.fitting import draws
    from termend.detection.search.words import Known
    from termend.training import terms

    patterns = Path(training.__file__).parent / "data" / "name_patterns.tsv"
    sets = terms.load(data, patterns, _NAMES_SEED)
    names = sets.held_out if held_out_names else sets.training
    words, copy = lexicon.shipped(), english.shipped()
    sampler = Sampler(words, sound.shipped(), surfaces(copy, words))
    share, most = LOWERED if lowered is None else lowered, MOST_ABSENT if most_absent is None else most_absent
    writer = Writer(documents, names, sampler, share, most)
    for draft in draws(writer, count, seed):
        mentions = Mentions(draft.document, draft.glossary).all
        yield draft, tuple(Known(m.start, m.end, m.terms, m.segment) for m in mentions)


_NAMES_SEED = 7  # parts the names into those fitted on and those held out


ChineseOption = Annotated[Path, typer.Option("--chinese", help="Chinese sentences, one a line.", exists=True)]
EnglishOption = Annotated[Path, typer.Option("--english", help="Their English, line by line.", exists=True)]
DocumentsOption = Annotated[
    Path | None, typer.Option("--documents", help="A file whose lines begin with the name of each one's document.")
]
TableOption = Annotated[
    list[Path] | None, typer.Option("--table", help="More pairs: id, Chinese, English with tabs.", exists=True)
]


@app.command("fit-source")
def fit_source(
    chinese: ChineseOption,
    english: EnglishOption,
    data: DataOption,
    output: OutputOption,
    documents: DocumentsOption = None,
    table: TableOption = None,
    seed: SeedOption = 1,
    rounds: Annotated[int, typer.Option(min=1, help="Drafts made of each document.")] = 4,
) -> int:
    """Learn which words render a name of the source, from parallel text whose names are exchanged and broken.

    Every second document is learnt from with names of one part of the lists; the others, with other names, calibrate
    the scores.
    """
    from termend.channel import explanation
    from termend.detection.learning import source_fitting
    from termend.detection.paired.model import FILE

    explainer = explanation.shipped()
    earlier, later = _parallel_drafts(chinese, english, documents, table or [], data, seed, rounds)
    first = source_fitting.gather(earlier, explainer)
    model = source_fitting.fit(first, source_fitting.gather(later, explainer))
    model.write(output / FILE)
    print_text(f"{output / FILE}: {len(first.mentions)} mentions, {len(first.widenings)} renderings with words beside")
    return 0


@app.command("calibrate-source")
def calibrate_source(
    chinese: ChineseOption,
    english: EnglishOption,
    data: DataOption,
    documents: DocumentsOption = None,
    table: TableOption = None,
    seed: SeedOption = 99,
) -> int:
    """Print how often findings of each score are right where the source is known, on documents and names kept apart."""
    from termend.channel import explanation
    from termend.detection.learning import reliability, source_fitting

    _, later = _parallel_drafts(chinese, english, documents, table or [], data, seed, 1)
    findings = source_fitting.scored(later, explanation.shipped())
    bins = reliability.table(findings)
    print_text("score         findings  mean score  right")
    for b in bins:
        print_text(f"{b.low:.2f} to {b.high:.2f}  {b.count:8d}  {b.mean_score:10.3f}  {b.right:5.3f}")
    print_text(f"expected calibration error {reliability.expected_error(bins):.3f} over {len(findings)} findings")
    return 0


def _parallel_drafts(
    chinese: Path, english: Path, documents: Path | None, tables: list[Path], data: Path, seed: int, rounds: int
) -> tuple[Iterator[tuple[int, Planted]], Iterator[tuple[int, Planted]]]:
    """Drafts with their sources to learn from, and others of other documents with other names."""
    from termend import training
    from termend.channel import english as words_
    from termend.channel import explanation, lexicon, sound
    from termend.channel.sampling import Sampler
    from termend.detection.learning import parallel_text, planting
    from termend.detection.learning.drafts import surfaces
    from termend.training import terms

    held = parallel_text.read_lines(chinese, english, documents)
    held += [document for path in tables for document in parallel_text.read_table(path)]
    sets = terms.load(data, Path(training.__file__).parent / "data" / "name_patterns.tsv", _NAMES_SEED)
    glosses = lexicon.shipped()
    sampler = Sampler(glosses, sound.shipped(), surfaces(words_.shipped(), glosses))
    explainer = explanation.shipped()
    training_side = planting.Planter(sets.training, explainer, sampler)
    held_out_side = planting.Planter(sets.held_out, explainer, sampler)
    return (
        planting.drafts(training_side, held[::2] * rounds, seed),
        planting.drafts(held_out_side, held[1::2], seed + 1),
    )
