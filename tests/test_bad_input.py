"""Bad input: a message that names file, line and remedy, exit 2, no traceback, nothing overwritten or lost."""

import codecs
from pathlib import Path

import pytest

from termend.cli.app import main

DRAFT = "On Friday the jiangcheng daily opened its media centre。\n"
GLOSSARY = "source,target\n江城日报,Jiangcheng Daily\n"


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "terms.csv").write_text(GLOSSARY, encoding="utf-8")
    return tmp_path


def refused(capsys, arguments, *words):
    """The message on standard error, having held it to the contract."""
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    for word in words:
        assert word in captured.err, captured.err
    return captured


BAD_DRAFTS = {
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01", "binary"),
    "empty": (b"", "empty"),
    "blank": (b" \n\t\n", "empty"),
    "a mark alone": (codecs.BOM_UTF8, "empty"),
    "Latin-1": ("Le café est fermé.\n".encode("latin-1"), "UTF-8"),
    "a mark that lies": (codecs.BOM_UTF16_LE + b"\x00\xd8\x41\x00", "byte-order mark"),
}


@pytest.mark.parametrize(("raw", "word"), BAD_DRAFTS.values(), ids=BAD_DRAFTS)
@pytest.mark.parametrize("command", [["check"], ["fix", "--output", "out.txt"], ["fix", "--in-place"]])
def test_drafts_that_are_no_text(place, capsys, raw, word, command):
    (place / "bad.txt").write_bytes(raw)
    refused(capsys, [command[0], "bad.txt", "--glossary", "terms.csv", *command[1:]], "bad.txt", word)
    assert (place / "bad.txt").read_bytes() == raw
    assert sorted(p.name for p in place.iterdir()) == ["bad.txt", "draft.txt", "terms.csv"]


def test_a_draft_that_is_not_there(place, capsys):
    refused(capsys, ["check", "nowhere.txt", "--glossary", "terms.csv"], "nowhere.txt", "no such file")


def test_a_draft_that_may_not_be_read(place, capsys, monkeypatch):
    reads = Path.read_bytes

    def refuse(path):
        if path.name == "draft.txt":
            raise PermissionError(13, "Permission denied")
        return reads(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)  # root may read what has no permissions
    refused(capsys, ["check", "draft.txt", "--glossary", "terms.csv"], "draft.txt", "Permission denied")


def test_a_draft_of_200_megabytes(place, capsys):
    with (place / "huge.txt").open("wb") as file:
        file.truncate(200 * 2**20)  # sparse: takes no room on the disk
    refused(capsys, ["check", "huge.txt", "--glossary", "terms.csv"], "huge.txt", "200 MB", "Split")


BAD_GLOSSARIES = {
    "empty": ("", 1, "empty"),
    "no target": ("source,colour\n江城,Jiangcheng\n", 1, "'target'"),
    "no source": ("colour,target\n江城,Jiangcheng\n", 1, "'source'"),
    "a stray quote": ('source,target\n江城,"Jiang"cheng\n', 2, "quote"),
    "a quote left open": ('source,target\n江城,Jiangcheng\n长江,"Yangtze\n黄河,Yellow River\n', 3, "quote"),
    "an empty source": ("source,target\n,Jiangcheng\n,Yangtze\n", 2, "empty source"),
    "an empty target": ("source,target\n江城,\n", 2, "empty target"),
    "too many fields": ("source,target\n江城,Jiangcheng,the city\n", 2, "3 fields"),
}


@pytest.mark.parametrize(("text", "line", "word"), BAD_GLOSSARIES.values(), ids=BAD_GLOSSARIES)
def test_glossaries_that_cannot_be_used(place, capsys, text, line, word):
    (place / "bad.csv").write_text(text, encoding="utf-8")
    refused(capsys, ["check", "draft.txt", "--glossary", "bad.csv"], f"bad.csv:{line}:", word)


def test_a_glossary_that_is_not_there(place, capsys):
    refused(capsys, ["check", "draft.txt", "--glossary", "nowhere"], "nowhere", "chongqing-media")


def test_a_binary_glossary(place, capsys):
    (place / "bad.csv").write_bytes(b"PK\x03\x04\x00\x00")
    refused(capsys, ["check", "draft.txt", "--glossary", "bad.csv"], "bad.csv", "binary")


