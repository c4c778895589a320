from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.script import Script


@pytest.fixture(name="content", scope="session")
def _content(script: Script) -> Callable[[], Script]:
    """Give the content in a wrapping: hypothesis writes out what a failing test was given, and content is long."""
    return lambda: script
