import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def root():
    return ROOT


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A newsroom's repository: a draft with a leftover of Chinese, a clean one, a glossary with a stray space."""
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "one, two.txt").write_text("The town。\n", encoding="utf-8")
    (tmp_path / "drafts" / "clean.txt").write_text("The town.\n", encoding="utf-8")
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "towns.csv").write_text("source,target\n石音镇,Shiyin  Town\n", encoding="utf-8")
    (tmp_path / "termend.toml").write_text('glossaries = ["glossary"]\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    return tmp_path
