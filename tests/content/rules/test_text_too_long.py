"""Where a text begins to be too long."""

from __future__ import annotations

import pytest

from bot.content.lengths import MOST_WORDS
from tests import small


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (small.STORY, '"No thanks"', f'"{small.words(MOST_WORDS["label"])}"'),
        (small.STORY, '"Good question."', f'"{small.words(MOST_WORDS["feedback"])}"'),
        (small.STORY, '"You trusted yourself."', f'"{small.words(MOST_WORDS["debrief"])}"'),
        (small.ENTRIES, '"Accepting a ride creates a debt."', f'"{small.words(MOST_WORDS["statement"])}"'),
        (small.ENTRIES, '"A free and clear yes, which may change."', f'"{small.words(MOST_WORDS["answer"])}"'),
        (small.HELPLINES, '"You want to talk to someone."', f'"{small.words(MOST_WORDS["who-for"])}"'),
        (small.HELPLINES, '"They may ask your age."', f'"{small.words(MOST_WORDS["know"])}"'),
        ("knowledge/signs.yaml", '"A secret keeps help away."', f'"{small.words(MOST_WORDS["sign"])}"'),
        (small.SMALL_TALK, '"You\'re welcome."', f'"{small.words(MOST_WORDS["small-talk"])}"'),
        (small.REPLIES, '"You buy time."', f'"{small.words(MOST_WORDS["strength"])}"'),
    ],
)
def test_a_text_of_just_the_most_words_is_let_through(file: str, old: str, new: str) -> None:
    """The limit itself is allowed, and one word more is told."""
    assert "text-too-long" not in small.codes(small.changed(file, old, new))
    assert "text-too-long" in small.codes(small.changed(file, old, new.replace("So ", "So so ", 1)))
