"""Which texts each group of knowledge/wording.yaml is looked for in."""

from __future__ import annotations

from typing import Final

import pytest

from bot.content.check import inspect
from tests import small

SIGNS: Final = "knowledge/signs.yaml"
BLAME: Final = "Why did you wait?"
BANNED: Final = "This is child prostitution."
REVEALED: Final = "Sexual exploitation is all around."


def codes(file: str, old: str, new: str) -> set[str]:
    """Return the codes of the rules on words that one changed text breaks."""
    found = {each.code for each in inspect(small.changed(file, old, f'"{new}"')).problems}
    return found & {"blaming-words", "banned-words", "recruiting-words", "revealing-start"}


@pytest.mark.parametrize(
    ("file", "old"),
    [
        (small.STORY, '"A car stops in front of you."'),
        (small.STORY, '"Good question."'),
        (small.ENTRIES, '"A free and clear yes, which may change."'),
        (small.ENTRIES, '"What is consent?"'),
        (small.SMALL_TALK, '"You\'re welcome."'),
        (SIGNS, '"A secret keeps help away."'),
    ],
)
def test_what_the_bot_says_blames_nobody(file: str, old: str) -> None:
    """The narrator, feedback, answers, questions and reasons are the bot's own words."""
    assert {"blaming-words"} == codes(file, old, BLAME)


@pytest.mark.parametrize(
    ("file", "old"),
    [
        (small.STORY, '"Get in, I\'ll take you home."'),
        (small.STORY, '"I get in"'),
        (small.ENTRIES, '"Accepting a ride creates a debt."'),
        (small.HELPLINES, '"The night line"'),
    ],
)
def test_what_others_say_may_blame(file: str, old: str) -> None:
    """A person of a story, a teen's answer, a myth and a name are not the bot's own words."""
    assert set() == codes(file, old, BLAME)


def test_between_quotation_marks_are_somebodys_words() -> None:
    """An answer may take a reproach apart that it quotes."""
    assert set() == codes(small.STORY, '"Good question."', "“Why did you” is no fair question.")


def test_a_person_of_a_story_uses_no_banned_word_either() -> None:
    """A teen who is called so closes the chat, whoever says it, quoted or not."""
    assert {"banned-words"} == codes(small.STORY, '"Get in, I\'ll take you home."', BANNED)
    assert {"banned-words"} == codes(small.STORY, '"Good question."', "“Child prostitution” is a word.")


def test_adults_may_be_shown_a_banned_word() -> None:
    """A training module quotes the words that hurt; outside quotation marks it does not use them either."""
    assert set() == codes(small.TRAINING, '"Listen first."', "Never say “child prostitution”.")
    assert {"banned-words"} == codes(small.TRAINING, '"Listen first."', BANNED)


def test_the_first_words_count_with_the_name_of_who_speaks() -> None:
    """A long name pushes words out of a notification; without it, they would be read."""
    narrator, driver = '"A car stops in front of you."', '"Some other time, then."'
    words = "What they both know of, sexual exploitation."

    assert {"revealing-start"} == codes(small.STORY, narrator, words)
    assert {"revealing-start"} == codes(small.STORY, driver, "It is sexual exploitation.")
    assert set() == codes(small.STORY, driver, words)


@pytest.mark.parametrize(
    ("file", "old"),
    [
        (small.STORY, '"Get in, I\'ll take you home."'),
        (small.STORY, '"You trusted yourself."'),
        (small.STORY, '"This is about pressure. Nothing is described."'),
        (small.ENTRIES, '"Accepting a ride creates a debt."'),
        (small.TRAINING, '"Listen first."'),
        (SIGNS, '"A secret keeps help away."'),
    ],
)
def test_what_stands_further_on_may_name_its_subject(file: str, old: str) -> None:
    """A second bubble, a debrief, a note, the title of an entry and what adults read are not the first words."""
    assert set() == codes(file, old, REVEALED)


@pytest.mark.parametrize(
    ("file", "old"),
    [
        (small.STORY, '"A ride home"'),
        (small.STORY, '"Good question."'),
        (small.SMALL_TALK, '"You\'re welcome."'),
        (SIGNS, '"You must decide right now"'),
        (small.INTERFACE, '"menu"'),
    ],
)
def test_what_can_stand_first_names_nothing(file: str, old: str) -> None:
    """Titles, feedback, small answers, names of signs and the bot's own texts begin with something else."""
    content = small.files()
    content[file] = content[file].replace(f"en: {old}".encode(), f'en: "{REVEALED}"'.encode(), 1)

    assert "revealing-start" in {each.code for each in inspect(content).problems}
