from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.language import Languages
from bot.core.text import words
from bot.core.turn import Lang, other

FRENCH = """
    si je paie est ce que le chantage va arreter comment bloquer une personne sur mon compte c est quoi une photo nue
    je veux parler a mon ami il me demande des photos pourquoi je dois dire non a qui je peux parler de ca
"""
ENGLISH = """
    if i pay will the blackmail stop how do i block a person on my account what is a nude photo
    i want to talk to my friend he asks me for photos why do i have to say no who can i talk to about this non
"""
COUNTS: dict[Lang, dict[str, int]] = {"fr": Counter(FRENCH.split()), "en": Counter(ENGLISH.split())}
LANGUAGES = Languages(COUNTS)

GUESSED: list[tuple[str, Lang | None, str]] = [
    ("comment je bloque quelqu'un", "fr", "French"),
    ("how do i stop this", "en", "English"),
    ("j'ai send une pic pis il veut me block", "fr", "a French sentence with English words"),
    ("my chum wants me to dire non", "en", "an English sentence with French words"),
    ("SI JE PAIE", "fr", "capitals"),
    ("photo", None, "a word of both languages"),
    ("photo non photos", None, "several words of both"),
    ("zxcv qwer", None, "words nobody knows"),
    ("chantage blackmail", None, "one word for each language"),
    ("", None, "nothing"),
    ("👍 1234", None, "an emoji and a number"),
]


@pytest.mark.parametrize(("typed", "lang", "what"), GUESSED, ids=[what for *_, what in GUESSED])
def test_the_language_of_a_sentence(typed: str, lang: Lang | None, what: str) -> None:
    """The words say the language, also of a sentence that mixes both; where they do not say, nothing is guessed."""
    assert lang == LANGUAGES.guess(words(typed)), what


@pytest.mark.parametrize(
    ("typed", "chat", "lang"),
    [
        ("nude", "fr", "fr"),
        ("stop", "fr", "fr"),
        ("photo photo", "fr", "fr"),
        ("how do i stop", "fr", "en"),
        ("chantage", "en", "fr"),
        ("photo", "en", "en"),
        ("", "fr", "fr"),
    ],
)
def test_one_english_word_does_not_change_the_language_of_a_chat(typed: str, chat: Lang, lang: Lang) -> None:
    """Who writes French and throws in one English word is answered in French; one French word asks for French."""
    assert lang == LANGUAGES.answers(words(typed), chat)


@pytest.mark.parametrize(
    ("word", "lang"),
    [
        ("chantage", "fr"),
        ("blackmail", "en"),
        ("photos", None),
        ("inconnu", None),
        ("", None),
        ("je", "fr"),
        ("i", "en"),
    ],
)
def test_the_language_of_a_word(word: str, lang: Lang | None) -> None:
    """A word speaks for the language that uses it, and for none when both do or neither does."""
    assert lang == LANGUAGES.of_word(word)


SOME = st.lists(st.sampled_from([*FRENCH.split(), *ENGLISH.split(), "inconnu", "zzz"]), max_size=12)


@given(SOME)
def test_both_languages_are_treated_alike(typed: list[str]) -> None:
    """Were French called English and English French, every guess would be turned around, and no other would change."""
    guess = Languages({"fr": COUNTS["en"], "en": COUNTS["fr"]}).guess(typed)

    assert LANGUAGES.guess(typed) == (other(guess) if guess else None)


@given(SOME)
def test_words_nobody_knows_say_no_language(typed: list[str]) -> None:
    """Names, numbers and unknown words between the others change no guess."""
    padded = [word for each in typed for word in (each, "kevin", "514")]

    assert LANGUAGES.guess(typed) == LANGUAGES.guess(padded)


@given(st.lists(st.sampled_from(sorted(COUNTS["fr"].keys() - COUNTS["en"].keys())), min_size=1, max_size=6))
def test_words_of_one_language_only_say_that_language(typed: list[str]) -> None:
    """A sentence in which every word is French is French."""
    assert "fr" == LANGUAGES.guess(typed)


def test_one_word_alone_never_outweighs_a_sentence() -> None:
    """However often the content uses a word of one language, two words of the other say more."""
    loud = Languages({"fr": {"photo": 5, "nue": 5}, "en": {"nude": 10_000, "picture": 10_000}})

    assert "fr" == loud.guess(["photo", "nue", "nude"])


def test_the_language_in_which_more_is_written_is_not_likelier() -> None:
    """A word used equally often for its language says none, though one language has ten times the words."""
    uneven = Languages({"fr": {"photo": 100, "nue": 900}, "en": {"photo": 10, "nude": 90}})

    assert None is uneven.of_word("photo")


def test_no_content_guesses_nothing() -> None:
    """Without words to go by there is no guess and no failure."""
    assert None is Languages({}).guess(["je", "suis"])
