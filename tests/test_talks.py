"""Golden conversations: the files of `talks/`, which a writer can read and add to without knowing Python.

# What this talk shows.
lang: fr
turns:
- you: "/aide"                       # a command
bot: "Trouver quelqu'un"           # words that must stand in the reply
buttons: ["✉️ Une phrase"]          # optional: labels, or their beginnings, that must be there
- you: "[🏠 Menu]"                    # a button
bot: "Salut!"
- you: "jveux une question"          # typed words; in a story, as an answer to the last message
bot: "…"
- you: "{1fm.old}"                   # an old button, by what it carries
bot: "ancienne version"
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

from bot.core.turn import LANGS
from tests.chat import Chat

if TYPE_CHECKING:
    from bot.core.script import Script

TALKS: Final = sorted((Path(__file__).parent / "talks").glob("*.yaml"))
KEYS: Final = {"you", "bot", "buttons"}


def read(path: Path) -> dict[str, Any]:
    """Read a talk; every value is text, as it was written."""
    talk: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return talk


@pytest.mark.parametrize("path", TALKS, ids=lambda path: path.stem)
def test_talk(path: Path, script: Script) -> None:
    """A conversation that was right once still goes the same way, word for word where it matters."""
    talk = read(path)
    chat = Chat(script, talk["lang"])
    for turn in talk["turns"]:
        play(chat, turn["you"])
        chat.sees(turn["bot"], turn.get("buttons", ()))


def play(chat: Chat, you: str) -> None:
    """Do what a turn says the teen does."""
    if you.startswith("[") and you.endswith("]"):
        chat.press(you[1:-1])
    elif you.startswith("{") and you.endswith("}"):
        chat.press_data(you[1:-1])
    elif you.startswith("/"):
        chat.command(you)
    else:
        chat.say(you)


@pytest.mark.parametrize("path", TALKS, ids=lambda path: path.stem)
def test_a_talk_is_well_written(path: Path) -> None:
    """Each turn of a talk says what the teen does and what is expected: a line that proves nothing is a mistake."""
    talk = read(path)

    assert {"lang", "turns"} == set(talk)
    assert talk["lang"] in LANGS
    for turn in talk["turns"]:
        assert {"you", "bot"} <= set(turn) <= KEYS
        assert turn["bot"].strip()


def test_the_talks_reach_every_kind_of_ending(script: Script) -> None:
    """Between them the golden talks end safely, openly and caught, in both languages."""
    reached: set[tuple[str, str]] = set()
    for path in TALKS:
        talk = read(path)
        chat = Chat(script, talk["lang"])
        for turn in talk["turns"]:
            play(chat, turn["you"])
            place = chat.reply.place
            ending = script.scenarios[place.scenario].nodes[place.node].ending if place.node else None
            reached |= {("outcome", ending.outcome), ("lang", place.lang)} if ending else set()

    assert {("outcome", each) for each in ("safe", "open", "caught")} | {("lang", lang) for lang in LANGS} <= reached


def test_a_talk_that_goes_wrong_is_shown_whole(script: Script) -> None:
    """When a promise breaks, the message holds the whole talk up to there, so that a writer sees what happened."""
    chat = Chat(script)
    chat.press(script.say("button-stories", "fr"))

    with pytest.raises(AssertionError) as broken:
        chat.sees("words that nobody wrote")
    said = str(broken.value)
    assert [] == [part for part in ("> /start", "> [", "words that nobody wrote", chat.text) if part not in said]
    with pytest.raises(AssertionError, match="names 0 of the buttons"):
        chat.press("a button that nobody made")
