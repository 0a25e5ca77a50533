"""Nobody but the editor's own browser, on this machine, from the desk's own pages."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from review.session import Session, served, written

DECIDE = "/drafts/1/decide"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("desk")
    with served(written(folder), written(folder, "other.txt")) as served_session:
        yield served_session


def _own(session: Session) -> dict[str, str]:
    return {"Origin": f"http://127.0.0.1:{session.port}", "Content-Type": "application/x-www-form-urlencoded"}


def test_the_token_opens_and_becomes_a_cookie_no_script_can_read(session: Session) -> None:
    status, headers, _ = session.ask("GET", f"/?token={session.token}", key=False)
    assert (status, headers["location"]) == (303, "/")
    cookie = headers["set-cookie"]
    assert cookie.startswith(f"termend_{session.port}={session.token};")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_the_token_stays_in_no_address(session: Session) -> None:
    there = f"/drafts/1?finding=x&token={session.token}"
    _, headers, _ = session.ask("GET", there, key=False)
    assert headers["location"] == "/drafts/1?finding=x"
    status, headers, page = session.ask("GET", there, {"Sec-Fetch-Site": "cross-site"}, key=False)
    assert status == 200
    assert "set-cookie" in headers
    assert 'url=/drafts/1?finding=x"' in page
    assert session.token not in page


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="no list of processes")
def test_the_token_is_no_argument_of_the_browser(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    browser = tmp_path / "browser"
    browser.write_text(
        f'#!/bin/sh\nfor a; do echo "$a"; cat "${{a#file://}}"; done > {seen}.new\nmv {seen}.new {seen}\n'
    )
    browser.chmod(0o755)
    command = [sys.executable, "-m", "termend", "review", str(written(tmp_path))]
    with served(command=["env", f"BROWSER={browser} %s", *command]) as session:
        for _ in range(300):
            if seen.exists():
                break
            time.sleep(0.1)
        argument, page = seen.read_text().split("\n", 1)
        opened = Path(argument.removeprefix("file://"))
        assert session.token not in argument
        assert session.token in page
        assert opened.parent.stat().st_mode & 0o077 == 0
        session.process.send_signal(signal.SIGINT)
        session.process.communicate(timeout=60)
        assert not opened.exists()


@pytest.mark.parametrize("path", ["/", "/?token=wrong", "/?token=", "/drafts/1", "/drafts/1/out/repaired"])
def test_without_the_token_nothing_is_read(session: Session, path: str) -> None:
    status, headers, body = session.ask("GET", path, key=False)
    assert status == 403
    assert "set-cookie" not in headers
    assert "address that termend printed" in body


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", "localhost.:{port}"]
)
def test_another_host_is_refused(session: Session, host: str) -> None:
    for path in ("/", "/static/base.css", f"/?token={session.token}"):
        assert session.ask("GET", path, {"Host": host.format(port=session.port)})[0] == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://localhost:{port}", None]
)
def test_another_origin_cannot_post(session: Session, origin: str | None) -> None:
    headers = {"Origin": origin.format(port=session.port)} if origin else {}
    assert session.ask("POST", DECIDE, headers, "verdict=reject")[0] == 403
    if origin:
        assert session.ask("GET", "/drafts/1", headers)[0] == 403


POSTS = {
    "/drafts/1/decide": {"verdict": "reject", "key": "x"},
    "/drafts/1/undo": {"window": "w"},
    "/drafts/1/again": {"window": "w"},
    "/drafts/1/comment": {"key": "x", "text": "t"},
    "/drafts/1/mark": {"segment": "2", "start": "0", "end": "2", "words": "On", "as": "wrong"},
    "/drafts/1/history": {"entry": "x"},
    "/drafts/1/source/2": {"sentence": "1"},
    "/findings": {"verdict": "accept", "count": "22"},
}


@pytest.mark.parametrize("path", POSTS)
def test_whatever_changes_something_wants_token_and_origin(session: Session, path: str) -> None:
    body = urlencode(POSTS[path])
    assert session.ask("POST", path, {"Origin": "http://evil.example"}, body)[0] == 403
    assert session.ask("POST", path, {}, body)[0] == 403
    assert session.ask("POST", path, _own(session), body, key=False)[0] == 403
    assert session.ask("POST", path, {**_own(session), "Host": "evil.example"}, body)[0] == 403
    assert session.ask("GET", f"{path}?{body}")[0] in (200, 404, 405, 409)
    assert "0 of 11 judged" in session.ask("GET", "/drafts/1")[2].replace("<b>", "").replace("</b>", "")


READS = (
    "/findings", "/next", "/out/archive", "/drafts/1/history", "/drafts/1/search?q=a", "/drafts/1/source/2",
    "/drafts/1/mended/2", "/drafts/1/mark?segment=2&start=0&end=2", "/drafts/1/suggest?segment=2&start=0&end=2",
)  # fmt: skip


@pytest.mark.parametrize("path", READS)
def test_whatever_is_read_wants_the_token(session: Session, path: str) -> None:
    assert session.ask("GET", path, key=False)[0] == 403
    assert session.ask("GET", path, {"Host": "evil.example"})[0] == 403
    assert session.ask("GET", path, {"Sec-Fetch-Site": "cross-site"})[0] == 403
    status, headers, _ = session.ask("GET", path)
    assert status in (200, 303)
    assert "default-src 'none'" in headers["content-security-policy"]


NASTY = "<script>alert(1)</script>&\"'\u202e"


@pytest.mark.parametrize(
    "path",
    ["/drafts/1/search?q={}", "/findings?words={}&check={}&term={}&sort={}&state={}&least={}&draft={}",
     "/drafts/1/suggest?segment=2&start=0&end=2&q={}", "/drafts/1/findings/{}", "/drafts/1?finding={}"],
)  # fmt: skip
def test_what_is_typed_comes_back_as_text(session: Session, path: str) -> None:
    status, _, body = session.ask("GET", path.replace("{}", quote(NASTY, safe="")))
    assert status in (200, 404)
    assert "<script>alert" not in body
    assert "\u202e" not in re.sub(r'value="[^"]*"', "", body)  # a field holds what was typed into it


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/drafts/1/mark", "segment=2&start=0&end=2&words=On&as=重报集团|made up"),
        ("/drafts/1/mark", "segment=2&start=0&end=2&words=other&as=wrong"),
        ("/drafts/1/mark", "segment=-1&start=0&end=2&words=On&as=wrong"),
        ("/drafts/1/mark", "segment=99999&start=0&end=2&words=On&as=wrong"),
        ("/drafts/1/mark", f"segment=2&start=0&end=2&words=On&as=wrong&also={'9' * 40}"),
        ("/drafts/1/mark", f"segment=2&start=0&end=2&words=On&as=wrong&text={'a' * 3000}"),
        ("/drafts/1/mark", "segment=2&start=0&end=2&words=On&as=new&source=no&target=x"),
        ("/drafts/1/comment", "key=none&text=hello"),
        ("/drafts/1/history", "entry=none"),
        ("/drafts/1/source/2", "sentence=77777"),
        ("/drafts/1/source/99999", "sentence=0"),
        ("/drafts/1/decide", "verdict=mark&key=x"),
        ("/findings", "verdict=accept&count=1"),
        ("/findings", "verdict=forbidden&count=22"),
    ],
)
def test_what_no_page_of_ours_sends_is_refused_in_words(session: Session, path: str, body: str) -> None:
    status, headers, text = session.ask("POST", path, _own(session), quote(body, safe="=&"))
    assert status == 409
    assert headers["content-type"].startswith("text/plain")
    assert text.strip()


def test_another_site_cannot_navigate_in(session: Session) -> None:
    assert session.ask("GET", "/drafts/1", {"Sec-Fetch-Site": "cross-site"})[0] == 403
    assert session.ask("GET", "/drafts/1", {"Sec-Fetch-Site": "same-site"})[0] == 403
    assert session.ask("GET", "/drafts/1", {"Sec-Fetch-Site": "same-origin"})[0] == 200


def test_every_answer_carries_the_policy(session: Session) -> None:
    for path, key in (("/", True), ("/", False), ("/static/desk.js", True), ("/nowhere", True)):
        _, headers, _ = session.ask("GET", path, key=key)
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    ["/drafts/0", "/drafts/3", "/drafts/-1", "/drafts/1/out/..%2f..%2fetc%2fpasswd", "/static/..%2fapp.py",
     "/static/../app.py", "/static/htmx.LICENSE.txt", "/drafts/1/out/passwd"],
)  # fmt: skip
def test_no_path_reaches_the_disk(session: Session, path: str) -> None:
    assert session.ask("GET", path)[0] == 404


@pytest.mark.parametrize(
    "body", ["", "verdict=reject&key=none", "verdict=burn", "key=%ff%fe", "verdict=accept&choice=x", "a" * 70_000]
)
def test_a_broken_form_is_refused_in_words(session: Session, body: str) -> None:
    status, headers, text = session.ask("POST", DECIDE, _own(session), body)
    assert status == 409
    assert headers["content-type"].startswith("text/plain")
    assert text.strip()


def test_it_works_without_script(session: Session) -> None:
    page = session.ask("GET", "/drafts/2")[2]
    key = re.search(r'name="key" value="(\w+)"', page)
    assert key
    form = urlencode({"key": key[1], "verdict": "accept"})
    status, headers, _ = session.ask("POST", "/drafts/2/decide", _own(session), form)
    assert (status, headers["location"]) == (303, "/drafts/2")
    assert "the Chongqing Daily Press Group" in session.ask("GET", "/drafts/2/out/repaired")[2]
    assert "1 of 11 judged" in session.ask("GET", "/")[2]
    assert session.ask("POST", "/drafts/2/undo", _own(session), "")[0] == 303


def test_names_of_drafts_are_downloaded_as_they_are(tmp_path: Path) -> None:
    with served(written(tmp_path, '稿 "1"; x.txt')) as session:
        _, headers, _ = session.ask("GET", "/drafts/1/out/repaired")
    assert headers["content-disposition"] == "attachment; filename*=UTF-8''%E7%A8%BF%20%221%22%3B%20x.repaired.txt"


def test_it_listens_on_loopback_alone(session: Session) -> None:
    own = [info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    for address in {str(a) for a in own if not str(a).startswith("127.")}:
        with socket.socket() as asking:
            asking.settimeout(1)
            assert asking.connect_ex((address, session.port)) != 0


@pytest.mark.slow
def test_a_taken_port_and_standard_input_are_refused(session: Session, tmp_path: Path) -> None:
    draft = str(written(tmp_path))
    for arguments in ([draft, "--port", str(session.port)], ["-"], [str(tmp_path / "none.txt")]):
        done = subprocess.run(
            [sys.executable, "-m", "termend", "review", "--no-open", *arguments],
            capture_output=True,
            text=True,
            timeout=30,
        )
        assert done.returncode == 2
        assert done.stdout == ""
        assert done.stderr.startswith("termend: ")
        assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_ctrl_c_ends_the_session_in_peace(tmp_path: Path) -> None:
    with served(command=[sys.executable, "-m", "termend", "review", "--no-open", str(written(tmp_path))]) as session:
        assert session.ask("GET", "/")[0] == 200
        session.process.send_signal(signal.SIGINT)
        _, errors = session.process.communicate(timeout=60)
        assert session.process.returncode == 0
        assert "Traceback" not in errors
