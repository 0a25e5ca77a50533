"""Work shared between processes gives what one process gives, whatever becomes of the others."""

import os
import sys
import threading
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termend import glossary
from termend.channel import sharing
from termend.channel.sharing import Start
from termend.detection.unpaired import finding as without_source
from termend.detection.unpaired import shares
from termend.records import Segment

forks = pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks here")
SENTENCE = "the re-statement group of saffeng dam and orbital media said that 1455 jubilee daily press Copper Beam won"


@forks
def test_answers_come_in_order_each_from_a_process_of_its_own():
    answers = sharing.shared(lambda part: (part, os.getpid()), "abc")
    assert [part for part, _ in answers] == ["a", "b", "c"]
    assert len({process for _, process in answers}) == 3
    assert answers[0][1] == os.getpid()


@forks
@pytest.mark.parametrize("end", [lambda: os._exit(3), lambda: 1 / 0], ids=["killed", "raised"])
def test_what_another_process_fails_at_is_done_here(end):
    here = os.getpid()
    assert sharing.shared(lambda part: part * 2 if os.getpid() == here else end(), [1, 2, 3]) == [2, 4, 6]


@forks
def test_what_cannot_be_told_is_done_here():
    answers = sharing.shared(lambda part: lambda: part, [1, 2])
    assert [answer() for answer in answers] == [1, 2]


@forks
@pytest.mark.parametrize(("parts", "times"), [([], 0), ([1], 0), ([1, 2], 1), ([1, 2, 3], 1)])
def test_something_else_is_done_here_while_others_work(parts, times):
    done = []
    assert sharing.shared(lambda part: part, parts, lambda: done.append(os.getpid())) == parts
    assert done == [os.getpid()] * times


def test_no_process_for_no_work():
    assert sharing.shared(len, []) == []


@forks
def test_a_process_that_runs_threads_is_not_forked(monkeypatch):
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert sharing.start() is Start.FORKED
    monkeypatch.undo()
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert sharing.start() is Start.ANEW
    finally:
        done.set()
        thread.join()


def process_and(part):
    return part, os.getpid()


def fails_elsewhere(part):
    here, number = part
    return number * 2 if os.getpid() == here else os._exit(3)


def raises_elsewhere(part):
    here, number = part
    return number * 2 if os.getpid() == here else 1 / 0


def prints(part):
    print("not the answer")
    return part


def test_processes_started_anew_answer_in_order():
    done = []
    answers = sharing.spawned(process_and, "abc", lambda: done.append(os.getpid()))
    assert [part for part, _ in answers] == ["a", "b", "c"]
    assert len({process for _, process in answers}) == 3
    assert answers[0][1] == os.getpid()
    assert done == [os.getpid()]


@pytest.mark.parametrize("work", [fails_elsewhere, raises_elsewhere])
def test_what_a_process_started_anew_fails_at_is_done_here(work):
    assert sharing.spawned(work, [(os.getpid(), n) for n in (1, 2)]) == [2, 4]


def test_what_is_printed_there_is_no_answer(capfd):
    assert sharing.spawned(prints, [1, 2]) == [1, 2]
    assert capfd.readouterr().out == "not the answer\n"


def test_without_a_python_to_start_all_is_done_here(monkeypatch):
    monkeypatch.setattr(sys, "executable", None)
    assert sharing.spawned(process_and, "ab") == [("a", os.getpid()), ("b", os.getpid())]


def test_what_cannot_be_told_is_not_sent():
    assert sharing.spawned(lambda part: part, [1, 2]) == [1, 2]


@forks
@settings(deadline=None, max_examples=10)
@given(
    st.lists(st.lists(st.sampled_from(SENTENCE.split()), min_size=1, max_size=12).map(" ".join), min_size=1, max_size=4)
)
def test_shared_or_not_the_same_is_found(lines):
    assert found(lines, 1, Start.FORKED) == found(lines, 3, Start.FORKED)


@pytest.mark.parametrize("names", [["chongqing-media"], []], ids=["few names", "kept on disk"])
def test_started_anew_the_same_is_found(names, monkeypatch):
    lines = [SENTENCE, f"{SENTENCE} again", "nothing of all that", "Copper Beam and the jubilee daily press"]
    spawned = []
    spawn = sharing.spawned
    monkeypatch.setattr(sharing, "spawned", lambda *a: spawned.append(len(a[1])) or spawn(*a))
    with mock.patch.object(sharing, "_spawn", wraps=sharing._spawn) as begun:
        assert found(lines, 3, Start.ANEW, names) == found(lines, 1, Start.FORKED, names)
    assert spawned == [3]
    assert begun.call_count == 2


def found(lines, count, start, names=("chongqing-media",)):
    terms = glossary.load(names)
    segments = []
    for number, line in enumerate(lines):
        segments.append(Segment(number, segments[-1].start + len(segments[-1].text) + 1 if segments else 0, line))
    with (
        mock.patch.object(sharing, "processes", return_value=count),
        mock.patch.object(sharing, "start", return_value=start),
        mock.patch.object(shares, "_WORDS_OF_A_SHARE", dict.fromkeys(Start, 1)),
    ):
        garbles = without_source.find(segments, terms, ())
    return [(g.start, g.end, g.term, g.score, g.candidate.span) for g in garbles]
