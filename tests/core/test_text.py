from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.text import MOST_CHARACTERS, fold, words

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
    """One character may stand for several; what is compared of a text full of them is twice as long at most."""
    once = fold("ﬃ" * MOST_CHARACTERS)

    assert len(once) <= 2 * MOST_CHARACTERS


@pytest.mark.parametrize("before", ["…" * 20, "½" * 30, "ﬁ" * 40, "œ" * 200])
def test_the_last_words_of_a_full_message_are_read(before: str) -> None:
    """Characters that unfold push nothing out of the longest message there is."""
    end = " je veux mourir"
    message = before + "a" * (MOST_CHARACTERS - len(before) - len(end)) + end

    assert ["je", "veux", "mourir"] == words(message)[-3:]


@pytest.mark.parametrize(
    "typed",
    [
        "je veux mou\u200brir",
        "je veux\u00ad mour\u2060ir",
        "je veux mo\0urir",
        "je ve\u202eux mourir\ufe0f",
        "je\u3164veux\u3164mourir",
        "j\u0489e\u0489 veux mourir",
        "je veux m\u043eurir",
        "je veux \U0001f17c\U0001f17e\U0001f184\U0001f181\U0001f178\U0001f181",
        "je veux ᴍᴏᴜʀɪʀ",
        "je veux ⓜⓞⓤⓡⓘⓡ",
    ],
)
def test_what_nobody_sees_hides_no_word(typed: str) -> None:
    """Characters without a shape, and letters that look like others, leave a word what it is."""
    assert ["je", "veux", "mourir"] == words(typed)


def test_another_alphabet_is_left_alone() -> None:
    """A word that is all Cyrillic is a word of its own language."""
    assert ["помощь", "help"] == words("помощь help")


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


@given(ANYTHING)
def test_folded_words_are_the_words_of_the_folded_text(text: str) -> None:
    """Whether a text is folded first or cut first, the same words are compared."""
    assert words(text) == words(fold(text)) == fold(text).split()


@given(ANYTHING)
def test_letters_of_a_word_come_three_in_a_row_never(text: str) -> None:
    """However long a teen leans on a key, the letter stands once; digits may repeat, as in a number."""
    rows = [(word, letter) for word in words(text) for letter in set(word) if letter.isalpha() and letter * 3 in word]

    assert [] == rows


@pytest.mark.parametrize("space", [" ", "\n", "\t", " - ", "’", "_", "…", " 😭 ", "\u00a0"])
def test_what_stands_between_two_words_makes_no_difference(space: str) -> None:
    """Spaces, dashes, apostrophes, line breaks and emoji part two words alike."""
    assert ["photo", "nue"] == words(f"photo{space}nue")
