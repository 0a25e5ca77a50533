"""A real editor: headless Neovim shows what the server finds, mends it, and undoes it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed")]

SCRIPT = """
local function wait(what, ready)
  if not vim.wait(90000, ready, 50) then error("never: " .. what .. " " .. vim.inspect(vim.diagnostic.get(0))) end
end
local function codes()
  local found = {}
  for _, d in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, string.format("%d:%d-%d:%s", d.lnum, d.col, d.end_col, d.code or d.user_data.lsp.code))
  end
  table.sort(found)
  return table.concat(found, " ")
end
local ok, failure = pcall(function()
  vim.lsp.start_client = vim.lsp.start_client
  local client = vim.lsp.start_client({ name = "termend", cmd = { vim.env.PYTHON, "-m", "termend", "lsp" },
                                        root_dir = vim.fn.getcwd() })
  vim.cmd("edit draft.txt")
  vim.lsp.buf_attach_client(0, client)
  wait("findings", function() return #vim.diagnostic.get(0) == 2 end)
  print(codes())
  vim.api.nvim_win_set_cursor(0, { 2, 14 })
  local position = vim.lsp.util.make_position_params()
  local hover = vim.lsp.buf_request_sync(0, "textDocument/hover", position, 20000)[client].result
  print(hover.contents.value:match("重报集团"))
  local range = vim.lsp.util.make_range_params()
  range.context = { diagnostics = {} }
  local actions = vim.lsp.buf_request_sync(0, "textDocument/codeAction", range, 20000)[client].result
  vim.lsp.util.apply_workspace_edit(actions[1].edit, vim.lsp.get_client_by_id(client).offset_encoding)
  print(vim.api.nvim_buf_get_lines(0, 1, 2, false)[1])
  wait("what is left", function() return #vim.diagnostic.get(0) == 1 end)
  print(codes())
  vim.api.nvim_buf_set_text(0, 0, 0, 0, 2, { "In copper beam it" })
  wait("what was typed", function() return #vim.diagnostic.get(0) == 2 end)
  print(codes())
end)
if not ok then print("FAILED " .. tostring(failure)) end
vim.cmd("qa!")
"""


def test_a_session(folder):
    (folder / "session.lua").write_text(SCRIPT, encoding="utf-8")
    source = str(Path(__file__).parents[2] / "src")
    environment = os.environ | {"PYTHON": sys.executable, "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (source, os.environ.get("PYTHONPATH"))))
    run = subprocess.run(
        ["nvim", "--headless", "--clean", "-c", "luafile session.lua"],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    lines = (run.stdout + run.stderr).replace("\r", "").strip().split("\n")
    assert lines == [
        "1:9-30:garbled-term 2:11-24:lost-case",  # Neovim counts bytes: four for the smiley
        "重报集团",
        "😀 The Chongqing Daily Press Group met.",
        "2:11-24:lost-case",
        "0:3-14:garbled-term 2:11-24:lost-case",
    ], run.stderr
