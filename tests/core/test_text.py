from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.text import MOST_CHARACTERS, expand, fold, short_forms, words

#: Any text a program can be handed, half of a broken emoji included.
ANYTHING = st.text(st.characters())

SAME = [
    ("Proxénète", "proxenete"),
    ("L'ÉTÉ, c’est fini!", "l ete c est fini"),
    ("aideeeez   moi\n\nSTOOOOP", "aidez moi stop"),
    ("cœur, Œuvre, ex æquo", "coeur oeuvre ex aequo"),
    ("ﬁnir ①②", "finir 12"),
    ("1000 fois", "1000 fois"),
    ("snake_case_moi", "snake case moi"),
    ("straße STRASSE", "strasse strasse"),
    ("مرحبا", "مرحبا"),
    ("🆘😭👍🏽", ""),
    ("...?!", ""),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "folded"), SAME)
def test_what_is_typed_is_compared_without_its_looks(typed: str, folded: str) -> None:
    """Case, accents, apostrophes, emoji, stretched letters and spaces make no difference."""
    assert folded == fold(typed)


@given(ANYTHING)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    """A folded text is its own folded form, so folding early or late compares the same."""
    assert fold(text) == fold(fold(text))


def test_every_character_folds_once_and_for_all() -> None:
    """No character of Unicode breaks folding, or folds further the second time."""
    once = [fold(chr(number)) for number in range(sys.maxunicode + 1)]

    assert [] == [each for each in set(once) if fold(each) != each]


def test_characters_that_unfold_do_not_make_a_text_longer_than_what_is_looked_at() -> None:
    """One character may stand for three; a text full of them is cut where any other text is cut."""
    once = fold("ﬃ" * MOST_CHARACTERS)

    assert len(once) <= MOST_CHARACTERS
    assert once == fold(once)


@given(ANYTHING)
def test_words_are_words(text: str) -> None:
    """Whatever is typed becomes words without spaces, or nothing."""
    assert [] == [word for word in words(text) if not word or word.split() != [word]]


@pytest.mark.parametrize("endless", ["a b ", "ab", "é", "jpp\n"])
def test_an_endless_text_costs_no_more_than_a_long_one(endless: str) -> None:
    """Texts are cut where Telegram cuts them, so that nobody can keep the bot busy."""
    assert len(fold(endless * 100_000)) <= MOST_CHARACTERS


def test_the_last_word_of_the_longest_message_is_looked_at() -> None:
    """Nothing of a message as long as Telegram allows is left out."""
    assert "fin" == words("a " * ((MOST_CHARACTERS - 3) // 2) + "fin")[-1]


SHORT = short_forms({"JPP": "j'en peux plus", "Kms": "kill myself", "tlm": "tout le monde"})


def test_short_forms_are_written_out() -> None:
    """What teens shorten is understood as what it stands for, wherever it stands."""
    assert ["j", "en", "peux", "plus", "de", "tout", "le", "monde"] == expand(words("jpp de TLM"), SHORT)


@given(st.lists(st.sampled_from(["salut", "moi", "peur"])))
def test_words_that_are_no_short_form_stay(found: list[str]) -> None:
    """Writing short forms out leaves every other word alone, and in its order."""
    assert found == expand(found, SHORT)
