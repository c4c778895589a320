from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.matching.phrases import Phrases
from bot.core.spelling import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.spelling import Readings

RARITY: Final = {"je": 0.1, "a": 0.2, "bloque": 1.0, "compte": 1.5, "photo": 1.2, "paie": 2.0, "chantage": 2.5}


def rarity(word: str) -> float:
    """Weigh a word: one of no phrasing is the rarest."""
    return RARITY.get(word, 3.0)


def typed(text: str) -> list[Readings]:
    """Read each word of a text as itself."""
    return [(Reading(word, 1.0),) for word in text.split()]


def likeness(text: str, *phrasings: str) -> float:
    """Compare a text with an entry of these phrasings."""
    return Phrases({"entry": [phrasing.split() for phrasing in phrasings]}, rarity).likeness(typed(text), ["entry"])[0]


COMPARED: Final = [
    ("je bloque a compte", ("je bloque a compte",), 1.0, "the sentence itself"),
    ("compte a bloque je", ("je bloque a compte",), 1.0, "in another order"),
    ("je bloque", ("photo paie",), 0.0, "no word in common"),
    ("bloque", ("bloque compte",), 1.0 / 2.5, "one word of two, by rarity"),
    ("compte", ("bloque compte",), 1.5 / 2.5, "the rarer word of two"),
    ("bloque compte", ("compte",), 1.5 / 2.5, "a phrasing that says less"),
    ("bloque compte", ("photo", "compte", "bloque compte photo"), 2.5 / 3.7, "the nearest of several phrasings"),
    ("bloque inconnu", ("bloque",), 1.0 / 4.0, "a word nobody knows, which weighs most"),
    ("", ("bloque",), 0.0, "nothing typed"),
    ("bloque", (), 0.0, "an entry nobody asks for"),
    ("bloque", ("",), 0.0, "a phrasing without words"),
]


@pytest.mark.parametrize(("text", "phrasings", "expected", "what"), COMPARED, ids=[what for *_, what in COMPARED])
def test_how_like_a_text_is_to_its_nearest_phrasing(
    text: str, phrasings: tuple[str, ...], expected: float, what: str
) -> None:
    """Likeness is the share of rarity that two bags of words have in common."""
    assert math.isclose(expected, likeness(text, *phrasings), abs_tol=1e-9), what


def test_a_candidate_is_like_a_phrasing_by_its_share() -> None:
    """A word that is meant by half is half a word in common."""
    phrases = Phrases({"entry": [["bloque"]]}, lambda _: 1.0)
    (half,) = phrases.likeness([(Reading("bloque", 0.5), Reading("photo", 0.5))], ["entry"])

    assert math.isclose(0.5 / (0.5 + 1.0 - 0.5), half)


def test_entries_are_compared_in_the_order_asked_for() -> None:
    """Each likeness stands at the place of its entry; an entry nobody knows is like nothing."""
    phrases = Phrases({"a": [["photo"]], "b": [["bloque"]]}, rarity)

    assert [1.0, 0.0, 0.0] == phrases.likeness(typed("photo"), ["a", "b", "c"])
    assert [0.0, 1.0] == phrases.likeness(typed("photo"), ["b", "a"])
    assert [] == phrases.likeness(typed("photo"), [])


WORDS: Final = st.lists(st.sampled_from([*RARITY, "inconnu"]), min_size=1, max_size=8)


@given(WORDS)
def test_the_same_words_are_wholly_alike(words: list[str]) -> None:
    """A sentence is wholly like itself, also when a word stands in it twice."""
    assert math.isclose(1.0, likeness(" ".join(words), " ".join(words)))


@given(WORDS, WORDS)
def test_likeness_is_mutual_and_bounded(first: list[str], second: list[str]) -> None:
    """Two sentences are as like in one direction as in the other, between nothing and wholly."""
    there, back = likeness(" ".join(first), " ".join(second)), likeness(" ".join(second), " ".join(first))

    assert 0 <= there <= 1
    assert math.isclose(there, back)


@given(WORDS, st.lists(WORDS, min_size=1, max_size=5))
def test_one_more_phrasing_makes_no_entry_less_like(text: list[str], phrasings: list[list[str]]) -> None:
    """Whoever writes another way to ask takes nothing from the ways that are there."""
    listed = [" ".join(phrasing) for phrasing in phrasings]

    assert likeness(" ".join(text), *listed[:-1]) <= likeness(" ".join(text), *listed)


READ: Final = st.lists(
    st.lists(st.sampled_from([*RARITY, "inconnu"]), min_size=1, max_size=3, unique=True).map(
        lambda words: tuple(Reading(word, 1 / len(words)) for word in words)
    ),
    max_size=6,
)


def slowly(heard: Sequence[str], phrasing: Sequence[str]) -> float:
    """Compare two bags of words by the definition: what both have, over what either has."""
    common, either = set(heard) & set(phrasing), set(heard) | set(phrasing)
    return sum(map(rarity, common)) / sum(map(rarity, either)) if either else 0.0


@given(st.lists(st.sampled_from(list(RARITY)), unique=True, max_size=6), st.lists(WORDS, min_size=1, max_size=5))
def test_looking_words_up_compares_like_going_through_all_phrasings(
    words: list[str], phrasings: list[list[str]]
) -> None:
    """The lists of who holds a word give what comparing with every phrasing gives."""
    nearest = max(slowly(words, phrasing) for phrasing in phrasings)

    assert math.isclose(
        nearest, likeness(" ".join(words), *(" ".join(phrasing) for phrasing in phrasings)), abs_tol=1e-9
    )


@given(READ, st.lists(WORDS, max_size=4))
def test_no_reading_is_more_than_wholly_alike(read: list[Readings], phrasings: list[list[str]]) -> None:
    """Whatever a text may be taken for, its likeness is between nothing and wholly."""
    (found,) = Phrases({"entry": phrasings}, rarity).likeness(read, ["entry"])

    assert 0 <= found <= 1
