"""Decisions on disk and in memory: nothing is lost, whoever writes and however the draft changes."""

from __future__ import annotations

import json
import multiprocessing
import time
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from review import made
from termend.cli.app import main
from termend.errors import InputError, OptionError
from termend.pipeline import mend
from termend.records import Checked, Document, Edit, Evidence, Segment
from termend.review import outcomes, places, store
from termend.review.beside import decisions_of
from termend.review.decisions import (
    Change,
    Comment,
    Entry,
    Journal,
    Name,
    Pairing,
    Place,
    Step,
    Undo,
    Verdict,
    from_json,
    to_json,
    to_line,
)  # fmt: skip
from termend.review.desk import Desk, Draft, Wish
from termend.review.judging import Judged, Judgement, edits, honoured, judge, trimmed


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "draft.txt"
    file.write_text(made.DRAFT, encoding="utf-8")
    return str(file)


def _open(path: str, by: str = "") -> Draft:
    return Draft(path, made.WORK, by)


def _undo(draft: Draft, window: str = "") -> Entry | None:
    return Desk([draft]).undo(window)


def _again(draft: Draft, window: str = "") -> Entry | None:
    return Desk([draft]).again(window)


def _key(draft: Draft, text: str, nth: int = 0) -> str:
    state = draft.state()
    return [k for k, f in zip(state.order.keys, state.judged.findings, strict=True) if f.text == text][nth]


def _verdicts(draft: Draft) -> dict[str, str]:
    judged = draft.state().judged
    return {judged.findings[i].text: j.verdict.value for i, j in judged.judgements.items()}


def _rewrite(path: str, old: str, new: str) -> None:
    file = Path(path)
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_names = st.builds(Name, _texts, _texts, _texts.filter(bool), st.integers(0, 9), _texts, _texts)
_places = st.builds(
    Place, _texts, _texts, _texts, st.integers(0, 99), _texts, st.sampled_from([0.5, 0.9731, 1.0]),
    st.none() | st.builds(Change, st.integers(-9, 9), _texts, _texts),
)  # fmt: skip
_common = {"id": _texts, "at": _texts, "by": _texts, "window": _texts, "group": _texts}
_evidence = st.builds(Evidence, _texts, _texts, _texts, st.sampled_from([-1.5, 0.0, 8.25]))
_entries = st.one_of(
    st.builds(
        Step, **_common, verdict=st.sampled_from(Verdict), places=st.lists(_places, max_size=3).map(tuple),
        name=st.none() | _names, row=st.none() | _names, evidence=st.lists(_evidence, max_size=2).map(tuple),
        settles=st.booleans(),
    ),
    st.builds(Comment, **_common, text=_texts, place=_places, name=st.none() | _names),
    st.builds(Pairing, **_common, place=_places, source=_texts),
    st.builds(Undo, **_common, undoes=st.lists(_texts, max_size=2).map(tuple)),
)  # fmt: skip


@given(_texts, st.lists(_entries, max_size=4))
def test_what_is_written_is_read(draft: str, entries: list[Entry]) -> None:
    text = to_json(draft, map(to_line, entries))
    assert from_json("x", text) == Journal(draft, tuple(entries))


@given(st.lists(st.sampled_from(["decide one", "decide two", "undo one", "undo two", "again one", "again two"])))
def test_undoing_and_doing_again_in_two_windows(acts: list[str]) -> None:
    """Held against the usual two stacks of each window."""
    journal = Journal("draft")
    done: dict[str, list[str]] = {"one": [], "two": []}
    undone: dict[str, list[str]] = {"one": [], "two": []}
    for n, act in enumerate(acts):
        what, window = act.split()
        if what == "decide":
            entry: Entry = Step(id=str(n), at="", window=window, verdict=Verdict.REJECT, places=())
            done[window].append(entry.id)
            undone[window].clear()
        else:
            found = journal.last_of(window) if what == "undo" else journal.again_of(window)
            stacks = (done, undone) if what == "undo" else (undone, done)
            assert (found is not None) == bool(stacks[0][window])
            if found is None:
                continue
            entry = Undo(id=str(n), at="", window=window, undoes=(found.id,))
            stacks[1][window].append(stacks[0][window].pop())
        journal = Journal("draft", (*journal.entries, entry))
        assert {step.id for step in journal.steps} == {*done["one"], *done["two"]}


DAMAGED = {
    "no JSON": "{",
    "not a file of decisions": "[]",
    "version 9": '{"version": 9, "steps": []}',
    "step 1 is damaged": '{"version": 1, "steps": [{"id": "a", "at": "b", "verdict": "maybe", "places": []}]}',
    "nested too deep": "[" * 100_000,
}


