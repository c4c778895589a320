"""The command that opens the studio, and what is served before any browser draws it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import httpx
import pytest

from tests import small
from tests.adapters.studio.opened import ROOT, opened

if TYPE_CHECKING:
    from pathlib import Path

COMMAND: Final = (sys.executable, "-m", "bot", "studio")


def refused(*arguments: str, folder: Path, **settings: str) -> tuple[int, str]:
    """Run the command that cannot start; give its exit status and what it said on standard error."""
    done = subprocess.run(
        [*COMMAND, *arguments, str(folder)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "BOT_CACHE": str(folder / "kept"), **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "" == done.stdout
    return done.returncode, done.stderr


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    return small.write_checked_today(tmp_path, small.files())


def test_the_world_is_not_let_in_by_mistake(folder: Path) -> None:
    """To listen where others can reach it without a password is one sentence, by argument and by setting."""
    expected = "0.0.0.0 can be reached from other machines: set BOT_STUDIO_PASSWORD, or listen on 127.0.0.1.\n"

    assert (2, expected) == refused("--listen", "0.0.0.0:0", folder=folder)
    assert (2, expected) == refused(folder=folder, BOT_LISTEN="0.0.0.0:0")
    assert (2, expected) == refused(folder=folder, BOT_LISTEN="0.0.0.0:0", BOT_STUDIO_PASSWORD="")


def test_a_taken_port_is_one_sentence(folder: Path) -> None:
    """Another program has the port: the sentence says how to choose another."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        place = f"127.0.0.1:{taken.getsockname()[1]}"
        status, said = refused("--listen", place, folder=folder)

    assert (2, True, 1) == (status, said.startswith(f"Cannot listen on {place}"), said.count("\n"))
    assert "--listen" in said


def test_a_folder_without_content_is_one_sentence(tmp_path: Path) -> None:
    """There is nothing to open a page for."""
    status, said = refused("--listen", "127.0.0.1:0", folder=tmp_path)

    assert (2, True) == (status, said.startswith(f"No content: {tmp_path} has no folder «dialogues»."))


def test_a_missing_library_is_one_sentence() -> None:
    """Who installed the bot without the studio is told what to install."""
    program = "import sys; sys.modules['nicegui'] = None; from bot.__main__ import main; sys.exit(main(['studio']))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    expected = "The studio needs NiceGUI, which is not installed: pip install 'pile-ou-face[studio]'\n"

    assert (2, "", expected) == (done.returncode, done.stdout, done.stderr)


async def test_the_page_needs_nothing_from_elsewhere(folder: Path, kept: Path) -> None:
    """Every address in the page is on this machine, and its files come from there."""
    async with opened(folder, kept) as studio, httpx.AsyncClient(base_url=studio.url) as browser:
        page = await browser.get("/")
        files = re.findall(r'(?:src|href)="([^"]+)"|@import url\("([^"]+)"\)', page.text)
        asked = sorted({first or second for first, second in files})
        statuses = {path: (await browser.get(path)).status_code for path in asked}

    assert [] == [path for path in asked if "//" in path]
    assert {200} == set(statuses.values())
    assert {"/studio/studio.css", "/studio/studio.js"} <= set(asked)


async def test_the_real_server_has_the_guard_before_it(folder: Path, kept: Path) -> None:
    """What another name or another site asks gets nothing; the library's own documentation and uploads are off."""
    async with opened(folder, kept) as studio, httpx.AsyncClient(base_url=studio.url) as browser:
        assert 421 == (await browser.get("/", headers={"host": "evil.example"})).status_code
        assert 403 == (await browser.get("/", headers={"origin": "https://evil.example"})).status_code
        for path in ("/docs", "/openapi.json", "/_nicegui/client/x/upload/1", "/nowhere"):
            assert 404 == (await browser.get(path)).status_code
        page = await browser.get("/")

    assert "unsafe-eval" not in page.headers["content-security-policy"]
    assert "server" not in page.headers


async def test_one_line_says_where_it_is(folder: Path, kept: Path) -> None:
    """Besides its address and what the bot itself has to say, nothing is printed, whatever is asked."""
    async with opened(folder, kept) as studio, httpx.AsyncClient(base_url=studio.url) as browser:
        for path in ("/", "/nowhere", "/_nicegui/3/static/gone.js", "/_nicegui_ws/socket.io/?EIO=4&transport=polling"):
            await browser.get(path)

    assert [] == [line for line in studio.printed.splitlines() if " INFO bot." not in line]
