from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.lexicon import Lexicon
from bot.core.text import MOST_CHARACTERS, words
from bot.core.turn import LANGS

LEXICON = Lexicon.of(
    {"JPP": "j'en peux plus", "Kms": "kill myself", "tlm": "tout le monde", "mp": "tlm", "c'est": "ce est"},
    {"fr": ["Être", "le"], "en": ["The", "to"]},
    [
        ["frapper", "Frappé", "cogner", "donner un coup"],
        ["coup", "frapper", "hit"],
        ["sur le point de", "about to"],
        ["😭", ""],
        ["Cogner", "COGNER"],
    ],
)

EXPANDED = [
    ("jpp de TLM", "j en peux plus de tout le monde", "wherever it stands, in small letters and capitals"),
    ("kms", "kill myself", "in either language, since the language of a text is not known"),
    ("jpps", "jpps", "a word that only begins like a short form is another word"),
    ("mp", "tlm", "what a short form stands for is not written out again"),
    ("tlm tlm", "tout le monde tout le monde", "as often as it is typed"),
    ("c'est", "c est", "two words are no short form"),
    ("", "", "nothing stays nothing"),
]


@pytest.mark.parametrize(("typed", "meant", "how"), EXPANDED, ids=[how for *_, how in EXPANDED])
def test_short_forms_are_written_out(typed: str, meant: str, how: str) -> None:
    """What teens shorten is understood as what it stands for."""
    assert meant.split() == LEXICON.words(typed), how


@given(st.lists(st.sampled_from(["salut", "moi", "peur", "jpps", "en"])))
def test_words_that_are_no_short_form_stay(found: list[str]) -> None:
    """Writing short forms out leaves every other word alone, and in its order."""
    assert found == LEXICON.expand(found)


@given(st.lists(st.sampled_from(["jpp", "moi", "tlm", "peur"])), st.lists(st.sampled_from(["jpp", "kms", "en"])))
def test_writing_out_part_by_part_is_writing_out_the_whole(first: list[str], second: list[str]) -> None:
    """A short form means the same whatever stands around it."""
    assert [*LEXICON.expand(first), *LEXICON.expand(second)] == LEXICON.expand([*first, *second])


def test_a_message_of_short_forms_only_keeps_its_beginning_and_its_end() -> None:
    """Written out, a message holds no more words than one could type, and what came last is still there."""
    written = LEXICON.expand(["moi", *["jpp"] * 1500, "peur"])

    assert MOST_CHARACTERS // 2 == len(written)
    assert ("moi", "peur") == (written[0], written[-1])


@given(st.text(st.characters()))
def test_without_short_forms_a_text_is_its_words(text: str) -> None:
    """A lexicon in which nothing is written adds nothing and takes nothing."""
    assert words(text) == Lexicon().words(text)


def test_what_writers_wrote_is_folded_once() -> None:
    """Capitals and accents of the content make no difference, neither in the short form nor in what it stands for."""
    lexicon = Lexicon.of({"Ché PAS": "", "CHÉPU": "Je ne SAIS plus"}, {"fr": ["ÇA"]})

    assert ["je", "ne", "sais", "plus"] == lexicon.words("chepu")
    assert frozenset(["ca"]) == lexicon.common_in("fr")


GROUPED = [
    ("frapper", 2, "a word of two groups has two senses"),
    ("frappe", 1, "a word of a group, folded"),
    ("cogner", 2, "a word written twice in a group is in it once"),
    ("coup", 1, "a word is in the groups that name it alone, not in those where it stands beside others"),
    ("donner", 0, "a part of several words is no word of the group"),
    ("donner un coup", 0, "several words are no word"),
    ("about to", 0, "a group of nothing but several words groups nothing"),
    ("", 0, "an emoji is no word"),
    ("ailleurs", 0, "a word nobody grouped"),
]


@pytest.mark.parametrize(("word", "number", "what"), GROUPED, ids=[what for *_, what in GROUPED])
def test_single_words_are_grouped(word: str, number: int, what: str) -> None:
    """Words that mean the same are words of one group, each by itself."""
    groups = LEXICON.groups.get(word, ())

    assert number == len(groups) == len(set(groups)), what


def test_words_of_one_group_share_its_name_and_no_other() -> None:
    """Two words have a group in common exactly when a moderator put them together."""
    groups = {word: set(names) for word, names in LEXICON.groups.items()}

    assert groups["frapper"] & groups["frappe"] & groups["cogner"]
    assert groups["frapper"] & groups["hit"] & groups["coup"]
    assert set() == groups["frappe"] & groups["hit"]
    assert set() == groups["cogner"] & groups["coup"]


SOME = st.lists(st.lists(st.text("aeé 😭", max_size=4), max_size=4), max_size=4)


@given(SOME)
def test_every_grouped_word_is_a_single_folded_word(groups: list[list[str]]) -> None:
    """Whatever is written in a group, what counts of it can be met in a folded text."""
    grouped = Lexicon.of({}, {}, groups).groups

    assert [] == [word for word in grouped if words(word) != [word]]
    assert {word for group in groups for form in group for word in words(form) if len(words(form)) == 1} == set(grouped)


@pytest.mark.parametrize("lang", LANGS)
def test_a_language_without_common_words_has_none(lang: str) -> None:
    """Where no common words are written down, every word counts."""
    assert frozenset() == Lexicon().common_in("fr" if lang == "fr" else "en")


def test_common_words_belong_to_one_language() -> None:
    """A word too common to count in French may be a telling one in English."""
    assert frozenset(["etre", "le"]) == LEXICON.common_in("fr")
    assert frozenset(["the", "to"]) == LEXICON.common_in("en")


def test_while_the_content_is_read_each_text_is_folded_once_and_afterwards_nothing_is_remembered() -> None:
    """Reading content gives the same words as ever, and leaves nothing behind of what was read or typed."""
    lexicon = Lexicon.of({"pk": "pourquoi"}, {})
    with lexicon.reading_content():
        first, second = lexicon.words("PK ça?"), lexicon.words("PK ça?")
    lexicon.words("je m'appelle krakenfluff")

    assert ["pourquoi", "ca"] == first == second
    assert first is not second
    assert not lexicon._read