@pytest.mark.parametrize("problem", DAMAGED)
def test_a_damaged_file_is_named_and_left_alone(path: str, problem: str) -> None:
    file = decisions_of(path)
    file.write_text(DAMAGED[problem], encoding="utf-8")
    with pytest.raises(InputError, match=problem):
        _open(path)
    assert file.read_text(encoding="utf-8") == DAMAGED[problem]


def test_a_decision_is_on_disk_at_once_and_there_again_later(path: str) -> None:
    draft = _open(path)
    draft.decide(Wish(_key(draft, "re-statement group"), Verdict.ACCEPT))
    draft.decide(Wish(_key(draft, "saffeng dam"), Verdict.REJECT))
    assert _verdicts(_open(path)) == {"re-statement group": "accept", "saffeng dam": "reject"}
    data = json.loads(decisions_of(path).read_text(encoding="utf-8"))
    assert [step["verdict"] for step in data["steps"]] == ["accept", "reject"]


def test_a_file_of_the_first_version_is_read(path: str) -> None:
    draft = _open(path)
    draft.decide(Wish(_key(draft, "1455"), Verdict.ACCEPT))
    file = decisions_of(path)
    file.write_text(file.read_text(encoding="utf-8").replace('"version": 2', '"version": 1'), encoding="utf-8")
    assert _verdicts(_open(path)) == {"1455": "accept"}


def test_the_later_decision_holds_and_undo_brings_the_earlier_back(path: str) -> None:
    draft = _open(path)
    key = _key(draft, "copper beam")
    draft.decide(Wish(key, Verdict.REJECT))
    draft.decide(Wish(key, Verdict.EDIT, text="Tongliang District"))
    assert _verdicts(draft) == {"copper beam": "edit"}
    assert _undo(draft) is not None
    assert _verdicts(draft) == {"copper beam": "reject"}
    assert _undo(draft) is not None
    assert _verdicts(draft) == {}
    assert _undo(draft) is None
    assert _again(draft) is not None
    assert _verdicts(_open(path)) == {"copper beam": "reject"}
    draft.decide(Wish(_key(draft, "1455"), Verdict.REJECT))
    assert _again(draft) is None


def test_a_window_undoes_its_own_decision(path: str) -> None:
    one, other = _open(path), _open(path)
    one.decide(Wish(_key(one, "1455"), Verdict.ACCEPT, window="one"))
    other.decide(Wish(_key(other, "copper beam"), Verdict.REJECT, window="other"))
    assert _undo(one, "fresh") is None
    _undo(one, "one")
    assert _verdicts(one) == _verdicts(other) == {"copper beam": "reject"}


def _decide_all(path: str, texts: list[str]) -> None:
    draft = _open(path)
    for text in texts:
        draft.decide(Wish(_key(draft, text), Verdict.REJECT))


def test_two_processes_lose_nothing(path: str) -> None:
    halves = [["re-statement group", "copper beam", "1455"], ["municipal national council", "saffeng dam", "。"]]
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_decide_all, args=(path, half)) for half in halves]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert set(_verdicts(_open(path))) == {text for half in halves for text in half}


def test_all_mentions_of_a_name_in_one_step(path: str) -> None:
    draft = _open(path)
    draft.decide(Wish(_key(draft, "Luo Steady"), Verdict.ACCEPT, everywhere=True))
    repaired = outcomes.as_file(draft.state().judged).decode()
    assert "Luo Steady" not in repaired
    assert repaired.count("Luo Wen") == made.DRAFT.count("Luo Steady") == 2
    _undo(draft)
    assert outcomes.as_file(draft.state().judged).decode() == made.DRAFT


def test_only_what_was_accepted_is_printed(path: str) -> None:
    draft = _open(path)
    draft.decide(Wish(_key(draft, "re-statement group"), Verdict.ACCEPT, choice=0))
    draft.decide(Wish(_key(draft, "saffeng dam"), Verdict.EDIT, text="Shapingba District"))
    draft.decide(Wish(_key(draft, "1455"), Verdict.ROW, row=Name("第1455期", "issue 1455")))
    draft.decide(Wish(_key(draft, "copper beam"), Verdict.REJECT))
    draft.decide(Wish(_key(draft, "Swan Goose Library"), Verdict.VARIANT))
    expected = (
        made.DRAFT.replace("the re-statement group", "the Chongqing Daily Press Group")
        .replace("saffeng dam", "Shapingba District")
        .replace("1455", "issue 1455")
    )
    assert outcomes.as_file(draft.state().judged).decode() == expected
    assert outcomes.as_diff(draft.state().judged).count("\n+") == 1 + 3