SOUND_GLOSSARIES = {
    "a byte-order mark": codecs.BOM_UTF8 + GLOSSARY.encode(),
    "CRLF": GLOSSARY.replace("\n", "\r\n").encode(),
    "UTF-16": codecs.BOM_UTF16_LE + GLOSSARY.encode("utf-16-le"),
    "GB18030": GLOSSARY.encode("gb18030"),
    "a duplicate": (GLOSSARY + "江城日报,Jiangcheng Daily\n").encode(),
    "traditional characters": "source,target\n江城日報,Jiangcheng Daily\n".encode(),
    "tabs": GLOSSARY.replace(",", "\t").encode(),
    "columns in another order, in capitals": "Note,TARGET,Source\n,Jiangcheng Daily,江城日报\n".encode(),
    "an empty line and a comment": "source,target\n\n# press\n江城日报,Jiangcheng Daily\n".encode(),
    "no line end": GLOSSARY.rstrip().encode(),
    "quotes": 'source,target\n"江城日报","Jiangcheng Daily"\n'.encode(),
}


@pytest.mark.parametrize("raw", SOUND_GLOSSARIES.values(), ids=SOUND_GLOSSARIES)
def test_glossaries_as_people_keep_them(place, raw):
    (place / "terms.csv").write_bytes(raw)
    assert main(["fix", "draft.txt", "--glossary", "terms.csv", "--output", "out.txt"]) == 0
    assert "the Jiangcheng Daily opened" in (place / "out.txt").read_text(encoding="utf-8")


CODECS = {
    "UTF-8": ("utf-8", b""),
    "UTF-8 with a mark": ("utf-8", codecs.BOM_UTF8),
    "UTF-16 little-endian": ("utf-16-le", codecs.BOM_UTF16_LE),
    "UTF-16 big-endian": ("utf-16-be", codecs.BOM_UTF16_BE),
    "GB18030": ("gb18030", b""),
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(("codec", "mark"), CODECS.values(), ids=CODECS)
def test_a_draft_is_written_back_in_its_encoding(place, codec, mark, line_end):
    text = f"The jiangcheng daily (江城日报) opened。{line_end}It closed.{line_end}{line_end}"
    (place / "draft.txt").write_bytes(mark + text.encode(codec))
    assert main(["fix", "draft.txt", "--glossary", "terms.csv", "--output", "out.txt"]) == 0
    mended = text.replace("jiangcheng daily", "Jiangcheng Daily").replace("。", ".")
    assert (place / "out.txt").read_bytes() == mark + mended.encode(codec)


def test_fix_does_not_write_over_its_draft(place, capsys):
    refused(capsys, ["fix", "draft.txt", "--glossary", "terms.csv", "--output", "draft.txt"], "--in-place")
    (place / "link.txt").symlink_to("draft.txt")
    refused(capsys, ["fix", "draft.txt", "--glossary", "terms.csv", "--output", "link.txt"], "--in-place")
    assert (place / "draft.txt").read_text(encoding="utf-8") == DRAFT


def test_fix_in_place(place):
    assert main(["fix", "draft.txt", "--glossary", "terms.csv", "--in-place"]) == 0
    assert (place / "draft.txt").read_text(encoding="utf-8").startswith("On Friday the Jiangcheng Daily opened")
    assert sorted(p.name for p in place.iterdir()) == ["draft.txt", "terms.csv"]


def test_fix_without_a_place_to_write(place, capsys):
    refused(capsys, ["fix", "draft.txt", "--glossary", "terms.csv"], "--output")


def test_fix_into_a_folder_that_is_not_there(place, capsys):
    refused(capsys, ["fix", "draft.txt", "--glossary", "terms.csv", "--output", "no/out.txt"], "no/out.txt")
    assert not (place / "no").exists()


def test_a_model_that_is_not_there(place, capsys):
    (place / "draft.txt").write_text("The jiang cheng diary opened。\n", encoding="utf-8")
    arguments = ["fix", "draft.txt", "--glossary", "terms.csv", "--model", "nowhere", "--output", "out.txt"]
    refused(capsys, arguments, "nowhere")
    assert not (place / "out.txt").exists()


@pytest.mark.parametrize(
    ("text", "code"), [(DRAFT, 1), ("On Friday the Jiangcheng Daily opened its media centre.\n", 0)]
)
def test_exit_codes(place, capsys, text, code):
    (place / "draft.txt").write_text(text, encoding="utf-8")
    assert main(["check", "draft.txt", "--glossary", "terms.csv"]) == code


@pytest.mark.parametrize(
    "arguments",
    [["check"], ["chekc", "draft.txt"], ["check", "draft.txt", "--min-score", "7"], ["check", "draft.txt", "--form"]],
    ids=["no draft", "no such command", "score out of range", "no such option"],
)
def test_a_command_line_that_means_nothing(place, capsys, arguments):
    refused(capsys, arguments)
