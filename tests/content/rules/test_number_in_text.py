"""Where a number may be typed."""

from __future__ import annotations

import pytest

from tests import small


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (small.STORY, '"The driver"', '"Driver 12"'),
        (small.STORY, 'en: ["i refuse", "no way"]', 'en: ["i refuse", "not at 14"]'),
        (small.ENTRIES, '"whats consent"', '"consent at 16"'),
        (small.HELPLINES, '"The night line"', '"Line 811"'),
        (small.ENTRIES, '"A favour creates no debt, at {consent-age} as later."', '"No debt from {consent-age} on."'),
        (small.SMALL_TALK, "        many thanks\n", "        thx 1000\n"),
        (small.REPLIES, "        ok coming\n", "        ok in 5\n"),
        (small.HELD, '"wont let me leave"', '"call 911"'),
        (small.HELD, "    help me now\n", "    call 911\n"),
        (small.JOKES, "    hello everybody\n", "    we won 3 to 2\n"),
    ],
)
def test_a_number_is_let_through_where_it_belongs(file: str, old: str, new: str) -> None:
    """Names, what teens type, and figures may hold digits; only sentences may not."""
    assert [] == small.codes(small.changed(file, old, new))