def test_the_draft_changes_and_decisions_move_with_their_words(path: str) -> None:
    draft = _open(path)
    for text, verdict in (("1455", Verdict.ACCEPT), ("copper beam", Verdict.REJECT), ("saffeng dam", Verdict.ACCEPT)):
        draft.decide(Wish(_key(draft, text), verdict))
    _rewrite(path, "River towns", "Twenty-one river towns in all")
    _rewrite(path, "Readers from saffeng dam took the bus", "Readers took the bus")
    judged = draft.state().judged
    assert _verdicts(draft) == {"1455": "accept", "copper beam": "reject"}
    assert [(lost.place.text, lost.done) for lost in judged.lost] == [("saffeng dam", False)]
    assert "the 14th Five-Year Plan period" in outcomes.as_file(judged).decode()


def test_what_was_applied_is_not_called_lost(path: str) -> None:
    draft = _open(path)
    draft.decide(Wish(_key(draft, "saffeng dam"), Verdict.ACCEPT))
    Path(path).write_bytes(outcomes.as_file(draft.state().judged))
    assert [lost.done for lost in draft.state().judged.lost] == [True]


def test_of_equal_words_the_right_one_is_found(path: str) -> None:
    draft = _open(path)
    draft.decide(Wish(_key(draft, "Luo Steady", 1), Verdict.REJECT))
    _rewrite(path, "More than 300 people came, ", "Luo Steady was early. More than 300 people came, ")
    judged = draft.state().judged
    (index,) = judged.judgements
    assert judged.document.text[judged.findings[index].end :].startswith(". The municipal")


def test_a_decision_stands_where_no_check_flags_anything_any_more(path: str) -> None:
    draft = _open(path)
    draft.decide(Wish(_key(draft, "copper beam"), Verdict.ACCEPT))
    checked = made.check(path)
    quiet = Checked(checked.document, tuple(f for f in checked.findings if f.text != "copper beam"))
    judged = judge(quiet, draft.state().journal)
    assert "the Tongliang branch" in outcomes.as_file(judged).decode()
    assert len(honoured(quiet, draft.state().journal).findings) == len(quiet.findings)
    assert "the Tongliang branch" in mend(honoured(quiet, draft.state().journal, for_repair=True)).text


def test_check_and_fix_honour_what_was_decided(path: str) -> None:
    draft = _open(path)
    draft.decide(Wish(_key(draft, "copper beam"), Verdict.REJECT))
    draft.decide(Wish(_key(draft, "1455"), Verdict.EDIT, text="14th Five-Year"))
    left = honoured(made.check(path), draft.state().journal)
    assert "copper beam" not in {f.text for f in left.findings}
    assert next(f for f in left.findings if f.text == "1455").proposals[0].text == "14th Five-Year"
    text = mend(honoured(made.check(path), draft.state().journal, for_repair=True)).text
    assert "copper beam" in text
    assert "14th Five-Year period" in text


def test_changes_that_meet_are_not_both_made(path: str) -> None:
    draft = _open(path)
    draft.decide(Wish(_key(draft, "copper beam"), Verdict.ACCEPT))
    journal = draft.state().journal
    start = made.DRAFT.index("copper beam branch")
    wide = Place("copper beam branch", "", "", start, "x", 1.0, Change(0, "copper beam branch", "Tongliang office"))
    judged = judge(Checked(made.check(path).document, ()), Journal("", (*journal.steps, _step(wide))))
    changed, clashing = edits(judged)
    assert len(changed) == len(clashing) == 1


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.text("ab", max_size=4)), max_size=12))
def test_a_change_is_made_unless_it_meets_one_that_is(wanted: list[tuple[int, int, str]]) -> None:
    text = "ab" * 20
    asked = [Edit(start, start + size, text[start : start + size], after) for start, size, after in sorted(wanted)]
    place = Place("", "", "", 0, "x", 1.0, None)
    judgements = {i: Judgement(_step(place), place, e.start, e.end, e) for i, e in enumerate(asked)}
    document = Document("draft.txt", text, (Segment(0, 0, text),))
    made_of_it, clashing = edits(Judged(document, (), judgements, (), frozenset()))
    taken: list[Edit] = []
    left: list[int] = []
    for i, edit in enumerate(asked):
        if edit.before == edit.after:
            continue
        fits = [e for e in (edit, trimmed(edit)) if not any(_meet(e, other) for other in taken)]
        if fits:
            taken.append(fits[0])
        else:
            left.append(i)
    assert sorted(taken, key=lambda e: e.start) == list(made_of_it)
    assert tuple(left) == clashing


