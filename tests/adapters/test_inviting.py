from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.adapters.inviting import Asked, InviteError, in_words, invitation_of, link
from bot.core.invitation import invitation
from bot.core.turn import LANGS
from tests.chat import NIGHT, NOON

if TYPE_CHECKING:
    from bot.core.script import Script
    from bot.core.turn import Lang

STORY, OTHER = "model-wanted", "game-friend"
ASKED = Asked("a_bot", stories=(STORY,))


@pytest.mark.parametrize(
    "asked",
    [
        ASKED,
        replace(ASKED, stories=(STORY, OTHER, "ambassador"), lang="en", days=1),
        replace(ASKED, stories=(STORY, OTHER), question="yes-means-finish", results=True, group="AbCd_-12"),
        replace(ASKED, stories=(), cards="", length=10, seed=77),
        replace(ASKED, stories=(), cards="consent", group="AbCd_-12", results=True),
        replace(ASKED, stories=(), page="workshop-5"),
    ],
    ids=lambda asked: "+".join(asked.stories) or asked.page or f"cards-{asked.cards}",
)
def test_what_is_asked_for_is_what_the_link_carries(asked: Asked, script: Script) -> None:
    """The bot reads from the link exactly what was named at the command line."""
    made = invitation_of(asked, script, NOON)

    assert invitation(made.payload(), script) == made
    assert link(made, "a_bot") == f"https://t.me/a_bot?start={made.payload()}"


@pytest.mark.parametrize("year", [1970, 2016, 2050, 2099])
def test_a_clock_that_stands_wrong_makes_a_link_all_the_same(script: Script, year: int) -> None:
    """Where the clock of a computer has no battery, a link is made, and says until when it works."""
    asked = replace(ASKED, lang="fr")
    made = invitation_of(asked, script, NOON.replace(year=year))

    assert invitation(made.payload(), script) == made
    assert link(made, "a_bot") in in_words(made, asked, "", script, NOON.replace(year=year))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (replace(ASKED, stories=()), "one kind at a time"),
        (replace(ASKED, page="workshop-1"), "one kind at a time"),
        (replace(ASKED, stories=("model-want",)), "Did you mean «model-wanted»?"),
        (replace(ASKED, stories=("understanding-exploitation",)), "There is no story «understanding-exploitation»"),
        (
            replace(ASKED, stories=(STORY, OTHER, "ambassador", "bring-a-friend")),
            "3 stories at most, and 2 with a question",
        ),
        (
            replace(ASKED, stories=(STORY, OTHER, "ambassador"), question="yes-means-finish", results=True),
            "2 with a question",
        ),
        (replace(ASKED, question="yes-means-finish"), "with --results"),
        (replace(ASKED, question="yes-means-finnish", results=True), "Did you mean «yes-means-finish»?"),
        (replace(ASKED, stories=(STORY, STORY)), "Name each story once."),
        (replace(ASKED, stories=(), cards="consentt"), "Did you mean «consent»?"),
        (replace(ASKED, stories=(), page="workshop-9"), "There is no page «workshop-9»"),
        (replace(ASKED, stories=(), page="workshop-1", results=True), "leave --results out"),
    ],
)
def test_a_wrong_call_is_one_sentence_that_says_what_there_is(asked: Asked, words: str, script: Script) -> None:
    """Whatever cannot be suggested is told in the caller's language, with what could."""
    with pytest.raises(InviteError) as told:
        invitation_of(asked, script, NOON)
    with pytest.raises(InviteError) as in_french:
        invitation_of(replace(asked, told="fr"), script, NOON)

    assert words in str(told.value)
    assert str(in_french.value) != str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("told", LANGS)
def test_what_is_printed_holds_the_link_and_the_day(told: Lang, script: Script) -> None:
    """One reads the link, the Sunday it ends on, and a message to hand on, the same at any hour."""
    asked = replace(ASKED, told=told)
    made = invitation_of(asked, script, NOON)
    words = in_words(made, asked, "", script, NOON)

    assert words.count(link(made, "a_bot")) == 2
    assert ("12 avril 2026" if told == "fr" else "April 12, 2026") in words
    assert script.say("forward-uncounted", "fr") in words
    assert words == in_words(made, asked, "", script, NIGHT)


def test_the_link_that_opens_results_stands_apart(script: Script) -> None:
    """What is for the facilitator alone comes last, behind a line, and is in no message to hand on."""
    asked = replace(ASKED, results=True, group="AbCd_-12")
    words = in_words(invitation_of(asked, script, NOON), asked, "k" * 22, script, NOON)
    public, line, private = words.partition("-" * 60)

    assert line
    assert "k" * 22 not in public
    assert f"https://t.me/a_bot?start=r_{'k' * 22}" in private
