from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.core.learned import NO_MEMORY, Learned
from bot.core.linear import Rows, fit
from bot.core.matching import Known, factory

if TYPE_CHECKING:
    from collections.abc import Callable

KNOWN = [
    Known("paying", "fr", ("si je paie le chantage va arreter", "il demande de l argent pour se taire")),
    Known("paying", "en", ("if i pay will the blackmail stop", "he wants money to stay quiet")),
    Known("blocking", "fr", ("comment bloquer un compte", "bloquer la personne sur l application")),
    Known("blocking", "en", ("how do i block an account", "blocking the person on the app")),
]
ASKED = ("si je paye", "block sumone", "il veut de largent", "comment bloker", "")


class Shelf:
    """A memory that keeps what was learned, and counts how often it had to learn."""

    def __init__(self) -> None:
        self.kept: dict[str, Learned] = {}
        self.times = 0

    def recall(self, name: str, learn: Callable[[], Learned]) -> Learned:
        """Give what is kept, or learn it."""
        if name not in self.kept:
            self.times += 1
            self.kept[name] = learn()
        return self.kept[name]


def nothing() -> Learned:
    """Learn next to nothing."""
    return Learned({}, {"entries": fit(Rows.of([]), np.empty(0, np.int64), 1, 1)}, (1.0,))


def test_without_a_memory_everything_is_learned_each_time() -> None:
    """Nothing is kept where nobody asked for it."""
    assert NO_MEMORY.recall("questions", nothing) is not NO_MEMORY.recall("questions", nothing)


def test_what_is_remembered_answers_like_what_was_learned() -> None:
    """A matcher made from memory gives the very ranking of the one that learned, and learns nothing itself."""
    shelf = Shelf()
    learned = factory(KNOWN, memory=shelf)
    remembered = factory(KNOWN, memory=shelf)

    assert 1 == shelf.times
    assert [learned.rank(text) for text in ASKED] == [remembered.rank(text) for text in ASKED]


def test_a_memory_changes_nothing_that_is_learned() -> None:
    """With a memory or without, the same is learned from the same content."""
    assert [factory(KNOWN).match(text) for text in ASKED] == [
        factory(KNOWN, memory=Shelf()).match(text) for text in ASKED
    ]


def test_each_thing_learned_has_a_name_of_its_own() -> None:
    """Two matchers that are kept in one place do not take each other's memories."""
    shelf = Shelf()
    questions = factory(KNOWN, memory=shelf, name="questions")
    replies = factory(KNOWN[:1], memory=shelf, name="replies")

    assert {"questions", "replies"} == shelf.kept.keys()
    assert ["blocking"] == [entry for entry, _ in questions.rank("block")][:1]
    assert [] == replies.rank("block")


def test_what_is_kept_is_plain() -> None:
    """Features are text and numbers, weights are arrays, and the rest is numbers: nothing that could run."""
    shelf = Shelf()
    factory(KNOWN, memory=shelf)
    (kept,) = shelf.kept.values()

    for features in kept.known.values():
        assert all(
            (str, int, float) == (type(name), type(number), type(rarity)) for name, (number, rarity) in features.items()
        )
    for linear in kept.weights.values():
        assert {"i", "f"} == {array.dtype.kind for array in (linear.starts, linear.of, linear.weights)}
    assert {float} == {type(number) for number in kept.numbers}