def _meet(one: Edit, other: Edit) -> bool:
    return one.start == other.start or (one.start < other.end and other.start < one.end)


def _step(place: Place) -> Step:
    return Step(id="id", at="at", verdict=Verdict.EDIT, places=(place,))


def test_a_word_draft_is_taken_with_its_changes_tracked(tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    word = docx.Document()
    for line in made.DRAFT.splitlines():
        word.add_paragraph(line)
    word.save(str(path))
    draft = _open(str(path))
    draft.decide(Wish(_key(draft, "Luo Steady"), Verdict.ACCEPT, everywhere=True))
    draft.decide(Wish(_key(draft, "saffeng dam"), Verdict.EDIT, text="Shapingba District"))
    (tmp_path / "tracked.docx").write_bytes(outcomes.as_tracked(draft.state().judged))
    with zipfile.ZipFile(tmp_path / "tracked.docx") as archive:
        body, notes = (archive.read(f"word/{part}.xml").decode() for part in ("document", "comments"))
    assert (body.count("<w:ins "), body.count("<w:del ")) == (3, 3)
    assert "Shapingba District" in body
    assert notes.count("罗稳: Luo Wen") == 2
    assert "by hand" not in notes


WRONG = {
    "no longer there": Wish("nothing", Verdict.ACCEPT),
    "needs the Chinese name": Wish("", Verdict.ROW),
    "no such proposal": Wish("", Verdict.ACCEPT, choice=7),
}


@pytest.mark.parametrize("problem", WRONG)
def test_a_wish_that_means_nothing_is_refused(path: str, problem: str) -> None:
    draft, wish = _open(path), WRONG[problem]
    key = wish.key or _key(draft, "1455")
    with pytest.raises(OptionError, match=problem):
        draft.decide(Wish(key, wish.verdict, wish.choice))
    assert not decisions_of(path).exists()


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40), st.integers(0, 39), st.integers(0, 5))
def test_a_place_is_found_after_a_change_before_it(text: str, before: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(len(text), start + length)
    place = Place(text[start:end], text[max(0, start - 32) : start], text[end : end + 32], start, "x", 1.0)
    (found,) = places.find(text, [place])
    assert found is not None
    assert (found.start, found.end) == (start, end)
    moved = list(places.find(before + text, [place]))
    assert all(m is None or (before + text)[m.start : m.end] == place.text for m in moved)


def test_two_thousand_decisions_are_read_and_kept_fast(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("Readers from saffeng dam came, and 1455 of them stayed for the night.\n" * 1000, encoding="utf-8")
    draft = _open(str(path))
    draft.decide(Wish(draft.state().order.keys[0], Verdict.REJECT, everywhere=True))
    began = time.perf_counter()
    draft.decide(Wish(draft.state().order.keys[1], Verdict.REJECT))
    _undo(draft)
    assert time.perf_counter() - began < 0.5
    assert len(draft.state().judged.judgements) == 1000


def test_the_commands_leave_out_what_was_rejected(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    checked = made.check(path)
    mark = next(f for f in checked.findings if f.text == "。")
    place = places.place_of(checked.document, mark, None)
    store.Store(path).add(Step(id="id", at="at", verdict=Verdict.REJECT, places=(place,)))
    arguments = [path, "--glossary", str(made.FOLDER / "press.csv")]
    main(["check", *arguments, "--format", "json"])
    out, err = capsys.readouterr()
    assert "。" not in {f["text"] for d in json.loads(out)["documents"] for f in d["findings"]}
    assert "1 finding left out as decided there" in err
    main(["fix", *arguments, "--output", f"{path}.fixed"])
    assert Path(f"{path}.fixed").read_text(encoding="utf-8").count("。") == 1
    decisions_of(path).write_text("{", encoding="utf-8")
    assert main(["check", *arguments]) == 2
    assert capsys.readouterr().err.startswith("termend: ")


def test_without_a_folder_for_locks_one_decides_all_the_same(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", path)  # a file, where a folder would be
    draft = _open(path)
    draft.decide(Wish(_key(draft, "1455"), Verdict.REJECT))
    assert _verdicts(_open(path)) == {"1455": "reject"}
