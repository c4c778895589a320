"""Which first words of an answer are a verdict."""

from __future__ import annotations

import pytest

from tests import small


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (small.ENTRIES, "A favour creates no debt", "No one owes a thing"),
        (small.ENTRIES, "A free and clear yes", "Yes, a free and clear one"),
    ],
)
def test_only_the_word_alone_under_a_card_is_told(file: str, old: str, new: str) -> None:
    """“No one” is no “no”, and a question may be answered with yes."""
    assert "answer-yes-or-no" not in small.codes(small.changed(file, old, new))
