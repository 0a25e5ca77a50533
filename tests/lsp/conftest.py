"""A newsroom's folder, and sessions of the server in it."""

import pytest

ROWS = "source,target\n重报集团,Chongqing Daily Press Group\n上游新闻,Upstream News\n铜梁,Tongliang\n沙坪坝,Shapingba\n"
DRAFT = "It rained.\n😀 The heavy newspaper group met.\nThe app of upstream news grew.\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "press.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "termend.toml").write_text(
        'glossaries = ["press.csv"]\nsources = "{stem}.zh.txt"\nexclude = ["other/**"]\n', encoding="utf-8"
    )
    return tmp_path
