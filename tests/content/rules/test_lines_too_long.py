"""Where lines together begin to be too long."""

from __future__ import annotations

import pytest

from bot.content.lengths import MOST_WORDS_IN_ENDING, MOST_WORDS_IN_SCENE
from tests import small


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (small.STORY, '"You walk home."', f'"{small.words(MOST_WORDS_IN_ENDING)}"'),
        (small.STORY, '"A car stops in front of you."', f'"{small.words(MOST_WORDS_IN_SCENE - 6)}"'),
    ],
)
def test_lines_of_just_the_most_words_together_are_let_through(file: str, old: str, new: str) -> None:
    """Lines together may have as many words as the limit, and not one more."""
    assert "lines-too-long" not in small.codes(small.changed(file, old, new))
    assert "lines-too-long" in small.codes(small.changed(file, old, new.replace("So ", "So so ", 1)))
