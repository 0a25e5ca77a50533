"""Clients that people use find garbled names through `termend serve --languagetool`."""

import importlib
import sys
import types

import pytest

pytestmark = pytest.mark.slow

TEXT = "😀 The heavy newspaper group met in Tongleung."


def test_language_tool_python(server):
    language_tool_python = pytest.importorskip("language_tool_python")
    with language_tool_python.LanguageTool("en-US", remote_server=server.removesuffix("/v2/")) as tool:
        matches = tool.check(TEXT)
        assert [(match.rule_id, match.category) for match in matches] == [
            ("GARBLED_TERM", "NAMES"),
            ("FORBIDDEN_TERM", "NAMES"),
        ]
        assert TEXT[matches[0].offset :][: matches[0].error_length] == "heavy newspaper group"
        assert tool.correct(TEXT) == "😀 The Chongqing Daily Press Group met in Tongliang."
        tool.disabled_rules.add("FORBIDDEN_TERM")
        assert [match.rule_id for match in tool.check(TEXT)] == ["GARBLED_TERM"]


@pytest.fixture
def pylanguagetool(monkeypatch):
    """The client without setuptools' former pkg_resources, which it asks for its own version only."""
    pytest.importorskip("configargparse")
    monkeypatch.setitem(sys.modules, "pkg_resources", types.ModuleType("pkg_resources"))
    return importlib.import_module("pylanguagetool")


def test_pylanguagetool(server, pylanguagetool):
    assert "en-GB" in {language["longCode"] for language in pylanguagetool.api.get_languages(server)}
    found = pylanguagetool.api.check(
        TEXT, api_url=server, lang="en-GB", enabled_rules="GARBLED_TERM", enabled_only=True
    )
    (match,) = found["matches"]
    assert match["rule"]["category"] == {"id": "NAMES", "name": "Names"}
    sent = TEXT.encode("utf-16-le")
    stretch = sent[2 * match["offset"] : 2 * (match["offset"] + match["length"])].decode("utf-16-le")
    assert stretch == "heavy newspaper group"


def test_its_own_command_line(server, pylanguagetool, tmp_path, monkeypatch, capsys):
    (tmp_path / "draft.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["pylanguagetool", "-l", "en-US", "-a", server, str(tmp_path / "draft.txt")])
    with pytest.raises(SystemExit):
        importlib.import_module("pylanguagetool.cli").main()
    assert "Chongqing Daily Press Group" in capsys.readouterr().out
