from __future__ import annotations

from typing import Final

import pytest

from bot.content.check import inspect
from tests import small

QUESTION: Final = '"whats consent"'
MYTH: Final = '"i owe a favour"'
TOLD: Final = '"he made me stay there"'
URGENT: Final = '"they want to keep me here"'


def codes(old: str, new: str, content: dict[str, bytes] | None = None) -> list[str]:
    """Return the codes of the problems of the small content with one phrasing changed, and with other files."""
    files = {**small.changed(small.ENTRIES, old, new), **(content or {})}
    return [each.code for each in inspect(files).problems]


@pytest.mark.parametrize(
    ("phrasing", "words", "expected"),
    [(MYTH, TOLD, ["phrasing-danger"]), (QUESTION, TOLD, []), (QUESTION, URGENT, ["phrasing-danger"])],
)
def test_a_phrasing_of_danger_is_told_where_its_answer_would_never_come(
    phrasing: str, words: str, expected: list[str]
) -> None:
    """Behind danger the bot offers the answer to a question, but never a myth, and in an emergency neither."""
    assert expected == codes(phrasing, words)


def test_the_entry_of_a_danger_may_have_its_examples() -> None:
    """What one can do about a danger is offered behind its answer: the phrasing leads there."""
    told = small.files()[small.TOLD] + b"entry: ride-is-a-debt\n"

    assert [] == codes(MYTH, TOLD, content={small.TOLD: told})


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ('"C\'est quoi le consentement"', []),
        ('"Faut rembourser, le LIFT?"', ["phrasing-twice"]),
        ('"accepting a ride creates a debt"', ["phrasing-twice"]),
        ('"creates a ride accepting debt"', ["phrasing-near"]),
        ('"a debt"', []),
    ],
)
def test_the_words_of_another_entry_are_told_in_any_language_and_order(words: str, expected: list[str]) -> None:
    """An entry may repeat its own title; not a phrasing or title of another, however it is typed."""
    assert expected == codes(QUESTION, words)
