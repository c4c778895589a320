from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests import small
from tests.adapters.studio.opened import browsing, opened, visiting

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Browser

    from tests.adapters.studio.opened import Studio, Visit


@pytest.fixture(scope="session", name="kept")
def _kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a place where what is learned from the small content is kept for all tests."""
    return tmp_path_factory.mktemp("kept")


@pytest_asyncio.fixture(loop_scope="module", scope="module", name="browser")
async def _browser() -> AsyncIterator[Browser]:
    async with browsing() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module", scope="module", name="one_studio")
async def _one_studio(browser: Browser, kept: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Studio]:
    """Open the small content once; without a browser there is nothing to open it for."""
    assert browser
    folder = small.write_checked_today(tmp_path_factory.mktemp("content"), small.files())
    async with opened(folder, kept) as studio:
        yield studio


@pytest_asyncio.fixture(loop_scope="module", name="studio")
async def _studio(one_studio: Studio) -> AsyncIterator[Studio]:
    """Give the open studio; what a test saved is put back."""
    yield one_studio
    one_studio.restore()


@pytest_asyncio.fixture(loop_scope="module", name="visit")
async def _visit(browser: Browser, studio: Studio) -> AsyncIterator[Visit]:
    """Give a tab of its own."""
    assert studio
    async with visiting(browser) as visit:
        yield visit
