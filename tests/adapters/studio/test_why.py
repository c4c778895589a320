from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.adapters.reasons import reasons
from bot.adapters.studio.why import account
from bot.content.build import build
from bot.content.check import inspect
from bot.core.turn import Place, Press, Said, Screen, Turn
from bot.core.understand import understand
from tests import small

if TYPE_CHECKING:
    from bot.adapters.studio.why import Account
    from bot.core.script import Script


@pytest.fixture(name="learned", scope="module")
def _learned() -> Script:
    return build(inspect(small.files()).models)


def told(text: str, script: Script, node: str = "") -> Account:
    """Type words, in a scene of the story when one is named; give the account of them."""
    at = script.codec.encode(Press(Place("en", Screen.NODE, "ride-home", node))) if node else ""
    intent = understand(Turn(Said(text, at), "en"), script)
    return account(text, intent, reasons(script, text), script, "en")


@pytest.mark.parametrize(
    ("text", "node", "taken"),
    [
        ("what does consenting mean", "", "taken-answer"),
        ("zxcvb", "", "taken-unknown"),
        ("hello", "", "taken-small"),
        ("menu", "", "taken-command"),
        ("😭", "", "taken-wordless"),
        ("il veut pas me laisser partir", "", "taken-danger"),
        ("i refuse", "at-the-stop", "choice:No thanks"),
        ("zxcvb", "at-the-stop", "taken-unclear"),
    ],
)
def test_it_is_told_how_words_were_taken(text: str, node: str, taken: str, learned: Script) -> None:
    """An answer, a question back, a choice of the story, a command, danger: each has its sentence."""
    assert taken == told(text, learned, node).taken


def test_danger_is_told_with_its_level(learned: Script) -> None:
    """How urgent it is stands beside it; words without danger have no level."""
    levels = [told(text, learned).level for text in ("il veut pas me laisser partir", "what does consenting mean")]

    assert ["emergency", ""] == levels


def test_each_candidate_is_told_by_its_statement(learned: Script) -> None:
    """The runners-up are named as a teen would read them, in the order of the reasons."""
    found = told("what does consenting mean", learned)

    assert "What is consent?" == found.titles[0]
    assert len(found.reasons.ranked) == len(found.titles)


def test_an_entry_that_is_gone_is_told_by_its_id(learned: Script) -> None:
    """While new words are being learned, the old understanding may name an entry that was deleted."""
    entries = {name: entry for name, entry in learned.entries.items() if name != "what-is-consent"}
    text = "what does consenting mean"
    intent = understand(Turn(Said(text), "en"), learned)
    found = account(text, intent, reasons(learned, text), replace(learned, entries=entries), "en")

    assert "what-is-consent" == found.titles[0]
