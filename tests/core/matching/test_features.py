from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.matching.features import KINDS, MOST_WORDS, features, grams
from bot.core.spelling import Reading

if TYPE_CHECKING:
    from bot.core.spelling import Readings

SYNONYMS: Final = {"photo": ("images",), "selfie": ("images", "faces"), "visage": ("faces",)}


def typed(text: str) -> list[Readings]:
    """Read each word of a text as itself."""
    return [(Reading(word, 1.0),) for word in text.split()]


#: Readings of one to three words each.
WORDS: Final = st.sampled_from(["photo", "selfie", "visage", "je", "a", "abab", "x1"])
READ: Final = st.lists(
    st.lists(st.tuples(WORDS, st.floats(0.05, 1)), min_size=1, max_size=3, unique_by=lambda pair: pair[0]).map(
        lambda pairs: tuple(Reading(word, share) for word, share in sorted(pairs, key=lambda pair: -pair[1]))
    ),
    max_size=8,
)


def test_the_features_of_a_text() -> None:
    """A text is its words, its neighbours with both edges, the letters within words, and the groups of words."""
    given_ = features(typed("ta photo"), SYNONYMS)

    assert {"ta": 1.0, "photo": 1.0} == given_["word"]
    assert {"< ta": 1.0, "ta photo": 1.0, "photo >": 1.0} == given_["pair"]
    assert {"images": 1.0} == given_["group"]
    assert set(grams("ta")) | set(grams("photo")) == given_["letters"].keys()


def test_a_candidate_counts_by_its_share() -> None:
    """A word that may be meant counts as much as it is likely, alone, in pairs, in letters and in groups."""
    readings = [(Reading("je", 1.0),), (Reading("photo", 0.75), Reading("visage", 0.25))]
    given_ = features(readings, SYNONYMS)

    assert {"je": 1.0, "photo": 0.75, "visage": 0.25} == given_["word"]
    assert {"< je": 1.0, "je photo": 0.75, "je visage": 0.25, "photo >": 0.75, "visage >": 0.25} == given_["pair"]
    assert {"images": 0.75, "faces": 0.25} == given_["group"]
    assert (0.75, 0.25) == (given_["letters"]["phot"], given_["letters"]["vis"])


def test_two_candidates_of_a_word_make_pairs() -> None:
    """Of three candidates the likeliest two are paired: their pairs say enough, and those of all say too much."""
    three = (Reading("a", 0.5), Reading("b", 0.3), Reading("c", 0.2))
    given_ = features([three, three], {})

    assert {f"{first} {second}" for first in "ab" for second in "ab"} == {
        pair for pair in given_["pair"] if "<" not in pair and ">" not in pair
    }
    assert {"a", "b", "c"} == given_["word"].keys()


@given(READ)
def test_said_twice_is_not_meant_twice(read: list[Readings]) -> None:
    """A word has the largest of its shares, however often it is typed, and so have its letters and its groups."""
    given_ = features(read, SYNONYMS)
    shares: dict[str, float] = {}
    for word, share in (reading for readings in read for reading in readings):
        shares[word] = max(share, shares.get(word, 0))

    assert shares == given_["word"]
    assert given_["letters"] == {
        gram: max(share for word, share in shares.items() if gram in grams(word))
        for gram in {gram for word in shares for gram in grams(word)}
    }
    assert given_["group"] == {
        group: max(share for word, share in shares.items() if group in SYNONYMS.get(word, ()))
        for group in {group for word in shares for group in SYNONYMS.get(word, ())}
    }


@given(READ)
def test_every_feature_has_a_share(read: list[Readings]) -> None:
    """Whatever is read, shares are above 0 and 1 at most, in every kind."""
    given_ = features(read, SYNONYMS)

    assert KINDS.keys() == given_.keys()
    assert all(0 < share <= 1 for kind in given_.values() for share in kind.values())


@given(READ, st.sets(st.sampled_from(sorted(KINDS))))
def test_kinds_that_are_switched_off_are_not_made(read: list[Readings], kinds: set[str]) -> None:
    """Leaving kinds out changes nothing in those that stay."""
    whole, part = features(read, SYNONYMS), features(read, SYNONYMS, kinds)

    assert {kind: whole[kind] for kind in kinds} == {kind: part[kind] for kind in kinds}
    assert part.keys() <= kinds | {"word"}


@given(READ)
def test_letters_cut_before_are_the_letters(read: list[Readings]) -> None:
    """Looking the letters of a word up gives what cutting it again gives, also where only some words were cut."""
    for known in ({}, {"photo": grams("photo")}, {word: grams(word) for word in ("photo", "selfie", "je", "a")}):
        assert features(read, SYNONYMS) == features(read, SYNONYMS, grams_of=known)


def test_only_the_beginning_of_a_long_text_is_asked() -> None:
    """A question says what it asks in its first hundred words; what follows adds no feature."""
    long = typed(" ".join(f"w{number}" for number in range(MOST_WORDS)))

    assert features(long, {}) == features([*long, *typed("photo photo")], {})
    assert features(long, {}) != features(long[:-1], {})


def test_an_empty_text_has_its_edges_only() -> None:
    """Where nothing is typed, a beginning stands beside an end and nothing else is said."""
    assert {"word": {}, "pair": {"< >": 1.0}, "letters": {}, "group": {}} == features([], SYNONYMS)


@pytest.mark.parametrize(
    ("word", "letters"),
    [
        ("a", ("<a>",)),
        ("ta", ("<ta", "ta>", "<ta>")),
        ("aaaa", ("<aa", "aaa", "aa>", "<aaa", "aaaa", "aaa>")),
    ],
)
def test_letters_in_a_row(word: str, letters: tuple[str, ...]) -> None:
    """Three or four letters in a row, the edges of the word among them, each row once."""
    assert letters == grams(word)


@given(st.text("abcé1", min_size=1, max_size=12))
def test_rows_of_letters_are_parts_of_the_word(word: str) -> None:
    """Every row is a part of the marked word, three or four long, and every such part is there."""
    marked = f"<{word}>"
    parts = {marked[start:end] for end in range(len(marked) + 1) for start in range(end) if 3 <= end - start <= 4}

    assert parts == set(grams(word))
    assert len(parts) == len(grams(word))
