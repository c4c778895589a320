"""The real studio, started as a moderator would, and a real browser before it.

Rule: nothing here waits for time to pass; whatever is waited for is a condition.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from playwright.async_api import async_playwright, expect

from tests import small

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, ConsoleMessage, Page, Request

ROOT: Final = Path(__file__).parents[3]
#: Seconds, for a machine that does much else at the same time; nothing waits that long when it works.
PATIENCE: Final = 20
#: What keeps a test browser from speaking to anybody but the page.
_ALONE: Final = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
expect.set_options(timeout=PATIENCE * 1000)


@dataclass(slots=True)
class Studio:
    """One process: where it is, which folder it watches, and what it printed besides its address."""

    url: str
    folder: Path
    process: asyncio.subprocess.Process
    printed: str = ""
    before: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Remember what is in the folder."""
        self.before = {
            name: (self.folder / name).read_bytes() for name in small.files() if (self.folder / name).is_file()
        }

    def change(self, file: str, old: str, new: str) -> None:
        """Save a file with one place changed."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert 1 == text.count(old)
        path.write_text(text.replace(old, new), encoding="utf-8")

    def restore(self) -> None:
        """Save the small content as it was, where it was changed."""
        changed = {name: data for name, data in self.before.items() if (self.folder / name).read_bytes() != data}
        small.write_checked_today(self.folder, changed)


#: Milliseconds.
_OPENING = 120_000
#: A moderator's machine in Québec.
_ENVIRONMENT = {"LANG": "fr_CA.UTF-8", "PYTHONPATH": str(ROOT)}


@asynccontextmanager
async def opened(folder: Path, kept: Path, *arguments: str, **settings: str) -> AsyncIterator[Studio]:
    """Start the studio on a folder; stop it as Ctrl+C would, and see that it ends well."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "studio", "--listen", "127.0.0.1:0", *arguments, str(folder)),
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "LANG": "fr_CA.UTF-8",
            "PYTHONPATH": str(ROOT),
            "BOT_CACHE": str(kept),
            **settings,
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout
    first = (await asyncio.wait_for(process.stdout.readline(), PATIENCE)).decode()
    found = re.search(r"http://\S+", first)
    assert found, first
    studio = Studio(found[0], folder, process)
    try:
        yield studio
    finally:
        process.send_signal(signal.SIGINT)
        rest, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
        studio.printed = rest.decode()
    assert 0 == process.returncode, studio.printed


def chromium() -> str:
    """Find the browser, or skip; under `CI=1` a missing one is a failure."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        _missing("Chromium is not installed (or set CHROMIUM to its path)")
    return found or ""


def axe() -> str:
    """Read the accessibility scanner, or skip; under `CI=1` a missing one is a failure."""
    path = Path(os.environ.get("AXE_CORE") or ROOT / ".venv" / "axe-core" / "package" / "axe.min.js")
    if not path.is_file():
        _missing("axe-core is not there: set AXE_CORE to axe.min.js, or unpack the npm package into .venv/axe-core")
    return path.read_text(encoding="utf-8")


def _missing(what: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


@asynccontextmanager
async def browsing() -> AsyncIterator[Browser]:
    """Start a browser."""
    path = chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(_ALONE))
        try:
            yield browser
        finally:
            await browser.close()


@dataclass(slots=True)
class Visit:
    """One tab, and whatever went wrong in it: errors of its scripts, refusals of its policy, requests to elsewhere."""

    page: Page
    wrong: list[str] = field(default_factory=list)

    async def go(self, url: str, lang: str = "fr") -> Page:
        """Open the page in a language and wait until typed words are understood."""
        home = url

        def asked(request: Request) -> None:
            if not request.url.startswith((home, home.replace("http", "ws", 1), "data:", "blob:")):
                self.wrong.append(f"asked {request.url}")

        def said(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning"):
                self.wrong.append(f"{message.type}: {message.text}")

        self.page.on("request", asked)
        self.page.on("console", said)
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        await self.page.goto(url)
        # What is learned is read again first, which takes its time on a machine that does much else.
        await expect(self.page.locator(".chip.fresh")).to_be_visible(timeout=_OPENING)
        if lang != "fr":
            await self.page.locator(f"#lang-{lang}").click()
        await expect(self.page.locator("html")).to_have_attribute("lang", lang)
        return self.page


@asynccontextmanager
async def visiting(browser: Browser, **options: Any) -> AsyncIterator[Visit]:
    """Open a tab in a profile of its own; whatever went wrong in it is a failure."""
    context = await browser.new_context(**{"viewport": {"width": 1400, "height": 900}, "locale": "fr-CA", **options})
    visit = Visit(await context.new_page())
    try:
        yield visit
    finally:
        await context.close()
    assert [] == visit.wrong


async def press(page: Page, label: str) -> None:
    """Press a button of the last message, by its label."""
    await page.locator(".keys").get_by_role("button", name=label, exact=True).click()


async def say(page: Page, text: str) -> None:
    """Type words in the chat."""
    await page.locator("#say").fill(text)
    await page.keyboard.press("Enter")


async def sees(page: Page, text: str) -> None:
    """Wait until the bot's last message holds some words."""
    await expect(page.locator("[data-message]").last).to_contain_text(text)
