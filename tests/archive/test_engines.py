"""The work inside other engines, as docs/archives.md shows it."""

import re
import shutil
import sys
from pathlib import Path

import pytest

import termend
from termend.archive import check_batch, mend_batch
from termend.archive.schemas import FINDINGS

GARBLED = "Nine works of the heavy newspaper group won."
TEXTS = [GARBLED, "It rained on Monday, and people went home.", GARBLED, None]
DOCS = Path(__file__).parents[2] / "docs" / "archives.md"


def shown(engine):
    """The fenced Python of the documentation that imports an engine."""
    blocks = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    (block,) = [block for block in blocks if f"import {engine}" in block]
    return block


@pytest.mark.slow
def test_under_spark(monkeypatch):
    """As documented, in Spark's local mode."""
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, which is not installed")
    pytest.importorskip("pyspark", reason="pyspark is not installed: pip install 'termend[engines]'")
    from pyspark.sql import SparkSession

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "1")
        .getOrCreate()
    )
    try:
        articles = spark.createDataFrame([(text,) for text in TEXTS], "text string").coalesce(1)
        names = {"__name__": "__main__", "articles": articles}
        exec(shown("pyspark"), names)
        rows = names["findings"].collect()
        assert [(r["document"], r["text"], r["target"]) for r in rows] == [
            (n, "heavy newspaper group", "Chongqing Daily Press Group") for n in ("0", "2")
        ]
        assert rows[0].asDict().keys() == set(FINDINGS.names)
    finally:
        spark.stop()


def test_under_polars():
    pytest.importorskip("polars", reason="polars is not installed: pip install 'termend[engines]'")
    import polars

    names = {"__name__": "__main__", "frame": polars.DataFrame({"text": TEXTS})}
    exec(shown("polars"), names)
    assert names["findings"]["text"].to_list() == ["heavy newspaper group"] * 2


def test_under_anything_that_hands_over_batches():
    """Large strings, dictionaries, slices: what engines hand over is not always a plain column."""
    import pyarrow as pa

    checker = termend.Checker(["chongqing-media"])
    plain = pa.array(TEXTS)
    for column in (plain, plain.cast(pa.large_string()), plain.dictionary_encode(), plain.cast(pa.binary())):
        batch = pa.RecordBatch.from_arrays([column], ["text"])
        assert check_batch(batch, checker).num_rows == 2
        assert check_batch(batch.slice(1), checker).column("document").to_pylist() == ["1"]
    assert mend_batch(pa.RecordBatch.from_arrays([plain], ["text"]), checker).num_rows == 4
