"""Proposals for people, for an editor's spreadsheet, for programs."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict

from termend.cells import as_text
from termend.harvest.harvesting import Harvest
from termend.harvest.proposals import Context, Entry


def terminal(harvest: Harvest) -> str:
    """An entry a line with its confidence and count, the first place it was seen under it; conflicts apart."""
    lines: list[str] = []
    for entry in harvest.entries:
        lines += [_line(entry), *_seen(entry.contexts)]
    if harvest.conflicts:
        lines += ["", "The glossary says otherwise:"]
    for conflict in harvest.conflicts:
        lines += [_line(conflict.entry), *_seen(conflict.entry.contexts)]
        lines += [f"      {row.glossary}:{row.line}: {row.source} → {row.target}" for row in conflict.rows]
    if harvest.known:
        lines += ["", "In the glossary already: " + ", ".join(entry.source for entry in harvest.known)]
    count, apart = len(harvest.entries), len(harvest.conflicts)
    lines.append(f"{count} new entr{'y' if count == 1 else 'ies'}, {apart} in conflict with the glossary")
    return "\n".join(lines)


def _line(entry: Entry) -> str:
    times = f"{entry.count}×" if entry.count > 1 else "  "
    return f"{entry.confidence:.2f} {times} {entry.source} → {entry.target}  [{entry.how}]"


def _seen(contexts: tuple[Context, ...]) -> list[str]:
    return [f"      {c.path}, {c.place}: {c.chinese} | {c.english}" for c in contexts[:1]]


def table(harvest: Harvest) -> str:
    """A glossary as CSV: the new entries, with how sure they are in the note; conflicts as comments below."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("source", "target", "note"))
    for entry in harvest.entries:
        writer.writerow(map(as_text, (entry.source, entry.target, _note(entry))))
    for conflict in harvest.conflicts:
        rows = "; ".join(f"{row.glossary}:{row.line} {row.target}" for row in conflict.rows)
        note = f"{_note(conflict.entry)}; but {rows}"
        writer.writerow((f"# {conflict.entry.source}", *map(as_text, (conflict.entry.target, note))))
    return out.getvalue().rstrip("\n")


def _note(entry: Entry) -> str:
    place = f"{entry.contexts[0].path}, {entry.contexts[0].place}"
    return f"harvested, {entry.confidence:.2f}, {entry.count}×, {entry.how}: {place}"


def json_text(harvest: Harvest) -> str:
    """Everything, as JSON: `entries` and `conflicts`."""
    conflicts = [
        asdict(conflict.entry)
        | {"rows": [{"target": r.target, "glossary": r.glossary, "line": r.line} for r in conflict.rows]}
        for conflict in harvest.conflicts
    ]
    body = {"version": 1, "entries": [asdict(entry) for entry in harvest.entries], "conflicts": conflicts}
    return json.dumps(body, ensure_ascii=False, indent=1)
