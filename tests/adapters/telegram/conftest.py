from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.adapters.telegram.process import Bot, running
from tests.botapi import TelegramServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.core.script import Script


@pytest.fixture(scope="session", autouse=True)
def _learned(script: Script) -> None:
    """Learn from the shipped content, once, before any process starts with it."""
    assert script


@pytest.fixture(name="server")
async def _server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


@pytest.fixture(name="bot")
async def _bot(server: TelegramServer, tmp_path: Path) -> AsyncIterator[Bot]:
    async with running(server, tmp_path) as bot:
        yield bot
