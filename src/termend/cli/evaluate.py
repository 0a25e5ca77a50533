"""`termend evaluate`: measure on documents with gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from termend import pipeline
from termend.cli import settings, trouble
from termend.cli.printing import print_data, print_text
from termend.cli.progress import advance
from termend.cli.settings import ConfigOption
from termend.errors import OptionError

if TYPE_CHECKING:
    from termend.evaluation import Case

CasesArgument = Annotated[list[Path], typer.Argument(metavar="CASES...", help="JSON lines: a document with gold each.")]


def evaluate(
    cases: CasesArgument,
    mode: Annotated[
        Literal["mt-only", "bilingual"], typer.Option("--mode", help="Without or with the Chinese source.")
    ] = "mt-only",
    glossary: Annotated[
        Literal["own", "pooled", "large", "shipped"],
        typer.Option(
            "--glossary", help="A document's own terms, all documents' pooled, those and foreign rows, or none named."
        ),
    ] = "own",
    text: Annotated[
        Literal["mt", "reference"],
        typer.Option(
            "--text",
            help="The drafts, or the human references, on which every finding but on their slips is a false alarm.",
        ),
    ] = "mt",
    clean: Annotated[
        Path | None,
        typer.Option("--clean", help="Measure false alarms on this plain text, a sentence a line, instead."),
    ] = None,
    lower: Annotated[bool, typer.Option("--lower", help="Lower-case the drafts first.")] = False,
    preferred_only: Annotated[bool, typer.Option("--preferred-only", help="One rendering a term.")] = False,
    distractors: Annotated[
        Path | None, typer.Option("--distractors", help="File in CEDICT form that foreign rows are drawn from.")
    ] = None,
    distractor_count: Annotated[int, typer.Option("--distractor-count", min=0, help="How many foreign rows.")] = 5000,
    min_score: Annotated[
        float, typer.Option("--min-score", min=0.0, max=1.0, help="Leave out findings that score less.")
    ] = 0.5,
    model: Annotated[str | None, typer.Option("--model", help="Repair model: a folder or a hub name.")] = None,
    quality: Annotated[
        bool, typer.Option("--quality/--no-quality", help="chrF and TER before and after, by sacreBLEU.")
    ] = True,
    show: Annotated[int, typer.Option("--show", min=0, help="Print so much that is amiss in each document.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    config: ConfigOption = None,
) -> int:
    """Measure on documents with gold: recall, precision, repair, chrF and TER, with 95 % intervals over documents.

    Each line of CASES is an object: id; segments, each with zh, mt and ref; terms, each with zh, en (a list, the
    preferred rendering first) and type; errors, each with segment, start, end, text (empty for a dropped name), zh,
    en and kind. Exit 0: measured; 2: could not.
    """
    from termend.evaluation import Setting, measure, read_cases
    from termend.evaluation.settings import clean_cases

    settings.read(config)
    read: list[Case] = []
    code = 0
    for path in cases:
        try:
            read += read_cases(path)
        except Exception as error:
            if len(cases) == 1:
                raise
            code = max(code, trouble.told(error))
    if code and not read:
        return code
    measured_cases, terms_of = read, None
    if clean is not None:
        if glossary == "own":
            raise OptionError("Clean text has no terms of its own: say --glossary pooled or large")
        measured_cases, terms_of = clean_cases(clean), read
    setting = Setting(mode, glossary, text, lower, preferred_only, distractors, distractor_count)
    measured = measure(
        measured_cases,
        setting,
        pipeline.Options(min_score=min_score, model=model),
        terms_of,
        with_quality=quality and clean is None,
        progress=advance,
    )
    report = _report(measured)
    if as_json:
        print_data(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    else:
        print_text(_table(report))
    for tally in measured.tallies if show else ():
        for example in tally.examples[:show]:
            print_text(f"{example.what}\t{example.case}\t{example.text}\t{example.source}\t{example.score:.2f}")
    return code


def _report(measured: Any) -> dict[str, Any]:
    from termend.evaluation.figures import figures, total

    counts = total(measured.tallies)
    kinds = sorted(name[5:] for name in counts if name.startswith("kind:"))
    plain = (
        "words",
        "errors",
        "found",
        "identified",
        "repaired",
        "wrong_term",
        "overcalled",
        "fair",
        "false_alarms",
        "idle",
    )
    report: dict[str, Any] = {
        "signature": measured.signature,
        "documents": len(measured.tallies),
        **{name: counts[name] for name in plain},
        "distinct": sum(len(tally.distinct) for tally in measured.tallies),
        "figures": {
            name: {"value": round(f.value, 4), "low": round(f.low, 4), "high": round(f.high, 4)}
            for name, f in figures(measured.tallies).items()
        },
        **{name: counts[name] for name in ("dropped", "dropped_found", "false_missing")},
        "by_kind": {kind: {"found": counts[f"found:{kind}"], "errors": counts[f"kind:{kind}"]} for kind in kinds},
        "seconds": round(measured.seconds, 2),
    }
    judged = measured.quality
    if judged is not None and judged.segments:
        report["quality"] = {
            "chrF": {"before": round(judged.chrf_before, 2), "after": round(judged.chrf_after, 2)},
            "TER": {"before": round(judged.ter_before, 2), "after": round(judged.ter_after, 2)},
            "signatures": dict(judged.signatures),
        }
    return report


def _table(report: dict[str, Any]) -> str:
    lines = [report["signature"], ""]
    lines.append(
        f"{report['documents']} documents, {report['words']} words, {report['errors']} errors "
        f"({report['distinct']} distinct), {report['dropped']} names dropped"
    )
    lines += ["", f"{'':<28}{'value':>8}  95 % interval"]
    for name, figure in report["figures"].items():
        label = name.replace("_", " ").replace("f half", "F0.5")
        lines.append(f"{label:<28}{figure['value']:>8.3f}  {figure['low']:.3f} - {figure['high']:.3f}")
    lines += ["", f"false alarms {report['false_alarms']}, wrong term {report['wrong_term']}"]
    lines.append(
        f"sound but unlisted: called wrong {report['overcalled']}, called unapproved {report['fair']}; "
        f"called unapproved and not the name {report['idle']}"
    )
    lines.append(
        f"dropped names reported {report['dropped_found']} of {report['dropped']}, in vain {report['false_missing']}"
    )
    if report["by_kind"]:
        lines += ["", f"{'kind of garble':<16}{'found':>6}{'of':>6}"]
        lines += [f"{kind:<16}{row['found']:>6}{row['errors']:>6}" for kind, row in report["by_kind"].items()]
    if "quality" in report:
        lines += ["", f"{'':<6}{'before':>8}{'after':>8}"]
        for metric in ("chrF", "TER"):
            row = report["quality"][metric]
            lines.append(f"{metric:<6}{row['before']:>8.2f}{row['after']:>8.2f}")
        lines += [f"{metric} {text}" for metric, text in report["quality"]["signatures"].items()]
    lines += ["", f"{report['seconds']:.1f} s"]
    return "\n".join(lines)
