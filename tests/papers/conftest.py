from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.content.load import load_unlearned

if TYPE_CHECKING:
    from bot.core.script import Script

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session", name="content")
def _content() -> Script:
    """Load the shipped content as whoever only shows it: nothing is learned."""
    return load_unlearned(ROOT)
