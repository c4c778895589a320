"""What every test may ask for: the shipped content, and clocks that stand still."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from bot.app import cache_folder
from bot.content.load import load
from bot.settings import read_settings
from tests.chat import NIGHT, NOON

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.script import Script

ROOT = Path(__file__).parents[1]

# The same examples on every machine, however slow: a red build means a broken promise, never bad luck.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def script() -> Script:
    """Load the shipped content, once; what is learned from it is kept as the bot keeps it."""
    found = load(ROOT, cache_folder(read_settings()))
    gc.freeze()  # as the bot does: the collector would walk all of it again and again
    return found


@pytest.fixture
def noon() -> datetime:
    """Give noon of a weekday in Québec."""
    return NOON


@pytest.fixture
def night() -> datetime:
    """Give three in the morning of the same day."""
    return NIGHT
