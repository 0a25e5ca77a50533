"""LanguageTool's interface, request by request."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from termend.errors import OptionError
from termend.languagetool import annotated
from termend.languagetool.admission import Admission
from termend.languagetool.app import Limits, build
from termend.languagetool.glossaries import Checkers
from termend.pipeline import Options

ADDRESS = "http://127.0.0.1:8081"
GARBLED = "The heavy newspaper group met."


@pytest.fixture(scope="module")
def checkers(glossaries):
    return Checkers((str(glossaries / "press.csv"), str(glossaries / "places.csv")), Options())


@pytest.fixture
def client(checkers):
    return TestClient(build(checkers, Admission("127.0.0.1"), Limits()), base_url=ADDRESS)


def ask(client, **parameters):
    answered = client.post("/v2/check", data={"language": "en-US", **parameters})
    assert answered.status_code == 200, answered.text
    return answered.json()


def stretches(answered, sent):
    units = sent.encode("utf-16-le")
    return [units[2 * m["offset"] : 2 * (m["offset"] + m["length"])].decode("utf-16-le") for m in answered["matches"]]


def test_a_match_says_all_that_clients_read(client):
    answered = ask(client, text=GARBLED)
    assert answered["language"]["code"] == "en-US"
    assert answered["warnings"] == {"incompleteResults": False}
    (match,) = answered["matches"]
    assert match["rule"]["id"] == "GARBLED_TERM"
    assert match["rule"]["category"] == {"id": "NAMES", "name": "Names"}
    assert match["replacements"][0] == {"value": "Chongqing Daily Press Group"}
    assert match["sentence"] == GARBLED
    context = match["context"]
    assert context["text"][context["offset"] :][: context["length"]] == "heavy newspaper group"


def test_get_and_post_answer_alike(client):
    got = client.get("/v2/check", params={"text": GARBLED, "language": "auto"}).json()
    assert got["matches"] == ask(client, text=GARBLED)["matches"] != []


@pytest.mark.parametrize(
    ("pieces", "found"),
    [
        ([{"text": GARBLED}], "heavy newspaper group"),
        ([{"text": "😀 "}, {"markup": "<b>"}, {"text": GARBLED}, {"markup": "</b>"}], "heavy newspaper group"),
        (
            [{"text": "The heavy "}, {"markup": "<i>"}, {"text": "newspaper group"}, {"markup": "</i>"}],
            "heavy <i>newspaper group",
        ),
        ([{"text": "Rain."}, {"markup": "<p>", "interpretAs": "\n\n"}, {"text": GARBLED}], "heavy newspaper group"),
    ],
)
def test_markup_is_passed_over_and_counted(client, pieces, found):
    sent = "".join(piece.get("text", piece.get("markup", "")) for piece in pieces)
    answered = ask(client, data=json.dumps({"annotation": pieces}))
    assert stretches(answered, sent) == [found]


@given(
    st.lists(
        st.builds(lambda text: {"text": text}, st.text("a😀\n", max_size=4))
        | st.builds(
            lambda markup, read: {"markup": markup, "interpretAs": read},
            st.text("<b>😀", max_size=4),
            st.text("x\n", max_size=2),
        ),
        max_size=6,
    )
)
def test_letters_of_the_text_are_found_again_in_what_was_sent(pieces):
    read = annotated.annotated(json.dumps({"annotation": pieces}))
    assert read.sent == "".join(piece.get("text", piece.get("markup")) for piece in pieces)
    at = 0
    for piece in pieces:
        for place, letter in enumerate(piece.get("text", piece.get("interpretAs")), at):
            start, end = read.range_sent(place, place + 1)
            if "text" in piece:
                assert read.sent[start:end] == letter
            assert 0 <= start <= end <= len(read.sent) + ("text" not in piece)
        at += len(piece.get("text", piece.get("interpretAs")))
    assert len(read.text) == at


@pytest.mark.parametrize(
    ("parameters", "rules"),
    [
        ({}, ["FORBIDDEN_TERM", "GARBLED_TERM"]),
        ({"disabledRules": "FORBIDDEN_TERM,MORFOLOGIK_RULE_EN_US"}, ["GARBLED_TERM"]),
        ({"enabledRules": "garbled-term", "enabledOnly": "true"}, ["GARBLED_TERM"]),
        ({"enabledRules": "MORFOLOGIK_RULE_EN_US", "enabledOnly": "true"}, []),
        ({"enabledCategories": "NAMES", "enabledOnly": "true"}, ["FORBIDDEN_TERM", "GARBLED_TERM"]),
        ({"disabledCategories": "NAMES"}, []),
        ({"disabledCategories": "NAMES", "enabledRules": "GARBLED_TERM"}, ["GARBLED_TERM"]),
    ],
)
def test_rules_are_switched(client, parameters, rules):
    answered = ask(client, text=f"{GARBLED} It went to Tongleung.", **parameters)
    assert sorted(match["rule"]["id"] for match in answered["matches"]) == rules


def test_one_configured_glossary_is_asked_by_name(client, glossaries):
    assert ask(client, text=GARBLED, glossary="places")["matches"] == []
    assert len(ask(client, text=GARBLED, glossary="press")["matches"]) == 1
    for name in (str(glossaries / "press.csv"), "press.csv", "../press"):
        answered = client.post("/v2/check", data={"language": "en", "text": GARBLED, "glossary": name})
        assert answered.status_code == 400
        assert "places, press" in answered.text


def test_the_source_serves_where_a_client_has_it(client):
    answered = ask(client, text="It was in the news again.", sourceText="重报集团又上了新闻。")
    assert [match["rule"]["id"] for match in answered["matches"]] == ["MISSING_TERM"]
    assert answered["matches"][0]["length"] > 0


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"language": "en"}, "Missing 'text' or 'data'"),
        ({"text": "a"}, "Missing 'language'"),
        ({"text": "a", "language": "de-DE"}, "not a language code known"),
        ({"text": "a", "data": "{}", "language": "en"}, "either"),
        ({"data": "{", "language": "en"}, "no JSON"),
        ({"data": "[" * 100_000, "language": "en"}, "no JSON"),
        ({"data": '{"annotation": [{"text": "a", "markup": "b"}]}', "language": "en"}, "either 'text' or 'markup'"),
        ({"data": '{"annotation": "a"}', "language": "en"}, "neither"),
        ({"text": "a", "language": "en", "enabledOnly": "true", "disabledRules": "X"}, "enabledOnly"),
    ],
)
def test_what_means_nothing_is_said(client, parameters, said):
    answered = client.post("/v2/check", data=parameters)
    assert (answered.status_code, answered.text[:6]) == (400, "Error:")
    assert said in answered.text


def test_lone_surrogates_are_text(client):
    assert ask(client, data='{"text": "\\ud83d the heavy newspaper group met."}')["matches"][0]["offset"] == 6


def test_nothing_is_no_error(client):
    assert ask(client, text="")["matches"] == ask(client, text=" \n")["matches"] == []


def test_about_itself(client):
    assert client.get("/v2/healthcheck").text == "OK"
    assert client.get("/v2/info").json()["software"]["name"] == "termend"
    assert {"name": "English (US)", "code": "en", "longCode": "en-US"} in client.get("/v2/languages").json()
    assert client.get("/v2/maxtextlength").text == str(Limits().characters)


def test_long_texts_are_refused(checkers):
    client = TestClient(build(checkers, Admission("127.0.0.1"), Limits(characters=100)), base_url=ADDRESS)
    assert client.post("/v2/check", data={"language": "en", "text": "a" * 101}).status_code == 413
    assert client.post("/v2/check", data={"language": "en", "text": "a" * 10_000}).status_code == 413
    assert client.post("/v2/check", data={"language": "en", "text": "a" * 99}).status_code == 200
    assert client.post("/v2/check", content=b"{}", headers={"content-type": "application/json"}).status_code == 415


def test_what_takes_too_long_is_answered_as_incomplete(checkers):
    client = TestClient(build(checkers, Admission("127.0.0.1"), Limits(seconds=1e-6)), base_url=ADDRESS)
    answered = ask(client, text=GARBLED * 20)
    assert answered["warnings"] == {"incompleteResults": True}


def test_strangers_are_sent_away(checkers):
    app = build(checkers, Admission("127.0.0.1", origins=frozenset({"https://desk.example"})), Limits())
    client = TestClient(app, base_url=ADDRESS)
    asked = {"language": "en", "text": "Rain."}
    for headers, status in (
        ({}, 200),
        ({"origin": "https://evil.example"}, 403),
        ({"host": "evil.example:8081"}, 403),
        ({"origin": "moz-extension://1234"}, 200),
        ({"origin": "https://desk.example"}, 200),
    ):
        assert client.post("/v2/check", data=asked, headers=headers).status_code == status, headers
    allowed = client.post("/v2/check", data=asked, headers={"origin": "https://desk.example"})
    assert allowed.headers["access-control-allow-origin"] == "https://desk.example"


def test_beyond_this_machine_a_token_is_demanded(checkers):
    client = TestClient(build(checkers, Admission("0.0.0.0", "secret"), Limits()), base_url="http://desk.example")
    asked = {"language": "en", "text": "Rain."}
    assert client.post("/v2/check", data=asked).status_code == 403
    assert client.post("/v2/check", data=asked | {"apiKey": "wrong"}).status_code == 403
    assert client.post("/v2/check", data=asked | {"apiKey": "secret"}).status_code == 200
    assert client.post("/v2/check", data=asked, headers={"authorization": "Bearer secret"}).status_code == 200


def test_a_token_is_made_where_none_is_given():
    from termend.languagetool.serving import admission

    assert admission("127.0.0.1", None, frozenset()).token is None
    assert len(admission("0.0.0.0", None, frozenset()).token) > 20
    assert admission("::1", "given", frozenset()).token == "given"


def test_the_command_says_what_is_missing():
    from termend.cli.serve import serve

    with pytest.raises(OptionError, match="--languagetool"):
        serve(languagetool=False)
