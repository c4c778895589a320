from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.content.load import load_unlearned
from tests.adapters.board.boards import KEY, Kept, new_group
from tests.adapters.studio.opened import browsing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser

    from bot.core.script import Script


@pytest.fixture(scope="session", name="content")
def _content() -> Script:
    """Load the shipped content for whoever only looks at it."""
    return load_unlearned(Path(__file__).parents[3])


@pytest.fixture(name="kept")
def _kept() -> Kept:
    """Give one group in which nobody has played yet."""
    return Kept({KEY: new_group()})


@pytest_asyncio.fixture(loop_scope="module", scope="module", name="browser")
async def _browser() -> AsyncIterator[Browser]:
    async with browsing() as browser:
        yield browser
