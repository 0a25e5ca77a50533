"""Workers that reach one another over a network only."""

import pytest

from archive.conftest import contents, written
from termend.archive.measuring import namespaces
from termend.archive.measuring.articles import articles
from termend.archive.measuring.processes import HERE, Cluster, environment

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def test_two_workers_in_namespaces_of_their_own_give_the_same(tmp_path):
    why = namespaces.missing()
    if why is not None:
        pytest.skip(f"no network namespaces: {why}")
    path = written(tmp_path / "archive.jsonl", [article["text"] for article in articles(3)])
    work = "termend.archive.measuring.work"

    def run(places, output):
        with Cluster(tmp_path, places, environment()) as cluster:
            cluster.run([work, str(path), cluster.address, str(output), str(len(places))])
        return contents(output)

    with namespaces.two() as places:
        assert run(places, tmp_path / "apart") == run([HERE], tmp_path / "here")
