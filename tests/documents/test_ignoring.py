"""A comment in a draft lets the next line stand, or all up to another comment."""

from pathlib import Path

import pytest

from termend.cli.app import main

GARBLE = "the jiangcheng daily"


def xliff(*units: str) -> str:
    body = "".join(
        f"{unit}\n"
        if unit.startswith("<!--")
        else f'<trans-unit id="{n}"><source>x</source>\n<target>{unit}</target></trans-unit>\n'
        for n, unit in enumerate(units)
    )
    return (
        f'<xliff version="1.2"><file source-language="zh" target-language="en"><body>\n{body}</body></file></xliff>\n'
    )


def po(*units: str) -> str:
    return "".join(
        f"# {unit[5:-4]}\n" if unit.startswith("<!--") else f'msgid "{n}"\nmsgstr "{unit}"\n\n'
        for n, unit in enumerate(units)
    )


def webvtt(*units: str) -> str:
    return "WEBVTT\n\n" + "".join(
        f"NOTE {unit[5:-4]}\n\n" if unit.startswith("<!--") else f"00:0{n}.000 --> 00:0{n}.900\n{unit}\n\n"
        for n, unit in enumerate(units)
    )


def lines(*units: str) -> str:
    return "\n\n".join(units) + "\n"


def paragraphs(*units: str) -> str:
    return "\n".join(unit if unit.startswith("<!--") else f"<p>{unit}</p>" for unit in units) + "\n"


FORMATS = {"a.md": lines, "a.html": paragraphs, "a.xlf": xliff, "a.po": po, "a.vtt": webvtt}
SAYINGS = {
    "the next line": (("<!-- termend: ignore -->", "A {}.", "B {}."), "B"),
    "named": (("<!-- termend: ignore lost-case, garbled-term it is a band -->", "A {}.", "B {}."), "B"),
    "another check named": (("<!-- termend: ignore missing-term -->", "A {}.", "B {}."), "AB"),
    "a reason alone": (("<!-- termend: ignore the well-known band -->", "A {}.", "B {}."), "B"),
    "off and on": (("A {}.", "<!-- termend: off -->", "B {}.", "C {}.", "<!-- termend: on -->", "D {}."), "AD"),
    "off to the end": (("A {}.", "<!-- termend: off -->", "B {}.", "C {}."), "A"),
    "on alone": (("<!-- termend: on -->", "A {}."), "A"),
    "something else": (("<!-- termend -->", "<!-- termend: why -->", "A {}."), "A"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "terms.csv").write_text("source,target\n江城日报,Jiangcheng Daily\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(("units", "left"), SAYINGS.values(), ids=SAYINGS)
def test_what_stands(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, units: tuple[str, ...], left: str
) -> None:
    text = FORMATS[name](*(unit.format(GARBLE) for unit in units))
    (folder / name).write_text(text, encoding="utf-8")
    assert main(["check", name, "--glossary", "terms.csv"]) == bool(left), capsys.readouterr().out
    assert capsys.readouterr().out.count(f": “{GARBLE[4:]}”") == len(left)
    assert main(["fix", name, "--glossary", "terms.csv", "-o", f"out{Path(name).suffix}"]) == 0
    mended = (folder / f"out{Path(name).suffix}").read_text(encoding="utf-8")
    for unit in units:
        if unit.endswith("{}."):
            assert unit.format("the Jiangcheng Daily" if unit[0] in left else GARBLE) in mended


def test_the_next_line_is_not_the_paragraph(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.md").write_text(f"<!-- termend: ignore -->\nA {GARBLE}\nand B {GARBLE}.\n", encoding="utf-8")
    assert main(["check", "a.md", "--glossary", "terms.csv"]) == 1
    assert capsys.readouterr().out.count("a.md:3:") == 1


def test_a_misspelt_check_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.md").write_text("One.\n\n<!-- termend: ignore lots-case -->\nTwo.\n", encoding="utf-8")
    assert main(["check", "a.md", "--glossary", "terms.csv"]) == 2
    message = capsys.readouterr().err
    assert "a.md:3:" in message
    assert "Did you mean lost-case?" in message
