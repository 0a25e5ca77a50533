"""Whole sessions with the server, over its pipes, with pytest-lsp's client."""

import asyncio
import sys

import pytest

pytest_lsp = pytest.importorskip("pytest_lsp")

from lsprotocol import types  # noqa: E402
from pytest_lsp import ClientServerConfig, LanguageClient  # noqa: E402

from termend.edits import apply  # noqa: E402
from termend.lsp.positions import Positions  # noqa: E402
from termend.records import Edit  # noqa: E402

pytestmark = [pytest.mark.slow, pytest.mark.asyncio]


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[sys.executable, "-m", "termend", "lsp"]))
async def client(lsp_client: LanguageClient, tmp_path):
    capabilities = types.ClientCapabilities(window=types.WindowClientCapabilities(show_document=None))
    await lsp_client.initialize_session(
        types.InitializeParams(capabilities=capabilities, root_uri=tmp_path.as_uri(), process_id=None)
    )
    yield lsp_client
    await lsp_client.shutdown_session()


def show(client, file, language="plaintext"):
    text = file.read_text(encoding="utf-8")
    item = types.TextDocumentItem(file.as_uri(), language, 1, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    return file.as_uri(), text


async def diagnosed(client, uri, expected, seconds=60):
    """Waits until the codes of a file's diagnostics are these."""
    for _ in range(20 * seconds):
        if (
            sorted(str(d.code) for d in client.diagnostics.get(uri, [])) == sorted(expected)
            and uri in client.diagnostics
        ):
            return list(client.diagnostics[uri])
        await asyncio.sleep(0.05)
    raise AssertionError([(d.code, d.message) for d in client.diagnostics.get(uri, [])])


async def offered(client, uri, at, only=None):
    context = types.CodeActionContext(diagnostics=[], only=only)
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), at, context)
    return await client.text_document_code_action_async(params)


def edited(text, edits):
    positions = Positions(text)
    made = [(positions.offset(e.range.start), positions.offset(e.range.end), e.new_text) for e in edits]
    return apply(text, [Edit(start, end, text[start:end], new) for start, end, new in made])


def place(text, words):
    return Positions(text).range(text.index(words), text.index(words) + len(words))


async def test_a_draft(folder, client):
    uri, text = show(client, folder / "draft.txt")
    found = await diagnosed(client, uri, ["garbled-term", "lost-case"])
    garbled = next(d for d in found if d.code == "garbled-term")
    assert garbled.range == place(text, "heavy newspaper group")
    hovered = await client.text_document_hover_async(
        types.HoverParams(types.TextDocumentIdentifier(uri), garbled.range.start)
    )
    assert "重报集团" in hovered.contents.value
    assert "| 重 | heavy |" in hovered.contents.value

    actions = {action.title: action for action in await offered(client, uri, garbled.range)}
    best = actions["Print “Chongqing Daily Press Group”"]
    assert best.is_preferred
    assert "😀 The Chongqing Daily Press Group met." in edited(text, best.edit.changes[uri])
    press = (folder / "press.csv").as_uri()
    variant = actions["Add “heavy newspaper group” as a variant of Chongqing Daily Press Group"]
    rows = edited((folder / "press.csv").read_text(encoding="utf-8"), variant.edit.changes[press])
    assert rows.splitlines()[:2] == [
        "source,target,variants",
        "重报集团,Chongqing Daily Press Group,heavy newspaper group",
    ]
    forbid = actions["Forbid “heavy newspaper group” for Chongqing Daily Press Group"]
    assert "forbidden" in edited((folder / "press.csv").read_text(encoding="utf-8"), forbid.edit.changes[press])
    (mend_all,) = await offered(client, uri, garbled.range, ["source.fixAll"])
    mended = edited(text, mend_all.edit.changes[uri])
    assert mended == "It rained.\n😀 The Chongqing Daily Press Group met.\nThe app of Upstream News grew.\n"

    (folder / "press.csv").write_text(rows, encoding="utf-8")
    client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(press)))
    await diagnosed(client, uri, ["lost-case"])


async def test_typing(folder, client):
    uri, text = show(client, folder / "draft.txt")
    await diagnosed(client, uri, ["garbled-term", "lost-case"])

    def type_at(words, new, version):
        change = types.TextDocumentContentChangePartial(place(text, words), new)
        identifier = types.VersionedTextDocumentIdentifier(version, uri)
        client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [change]))

    type_at("It rained", "In copper beam it rained", 2)
    await diagnosed(client, uri, ["garbled-term", "garbled-term", "lost-case"])
    text = text.replace("It rained", "In copper beam it rained")
    type_at("upstream news", "Upstream News", 3)
    found = await diagnosed(client, uri, ["garbled-term", "garbled-term"])
    assert {d.range.start.line for d in found} == {0, 1}


async def test_letting_something_stand(folder, client):
    uri, _ = show(client, folder / "draft.txt")
    found = await diagnosed(client, uri, ["garbled-term", "lost-case"])
    lost = next(d for d in found if d.code == "lost-case")
    actions = {action.title: action for action in await offered(client, uri, lost.range)}
    stands = actions["Let “upstream news” stand: it is another name"]
    settings = folder / "termend.toml"
    written = edited(settings.read_text(encoding="utf-8"), stands.edit.changes[settings.as_uri()])
    settings.write_text(written, encoding="utf-8")
    client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(settings.as_uri())))
    await diagnosed(client, uri, ["garbled-term"])
    assert "termend.openSettings" in str(actions["Let “upstream news” stand: write why …"].command)


async def test_the_source_beside_the_draft(folder, client):
    (folder / "a.txt").write_text("It rained.\nIt was in the news again.\n", encoding="utf-8")
    (folder / "a.zh.txt").write_text("下雨。\n重报集团又上了新闻。\n", encoding="utf-8")
    uri, _ = show(client, folder / "a.txt")
    (missing,) = await diagnosed(client, uri, ["missing-term"])
    assert missing.range.start != missing.range.end


async def test_a_glossary(folder, client):
    (folder / "more.csv").write_text("source,target\n石音镇,Shiyin  Town\n", encoding="utf-8")
    uri, text = show(client, folder / "more.csv", "csv")
    (found,) = await diagnosed(client, uri, ["stray-space"])
    (action,) = await offered(client, uri, found.range)
    assert edited(text, action.edit.changes[uri]) == "source,target\n石音镇,Shiyin Town\n"


async def test_what_is_no_draft_is_left_alone(folder, client):
    (folder / "other").mkdir()
    (folder / "other" / "a.txt").write_text("upstream news\n", encoding="utf-8")
    (folder / "table.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    passed_over, _ = show(client, folder / "other" / "a.txt")
    table, _ = show(client, folder / "table.csv", "csv")
    uri, _ = show(client, folder / "draft.txt")
    await diagnosed(client, uri, ["garbled-term", "lost-case"])
    assert passed_over not in client.diagnostics
    assert not client.diagnostics.get(table)


async def test_settings_that_mean_nothing_are_said(folder, client):
    uri, _ = show(client, folder / "draft.txt")
    await diagnosed(client, uri, ["garbled-term", "lost-case"])
    settings = folder / "termend.toml"
    settings.write_text("min-scroe = 1\n", encoding="utf-8")
    client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(settings.as_uri())))
    for _ in range(200):
        if client.messages:
            break
        await asyncio.sleep(0.05)
    assert "min-score" in client.messages[0].message
    assert client.diagnostics[uri]
