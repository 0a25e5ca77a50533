"""The work inside other engines, as docs/archives.md shows it."""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import termend
from archive.conftest import GARBLED
from termend.archive import check_batch, mend_batch
from termend.archive.schemas import FINDINGS

TEXTS = [GARBLED, "It rained on Monday, and people went home.", GARBLED, None]
DOCS = Path(__file__).parents[2] / "docs" / "archives.md"
SPARK = Path(__file__).with_name("spark_session.py")
PATIENCE = 300
"""Seconds, ten times what Spark takes."""


def shown(engine):
    """The fenced Python of the documentation that imports an engine."""
    blocks = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    (block,) = [block for block in blocks if f"import {engine}" in block]
    return block


@pytest.mark.slow
def test_under_spark(tmp_path):
    """As documented, in Spark's local mode; Spark has to work first without termend."""
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, which is not installed")
    pytest.importorskip("pyspark", reason="pyspark is not installed: pip install 'termend[engines]'")
    paths = [tmp_path / name for name in ("texts.json", "example.py", "findings.json")]
    texts, example, findings = paths
    texts.write_text(json.dumps(TEXTS), encoding="utf-8")
    example.write_text(shown("pyspark"), encoding="utf-8")
    with (tmp_path / "said.txt").open("w+", encoding="utf-8") as said:
        process = subprocess.Popen(
            [sys.executable, SPARK, *paths], stdout=said, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            ended = process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            ended = f"not ended after {PATIENCE} s"
        finally:
            with contextlib.suppress(ProcessLookupError):  # Java too
                os.killpg(process.pid, signal.SIGKILL)
        said.seek(0)
        last = said.read()[-2000:]
    if not findings.exists():
        pytest.skip(f"Spark does nothing at all here ({ended}): {last.strip().splitlines()[-1:]}")
    assert ended == 0, last
    rows = json.loads(findings.read_text(encoding="utf-8"))
    assert [(r["document"], r["text"], r["target"]) for r in rows] == [
        (n, "Sand Ping Dam District", "Shapingba District") for n in ("0", "2")
    ]
    assert rows[0].keys() == set(FINDINGS.names)


def test_under_polars():
    pytest.importorskip("polars", reason="polars is not installed: pip install 'termend[engines]'")
    import polars

    names = {"__name__": "__main__", "frame": polars.DataFrame({"text": TEXTS})}
    exec(shown("polars"), names)
    assert names["findings"]["text"].to_list() == ["Sand Ping Dam District"] * 2


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
