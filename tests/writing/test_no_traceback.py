"""Whatever is wrong with input or surroundings is one line, and an exit code that says whose fault it is."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from termend import pipeline
from termend.cli import time_limit
from termend.cli.app import main
from termend.reports.forms import Form

DRAFT = "The jiangcheng daily opened。\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "terms.csv").write_text("source,target\n江城日报,Jiangcheng Daily\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyError("x"), 3, "a fault of termend itself (KeyError: 'x')"),
        (MemoryError(), 2, "not enough memory"),
        (RecursionError(), 2, "nested"),
        (OSError(5, "Input/output error", "some.file"), 2, "some.file: Input/output error"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_the_last_resort(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: int,
    said: str,
) -> None:
    def fail(*arguments: object) -> None:
        raise error

    monkeypatch.setattr(pipeline, "check", fail)
    arguments = ["check", "draft.txt", "--glossary", "terms.csv"]
    assert main(arguments) == code
    message = capsys.readouterr().err
    assert said in message
    assert message.count("\n") <= 1
    if isinstance(error, Exception):
        assert main([*arguments, "--traceback"]) == code
        assert "Traceback" in capsys.readouterr().err


def test_one_bad_draft_does_not_stop_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "odd.txt").write_text("odd\n", encoding="utf-8")
    check = pipeline.check

    def sometimes(document, *rest):  # type: ignore[no-untyped-def]
        if document.path == "odd.txt":
            raise KeyError("odd")
        return check(document, *rest)

    monkeypatch.setattr(pipeline, "check", sometimes)
    (folder / "out").mkdir()
    for arguments in (["check"], ["fix", "-o", "out"]):
        assert main([*arguments, "odd.txt", "none.txt", "draft.txt", "--glossary", "terms.csv"]) == 3
    assert (folder / "out" / "draft.txt").read_text(encoding="utf-8") == "The Jiangcheng Daily opened.\n"
    assert "none.txt: no such file" in capsys.readouterr().err


def test_one_bad_glossary_or_journal_does_not_stop_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.csv").write_bytes(b"\x00\x01")
    (folder / "double.csv").write_text("source,target\n江城,Jiang  cheng\n", encoding="utf-8")
    assert main(["glossary", "lint", "bad.csv", "double.csv"]) == 2
    assert "double.csv:2" in capsys.readouterr().out
    (folder / "a.termend.json").write_text("[", encoding="utf-8")
    (folder / "b.termend.json").write_text('{"version": 1, "draft": "b", "steps": []}', encoding="utf-8")
    assert main(["learn", "a.termend.json", "b.termend.json"]) == 2
    assert "a.termend.json" in capsys.readouterr().err


def test_one_bad_file_stops_neither_harvest_nor_evaluate(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sides = ("zh", "江城日报开业。"), ("en", "Jiangcheng Daily opens.")
    pair = f"<tu>{''.join(f'<tuv xml:lang={code!r}><seg>{text}</seg></tuv>' for code, text in sides)}</tu>"
    (folder / "good.tmx").write_text(f"<tmx version='1.4'><body>{pair * 3}</body></tmx>", encoding="utf-8")
    (folder / "bad.tmx").write_text("<tmx>", encoding="utf-8")
    harvest = ["glossary", "harvest", "--glossary", "terms.csv", "--format", "json"]
    assert main([*harvest, "bad.tmx", "draft.txt", "none.txt", "good.tmx"]) == 2
    captured = capsys.readouterr()
    assert json.loads(captured.out)
    assert "bad.tmx:1" in captured.err
    assert "none.txt: no such file" in captured.err
    assert main([*harvest, "bad.tmx"]) == 2
    case = {"id": "a", "segments": [{"zh": "江城", "mt": "The Jiangcheng."}], "terms": [], "errors": []}
    wrong = {**case, "errors": [{"segment": 7, "start": 0, "end": 1, "text": "", "zh": "", "en": ["a"], "kind": ""}]}
    (folder / "good.jsonl").write_text(json.dumps(case), encoding="utf-8")
    for name, text in (("bad.jsonl", json.dumps(wrong)), ("deep.jsonl", "[" * 20_000), ("odd.jsonl", '{"id": 1}')):
        (folder / name).write_text(text, encoding="utf-8")
    names = ["bad.jsonl", "deep.jsonl", "odd.jsonl", "none.jsonl"]
    assert main(["evaluate", *names, "good.jsonl", "--no-quality"]) == 2
    captured = capsys.readouterr()
    assert "1 documents" in captured.out
    for name in names:
        assert f"termend: {name}:" in captured.err
    assert "fault" not in captured.err


def test_checking_has_its_time_as_reading_has(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    check = pipeline.check

    def endless(document, *rest):  # type: ignore[no-untyped-def]
        while document.path == "odd.txt":
            time.sleep(0.01)
        return check(document, *rest)

    (folder / "odd.txt").write_text("odd\n", encoding="utf-8")
    assert main(["check", "draft.txt", "--glossary", "terms.csv"]) == 1  # what is read once
    capsys.readouterr()
    monkeypatch.setattr(pipeline, "check", endless)
    monkeypatch.setattr(time_limit, "SECONDS", 5.0)
    assert main(["check", "odd.txt", "draft.txt", "--glossary", "terms.csv"]) == 2
    captured = capsys.readouterr()
    assert "odd.txt: it takes more than 5 seconds" in captured.err
    assert "draft.txt:1" in captured.out


NESTED = 20_000
BAD = {
    "deep.toml": "a = " + "[" * NESTED,
    "dots.toml": "a." * NESTED + "b = 1",
    "table.toml": "[" + "a." * NESTED + "b]",
    "digits.toml": "min-score = " + "9" * 5000,
    "endless.toml": "min-score = inf",
    "deep.json": "[" * NESTED,
    "digits.json": '{"version": ' + "9" * 5000 + "}",
    "deep.termend.json": "[" * NESTED,
    "digits.termend.json": '{"version": 1, "steps": [' + "9" * 5000 + "]}",
    "endless.termend.json": '{"version": 1, "draft": "d", "steps": [{"id": "a", "at": "b", "verdict": "accept", '
    '"places": [{"text": "", "left": "", "right": "", "start": 1e999, "check": "c", "score": 1}]}]}',
    "deep.xlf": "<xliff>" + "<g>" * NESTED,
    "deep.tmx": "<tmx>" + "<a>" * NESTED,
    "deep.md": "\n".join(" " * (2 * depth) + "- a" for depth in range(2000)),
    "quoted.md": ">" * NESTED + "a",
}


@pytest.mark.parametrize("name", BAD)
def test_nesting_and_numbers_beyond_measure(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (folder / name).write_text(BAD[name], encoding="utf-8")
    if name.endswith(".toml"):
        arguments = ["check", "draft.txt", "--config", name]
    elif name.endswith(".termend.json"):
        arguments = ["learn", name]
    elif name.endswith(".json"):
        arguments = ["check", "draft.txt", "--glossary", "terms.csv", "--baseline", name]
    else:
        arguments = ["check", name, "--glossary", "terms.csv"]
    assert main(arguments) == 2
    message = capsys.readouterr().err
    assert name in message
    assert "fault" not in message


def test_a_reference_of_thousands_of_digits(folder: Path) -> None:
    for name in ("a.html", "a.vtt", "a.txt"):
        head = "WEBVTT\n\n00:01.000 --> 00:02.000\n" if name.endswith("vtt") else ""
        (folder / name).write_text(f"{head}A &#{'9' * 5000}; b &#65;\n", encoding="utf-8")
        assert main(["check", name, "--glossary", "terms.csv"]) in (0, 1)


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
@pytest.mark.parametrize("form", Form)
def test_names_that_are_no_text(folder: Path, capsys: pytest.CaptureFixture[str], form: Form) -> None:
    name = os.fsdecode(b"n\xff\x1b[2J\n::error::x.txt")
    (folder / name).write_text(DRAFT, encoding="utf-8")
    assert main(["check", name, "--glossary", "terms.csv", "--format", form, "-o", "report"]) == 1
    report = (folder / "report").read_bytes().decode("utf-8")
    assert "\x1b" not in report
    if form is not Form.HTML:  # a page is no log
        assert not any(line.lstrip().startswith("::error::x") for line in report.splitlines())
    assert main(["fix", name, "--glossary", "terms.csv", "-o", os.fsdecode(b"\xff.txt")]) == 0
    assert "\x1b" not in capsys.readouterr().err


@pytest.mark.parametrize("command", [["check", "d.md"], ["fix", "d.md", "--diff"], ["align", "d.md", "s.txt"]])
def test_a_terminal_sees_no_controls(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    (folder / "d.md").write_text("The \x1b[2J\u202ejiangcheng daily opened。\n", encoding="utf-8")
    (folder / "s.txt").write_text("江城日报\x1b[2J开业。\n", encoding="utf-8")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    glossary = [] if command[0] == "align" else ["--glossary", "terms.csv"]
    assert main([*command, *glossary]) in (0, 1)
    captured = capsys.readouterr()
    assert "\x1b[2J" not in captured.out + captured.err
    assert "\u202e" not in captured.out + captured.err


STEERING = "\x1b[2J\u202e"


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
@pytest.mark.parametrize(
    "command",
    [
        ["fix", "d.txt", "--glossary", "terms.csv", "-o", "-"],
        ["check", f"none{STEERING}.txt"],
        ["check", "draft.txt", f"--{STEERING}"],
        [STEERING],
        ["glossary", "lint", f"g{STEERING}.csv"],
        ["glossary", "convert", f"g{STEERING}.csv", "-o", "-", "--to", "tsv", "--losses"],
        ["glossary", "convert", f"g{STEERING}.csv", "-o", "-", "--to", "deepl", "--losses"],
        ["glossary", "show", STEERING, "--glossary", "terms.csv"],
        ["glossary", "show", "铜梁", "--glossary", f"g{STEERING}.csv"],
        ["glossary", "harvest", f"none{STEERING}.tmx", "--glossary", "terms.csv"],
        ["explain", f"Copper{STEERING} Beam", "铜梁", "--glossary", f"g{STEERING}.csv"],
        ["learn", f"none{STEERING}.termend.json"],
        ["evaluate", f"none{STEERING}.jsonl"],
        ["align", f"none{STEERING}.txt", "draft.txt"],
    ],
    ids=lambda command: " ".join(command[:2]).replace(STEERING, "*"),
)
def test_no_name_and_no_row_steers_a_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    row = f"铜梁,Tongliang,a{STEERING},why{STEERING},x{STEERING}"
    (folder / f"g{STEERING}.csv").write_text(f"zh,en,variants,note,o{STEERING}\n{row}\n", encoding="utf-8")
    (folder / "d.txt").write_text(f"The {STEERING} jiangcheng daily.\n", encoding="utf-8")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False)  # progress is drawn, and steers
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    assert main(command) in (0, 1, 2)
    captured = capsys.readouterr()
    assert captured.out + captured.err
    for steering in ("\x1b", "\u202e"):
        assert steering not in captured.out + captured.err


def test_no_workflow_command_is_injected(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    (folder / "d.txt").write_text("::add-mask::the jiangcheng daily\n##[error]x。\n", encoding="utf-8")
    for arguments in (
        ["fix", "d.txt", "--diff"],
        ["check", "d.txt"],
        ["check", "::error::x"],
        ["check", "d.txt", "--x"],
    ):
        main([*arguments, "--glossary", "terms.csv"])
    captured = capsys.readouterr()
    for line in (captured.out + captured.err).splitlines():
        assert not line.lstrip().startswith("::")
        assert "##[" not in line


@pytest.mark.skipif(os.name != "posix", reason="descriptors of a shell")
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("check draft.txt --glossary terms.csv > full", 2),
        ("check draft.txt --glossary terms.csv >&-", 2),
        ("fix - --glossary terms.csv <&-", 2),
        ("fix draft.txt --glossary terms.csv -o - >&-", 2),
        ("glossary rules | true; exit ${PIPESTATUS[0]}", 141),
    ],
)
def test_streams_that_are_closed_or_full(folder: Path, command: str, code: int) -> None:
    if "full" in command:
        if not Path("/dev/full").exists():
            pytest.skip("no device that is always full")
        command = command.replace("> full", "> /dev/full")
    run = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m termend {command}"], capture_output=True, text=True, check=False
    )
    assert run.returncode == code, run.stderr
    assert "Traceback" not in run.stderr


def test_a_folder_that_is_gone(folder: Path) -> None:
    command = f"mkdir gone && cd gone && rmdir ../gone && {sys.executable} -m termend check {folder}/draft.txt"
    run = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "the current folder is gone" in run.stderr


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["chekc", "draft.txt"], "check"),
        (["glossary", "lnit", "terms.csv"], "lint"),
        (["check", "draft.txt", "--glosary", "x"], "--glossary"),
        (["check", "draft.txt", "--select", "lots-case"], "lost-case"),
        (["fix", "draft.txt", "--diff", "--ignore", "lots-case"], "lost-case"),
    ],
)
def test_a_slip_of_the_pen_gets_a_suggestion(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], meant: str
) -> None:
    assert main(arguments) == 2
    assert meant in capsys.readouterr().err


def test_select_and_ignore(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def found(*options: str) -> set[str]:
        main(["check", "draft.txt", "--glossary", "terms.csv", *options])
        return {line.split(": ")[2] for line in capsys.readouterr().out.splitlines() if ": warning: " in line}

    both = {"lost-case", "untranslated-text"}
    assert found() == both
    assert found("--select", "lost-case") == {"lost-case"}
    assert found("--select", "lost-case,untranslated-text", "--ignore", "lost-case") == {"untranslated-text"}
    assert found("--ignore", "lost-case") == {"untranslated-text"}
    (folder / "termend.toml").write_text("[checks]\nlost-case = false\n", encoding="utf-8")
    assert found() == {"untranslated-text"}
    assert found("--select", "lost-case") == {"lost-case"}, "the command line wins"
    assert main(["fix", "draft.txt", "--glossary", "terms.csv", "--select", "lost-case", "-o", "out.txt"]) == 0
    assert (folder / "out.txt").read_text(encoding="utf-8") == "The Jiangcheng Daily opened。\n"


@pytest.mark.parametrize(
    "text", ["[checks]\nlots-case = false\n", "[rules]\nlots = false\n", "colour = 1\n", "exclude = 1\n"]
)
@pytest.mark.parametrize(
    "command",
    [["check", "draft.txt"], ["fix", "draft.txt", "--diff"], ["review", "draft.txt", "--no-open"],
     ["glossary", "lint", "terms.csv"], ["glossary", "show", "江城日报"], ["glossary", "harvest", "draft.txt"],
     ["explain", "a", "江"], ["align", "draft.txt", "draft.txt"], ["learn", "a.termend.json"], ["models"],
     ["models", "speed", "draft.txt"], ["evaluate", "a.jsonl"]],
)  # fmt: skip
def test_settings_are_held_to_the_same_in_every_command(folder: Path, text: str, command: list[str]) -> None:
    (folder / "termend.toml").write_text(text, encoding="utf-8")
    assert main(command) == 2


def test_fix_says_what_it_did(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ["fix", "draft.txt", "--glossary", "terms.csv", "-o"]
    assert main([*arguments, "a.txt"]) == 0
    assert capsys.readouterr().err == "termend: draft.txt: 2 mended, 0 left\n"
    assert main([*arguments, "b.txt", "--quiet"]) == 0
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DRAFT.encode())))
    assert main(["fix", "-", "--glossary", "terms.csv", "-q"]) == 0
    assert capsys.readouterr().err == ""
