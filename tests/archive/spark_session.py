"""`python spark_session.py TEXTS EXAMPLE FINDINGS`: run the documented example in Spark's local mode.

A process of its own: Spark stops for nobody, and is ended from outside. FINDINGS, a file, is there as soon as Spark has
done work without termend, and holds the findings as JSON once the example has run.
"""

import json
import os
import sys
from pathlib import Path

from pyspark.sql import SparkSession


def main(texts: Path, example: Path, findings: Path) -> None:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "1",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",  # it runs for seconds only
    }
    builder = SparkSession.builder.master("local[1]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    rows = [(text,) for text in json.loads(texts.read_text(encoding="utf-8"))]
    articles = spark.createDataFrame(rows, "text string").coalesce(1)
    assert articles.mapInArrow(lambda batches: batches, "text string").count() == len(rows)
    findings.touch()
    names = {"__name__": "__main__", "articles": articles}
    exec(example.read_text(encoding="utf-8"), names)
    found = [row.asDict() for row in names["findings"].collect()]
    findings.write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
