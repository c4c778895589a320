"""How many endings are enough."""

from __future__ import annotations

from bot.content.rules.too_few_endings import FEWEST_ENDINGS
from tests import small


def test_three_endings_are_enough() -> None:
    """The smallest story has three endings, as the small content has."""
    assert 3 == FEWEST_ENDINGS
    assert 3 == small.files()[small.STORY].count(b"kind: ending")
