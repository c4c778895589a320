"""The real process, started as an operator would, against the test server."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.app import cache_folder
from bot.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.botapi import TelegramServer

ROOT = Path(__file__).parents[3]


class Bot:
    """One process, and what it printed."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        self.process = process
        self.log = log

    @property
    def pid(self) -> int:
        """The process id."""
        return self.process.pid

    def printed(self) -> str:
        """Everything it wrote on standard output and standard error."""
        return self.log.read_text()

    def kill(self) -> None:
        """Kill it, as a power cut would."""
        self.process.send_signal(signal.SIGKILL)

    async def stop(self) -> int:
        """Ask it to stop, as a service manager does, and return its exit status."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.process.wait(), 40)


def kept() -> Path:
    """Say where these tests keep what is learned from the shipped content: learning it at each start takes too long."""
    folder = cache_folder(read_settings())
    assert folder
    return folder.parent


def environment(server: TelegramServer, folder: Path, **settings: str) -> dict[str, str]:
    """Make a clean environment: only what the operator set."""
    return {
        "PATH": os.environ["PATH"],
        "BOT_CACHE": str(kept()),
        "TELEGRAM_BOT_TOKEN": server.token,
        "TELEGRAM_API_URL": server.url,
        "BOT_DATABASE_URL": f"sqlite:///{folder}/tally.db",
        "BOT_MESSAGES_PER_SECOND": "100000",
        **settings,
    }


async def start(server: TelegramServer, folder: Path, **settings: str) -> Bot:
    """Start the bot; its output goes to a file in the folder."""
    log = folder / "printed.log"
    with log.open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            cwd=ROOT,
            env=environment(server, folder, **settings),
            stdout=output,
            stderr=output,
            stdin=asyncio.subprocess.DEVNULL,
        )
    return Bot(process, log)


async def until(happened: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait until something is so. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not happened():  # noqa: ASYNC110 - what happens elsewhere sets no event
            await asyncio.sleep(0.01)


async def polled(server: TelegramServer) -> None:
    """Wait until the bot asks for updates once more."""
    polls = server.counts["getUpdates"]
    await until(lambda: server.counts["getUpdates"] > polls, 60)


async def all_confirmed(server: TelegramServer, seconds: float = 10.0) -> None:
    """Wait until Telegram has nothing left for the bot: all that was to be done is done."""
    await until(lambda: not len(server.world.queue), seconds)


@asynccontextmanager
async def running(server: TelegramServer, folder: Path, **settings: Any) -> AsyncIterator[Bot]:
    """Run the bot while the block lasts."""
    bot = await start(server, folder, **settings)
    try:
        await polled(server)
        yield bot
    finally:
        if bot.process.returncode is None:
            await bot.stop()
