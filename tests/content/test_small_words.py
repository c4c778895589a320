from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from bot.content.small_words import SMALL_WORDS, changed_places, in_other_language
from bot.core.text import fold

if TYPE_CHECKING:
    from bot.core.turn import Lang


def test_no_small_word_is_of_both_languages() -> None:
    """A word that counts for both would count for nothing, and each is written as texts are folded."""
    assert [] == [a & b for a, b in combinations(SMALL_WORDS.values(), 2) if a & b]
    assert [] == [word for found in SMALL_WORDS.values() for word in found if word != fold(word)]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("You can talk to someone you trust about this.", "fr"),
        ("Tu peux en parler à une personne de confiance.", "en"),
    ],
)
def test_a_sentence_of_the_other_language_is_told(text: str, lang: Lang) -> None:
    """A plain sentence in the wrong place is seen, and in its own place it is not."""
    assert in_other_language(text, lang)
    assert not in_other_language(text, "en" if lang == "fr" else "fr")


@pytest.mark.parametrize(
    "text",
    [
        "Il dit « I love you so much, you are the one for me » et tu ne sais pas quoi dire.",
        "Nice job my man",
        "SOS violence conjugale, Tel-jeunes, Take It Down",
        "OK cool, let's go, bye, Malik",
    ],
)
def test_a_quotation_a_loan_or_a_list_of_names_is_let_be(text: str) -> None:
    """Québec French holds English; only a text that is wholly in it is told."""
    assert not in_other_language(text, "fr")


def test_two_short_texts_that_changed_places_are_told() -> None:
    """Each alone would be too short to tell; together, each in the other's language, they are plain."""
    assert changed_places("The nice tone is gone.", "Le ton gentil a disparu.")
    assert not changed_places("Le ton gentil a disparu.", "The nice tone is gone.")


@pytest.mark.parametrize(
    ("french", "english"), [("Take It Down", "Take It Down"), ("Oh my God, Malik!", "Oh no, Malik!")]
)
def test_a_loan_beside_its_translation_changed_no_places(french: str, english: str) -> None:
    """English in the French is Québec French, as long as no French stands in the English."""
    assert not changed_places(french, english)
