from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from bot.content.check import inspect
from tests import small

if TYPE_CHECKING:
    from collections.abc import Sequence

STORY: Final = "dialogues/ride-home.yaml"
DEBRIEF: Final = 'debrief: {fr: "Ce n\'est pas ta faute.", en: "It is not your fault."}'


def told(french: str, english: str) -> Sequence[str]:
    """Say under which codes a debrief in two languages is told."""
    files = small.files()
    text = files[STORY].decode()
    assert text.count(DEBRIEF) == 1
    changed = text.replace(DEBRIEF, f'debrief: {{fr: "{french}", en: "{english}"}}')
    return [problem.code for problem in inspect({**files, STORY: changed.encode()}).problems]


def test_a_fault_denied_in_one_language_only_is_told() -> None:
    """Whichever language lost its negation, both are to be read."""
    assert ["denied-in-one"] == told("Ce n'est pas sa faute.", "That is their fault.")
    assert ["denied-in-one"] == told("C'est sa faute.", "It isn't their fault.")


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Rien de tout ça n'est ta faute.", "None of it is your fault."),
        ("C'est sa faute, pas la tienne.", "It's their fault, not yours."),
        ("Laisse faire, ça s'est réglé.", "Never mind, it is settled."),
    ],
)
def test_two_ways_to_deny_say_the_same(french: str, english: str) -> None:
    """A language may deny in words of its own."""
    assert [] == told(french, english)


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Tu as dix-sept ans.", "You are seventeen."),
        ("À seize heures, tu pars.", "At four, you leave."),
        ("Tous les deux, vous riez.", "Both of you laugh."),
        ("Vingt-cinq personnes rient.", "Twenty-five people laugh."),
    ],
)
def test_the_same_number_in_other_words_is_let_be(french: str, english: str) -> None:
    """Words of two parts, hours after noon and "both" are the same in both languages."""
    assert [] == told(french, english)


def test_another_number_is_told() -> None:
    """An age that differs is told, however it is written."""
    assert ["numbers-differ"] == told("Tu as dix-sept ans.", "You are sixteen.")


@pytest.mark.parametrize("french", ["PIEDS DOUX, LUNETTES À L'EAU.", "SORS DE LÀ TOUT DE SUITE!"])
def test_a_sentence_in_capitals_is_told(french: str) -> None:
    """Accents and apostrophes are letters of a word in capitals."""
    assert "capitals" in told(french, "A word or two.")


@pytest.mark.parametrize(
    "french", ["Tu appelles SOS violence.", "La DPJ et le CLSC du coin.", "Un OK, un LOL, un BRB."]
)
def test_names_in_capitals_are_let_be(french: str) -> None:
    """Short names of services, and a word or two, may stand in capitals."""
    assert "capitals" not in told(french, "A word or two.")


@pytest.mark.parametrize(
    "french", ["Tout reste confidentiel, sauf en cas de danger.", "Un adulte ne garde pas toujours le secret."]
)
def test_a_secret_with_its_bounds_is_no_promise(french: str) -> None:
    """Who says when it may be told promises nothing that cannot be kept."""
    assert "secrecy-promised" not in told(french, "A word or two.")


def test_a_question_of_many_marks_is_finished() -> None:
    """People in a chat write three question marks; only a text that is nothing else is still to be written."""
    assert "unfinished" not in told("T'es où???", "Where are you???")
    assert "unfinished" in told("???", "Where are you?")
