"""Which source sentences a draft was made from."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termend import documents
from termend.alignment import align, with_interleaved_sources, with_sources
from termend.alignment.lattice import best_path
from termend.cli.app import main
from termend.documents import plain
from termend.errors import DocumentError
from termend.evaluation.alignment import measure

FAIR = json.loads((Path(__file__).parents[1] / "cases/documents/fair.json").read_text(encoding="utf-8"))
ENGLISH = [english for english, _ in FAIR]
CHINESE = [chinese for _, chinese in FAIR]
ANOTHER = [
    "国家队昨晚在主场以三比一获胜。",
    "上半场第十分钟,前锋头球破门。",
    "对手在下半场扳回一球。",
    "教练说,球员们踢得很有耐心。",
    "下一场比赛将在两周后举行。",
]


def read(lines, path="draft.txt"):
    return plain.read(path, ("\n".join(lines) + "\n").encode())


def sources_of(document):
    return [segment.source for segment in document.segments]


def test_as_they_stand():
    assert [(link.sources, link.drafts) for link in align(CHINESE, ENGLISH).links] == [((i,), (i,)) for i in range(12)]


def test_every_kind_of_disturbance():
    """One sentence left out, one added, two joined, one cut in two: the rest stays where it belongs."""
    drafts = [ENGLISH[0], *ENGLISH[2:5], f"{ENGLISH[5]} {ENGLISH[6]}", *ENGLISH[7:]]
    sources = [*CHINESE[:3], "预计星期日有雨,", "船只将留在港口。", *CHINESE[4:9], "记者留言。", *CHINESE[9:]]
    paired = with_sources(read(drafts), read(sources))
    found = dict(zip(drafts, sources_of(paired), strict=True))
    assert found[ENGLISH[0]] == CHINESE[0]
    assert found[ENGLISH[2]] == CHINESE[2]
    assert found[ENGLISH[3]].replace(" ", "") == CHINESE[3]
    assert found[f"{ENGLISH[5]} {ENGLISH[6]}"] == CHINESE[5] + CHINESE[6]
    assert found[ENGLISH[11]] == CHINESE[11]


@pytest.mark.parametrize("seed", range(3))
def test_disturbed_lines_are_paired_again(seed):
    assert measure(CHINESE, ENGLISH, seed).f1 >= 0.9


def test_as_many_lines_go_one_to_one_even_where_one_is_garbled():
    drafts = [*ENGLISH[:4], "Xue he chang.", *ENGLISH[5:]]
    paired = with_sources(read(drafts), read(CHINESE))
    assert sources_of(paired) == CHINESE
    assert {segment.source_confidence for segment in paired.segments} == {1.0}


def test_as_many_lines_that_are_shifted_are_aligned():
    paired = with_sources(read(ENGLISH[1:]), read(CHINESE[:-1]))
    assert sources_of(paired)[:-1] == CHINESE[1:-1]


def test_a_paragraph_against_lines():
    paired = with_sources(read([" ".join(ENGLISH[:6]), " ".join(ENGLISH[6:])]), read(CHINESE))
    assert sources_of(paired) == ["".join(CHINESE[:6]), "".join(CHINESE[6:])]


def test_an_uncertain_source_is_left_out_and_said_to_be_so():
    drafts = [*ENGLISH[:5], "Our reporter has spent nine years on the coast.", *ENGLISH[5:]]
    paired = with_sources(read(drafts), read(CHINESE))
    assert paired.segments[5].source is None
    assert paired.segments[5].source_confidence < 0.5


@pytest.mark.parametrize("sources", [ANOTHER, ANOTHER[:4] * 3], ids=["fewer lines", "as many lines"])
def test_a_source_of_another_article_is_refused(sources, tmp_path, terms, capsys):
    draft, source = tmp_path / "draft.txt", tmp_path / "source.txt"
    draft.write_text("\n".join(ENGLISH), encoding="utf-8")
    source.write_text("\n".join(sources), encoding="utf-8")
    assert main(["check", str(draft), "--source", str(source), "--glossary", terms]) == 2
    assert "does not belong" in capsys.readouterr().err


def test_a_source_without_chinese_is_refused():
    with pytest.raises(DocumentError, match="no Chinese"):
        with_sources(read(ENGLISH), read(ENGLISH))


@pytest.fixture
def terms(tmp_path):
    path = tmp_path / "terms.csv"
    path.write_text("source,target\n石桥,Stone Bridge\n", encoding="utf-8")
    return str(path)


def test_the_command_says_where_it_has_no_source(tmp_path, terms, capsys):
    draft, source = tmp_path / "draft.txt", tmp_path / "source.txt"
    draft.write_text("\n".join([*ENGLISH[:5], "Our reporter has left.", *ENGLISH[5:]]), encoding="utf-8")
    source.write_text("\n".join(CHINESE), encoding="utf-8")
    main(["check", str(draft), "--source", str(source), "--glossary", terms])
    assert "1 of 13 segments have no certain source" in capsys.readouterr().err


@pytest.mark.parametrize("order", ["after", "before"])
def test_interleaved_text_is_paired(order):
    pairs = [[english, chinese] if order == "after" else [chinese, english] for english, chinese in FAIR[:6]]
    lines = [*(line for pair in pairs for line in (*pair, "")), "By our reporter"]
    document = with_interleaved_sources(read(lines))
    held = [segment for segment in document.segments if segment.text]
    assert [(s.text, s.source) for s in held[:6]] == [tuple(pair) for pair in FAIR[:6]]
    assert held[6].source is None
    assert [segment.index for segment in document.segments] == list(range(len(document.segments)))


def test_interleaved_with_chinese_missing_here_and_there():
    lines = [line for i, pair in enumerate(FAIR) for line in (pair if i % 3 else pair[:1])]
    document = with_interleaved_sources(read(lines))
    assert sources_of(document) == [chinese if i % 3 else None for i, (_, chinese) in enumerate(FAIR)]


def test_chinese_left_over_does_not_make_a_text_bilingual():
    document = read([*ENGLISH[:9], "铜梁", ENGLISH[9], "(记者 李明)"])
    assert with_interleaved_sources(document) is document


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(CHINESE), max_size=6), st.lists(st.sampled_from(ENGLISH), max_size=6))
def test_links_cover_both_sides_once_and_in_order(sources, drafts):
    links = align(sources, drafts).links
    assert [i for link in links for i in link.sources] == list(range(len(sources)))
    assert [j for link in links for j in link.drafts] == list(range(len(drafts)))
    assert all(0.0 <= link.confidence <= 1.0 for link in links)


def test_probabilities_of_paths_sum_to_one():
    """On a lattice of two by two with equal scores, each of the paths is as likely as any other."""
    import numpy as np

    scores = {(1, 1): np.zeros((2, 2)), (1, 0): np.zeros((2, 3)), (0, 1): np.zeros((3, 2))}
    # Delannoy numbers: 13 paths to (2, 2), of which 5 begin and 5 end with a bead (1, 1); 3 · 1 pass (1, 1) by two.
    scores[1, 1][0, 0] = 1e-9
    beads, sure, _ = best_path(2, 2, scores)
    assert (0, 1, 0, 1) in beads
    first = sure[beads.index((0, 1, 0, 1))]
    assert first == pytest.approx(3 / 13, abs=1e-6)


def test_align_command_prints_pairs(tmp_path, capsys):
    draft, source = tmp_path / "draft.txt", tmp_path / "source.txt"
    draft.write_text("\n".join(ENGLISH), encoding="utf-8")
    source.write_text("\n".join(CHINESE), encoding="utf-8")
    assert main(["align", str(draft), str(source)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[1:] for line in lines] == [[chinese, english] for english, chinese in FAIR]
    assert main(["align", str(draft), str(source), "--measure"]) == 0
    assert "F1" in capsys.readouterr().out


def test_sources_may_be_of_another_format(tmp_path):
    draft, source = tmp_path / "draft.md", tmp_path / "source.html"
    draft.write_text("\n\n".join(ENGLISH), encoding="utf-8")
    source.write_text("<p>" + "</p><p>".join(CHINESE) + "</p>", encoding="utf-8")
    paired = with_sources(documents.read(str(draft)), documents.read(str(source)))
    assert sources_of(paired) == CHINESE
