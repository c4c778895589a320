"""Words are counted as people count them."""

from __future__ import annotations

from tests import small


def test_words_are_counted_as_people_count_them() -> None:
    """An elided article, a hyphen, an emoji and a dash make no word more."""
    assert [] == small.codes(small.changed(small.STORY, '"No thanks"', "\"🙅 O'Neil, so-so – a b c d e f, it's “h”\""))
