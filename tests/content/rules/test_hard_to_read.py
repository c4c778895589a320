"""The page says what is measured."""

from __future__ import annotations

from bot.content.levels import FEWEST_TEXTS, FEWEST_WORDS, HARDEST, HARDEST_MEAN
from bot.content.rules import LAWS


def test_the_page_names_the_limits_that_are_measured() -> None:
    """A writer who reads the pages knows how easy a text, and a file, must be."""
    text, file = " ".join(LAWS["hard-to-read"].page.split()), " ".join(LAWS["file-hard-to-read"].page.split())

    assert f"a text of {FEWEST_WORDS} words or more is for grade {HARDEST['en']:g} at most" in text
    assert f"an ease of {HARDEST['fr']:g} at least" in text
    assert 5 == FEWEST_TEXTS
    assert f"five texts of {FEWEST_WORDS} words or more" in file
    assert f"ends at {HARDEST_MEAN['en']:g}, and has an ease of {HARDEST_MEAN['fr']:g} at least" in file
