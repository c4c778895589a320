"""For whoever followed the link of a facilitator: the statement asked before a story and after it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.game import BETS
from bot.core.screens.knowledge import small_print
from bot.core.screens.message import in_story, message, strong, to
from bot.core.turn import ALONE, Paragraph, Place, Run, Screen, Span

if TYPE_CHECKING:
    from bot.core.screens.message import Rows
    from bot.core.script import Script
    from bot.core.turn import Moment, Reply


def before(place: Place, script: Script, moment: Moment) -> Reply:
    """Ask what somebody thinks of a statement before the story; an answer begins the story."""
    lang, run = place.lang, replace(place.run, question="")
    start = script.scenarios[place.scenario].start
    skip = to("button-pass", Place(lang, Screen.NODE, place.scenario, start, page=1, run=run), script)
    rows = (*_bets(place, script), (skip,))
    return message(place, script, moment, _asked("before", place, script), rows)


def after(place: Place, script: Script, moment: Moment) -> Reply:
    """Ask the same after the story; an answer is followed by what is true."""
    lang = place.lang
    back = replace(in_story(place, Screen.DEBRIEF), run=ALONE)
    if not place.page:
        rows = (*_bets(place, script), (to("button-pass", back, script),))
        return message(place, script, moment, _asked("after", place, script), rows)
    entry = script.entries[place.run.question]
    body: list[Paragraph | str] = [
        _quoted(place, script),
        (Span(script.say(f"turned-{entry.kind}", lang), strong=True),),
        entry.answer[lang],
        *small_print(entry, lang, script),
    ]
    # Shown in the other language, or again after help, it is no second answer.
    shown = replace(place, run=Run("", (), place.run.question))
    return message(shown, script, moment, body, ((to("button-back", back, script),),), entry.help)


def _asked(when: str, place: Place, script: Script) -> list[Paragraph | str]:
    """Ask what one thinks of the statement, and say how to answer."""
    lang = place.lang
    return [strong(script.say(f"{when}-title", lang)), _quoted(place, script), script.say(f"{when}-text", lang)]


def _quoted(place: Place, script: Script) -> str:
    """Quote the statement: it may be false, and must not stand as what the bot says."""
    return script.say("results-card", place.lang, statement=script.entries[place.run.question].statement[place.lang])


def _bets(place: Place, script: Script) -> Rows:
    bets = [to(f"button-bet-{bet}", replace(place, page=number), script) for number, bet in enumerate(BETS, 1)]
    return (tuple(bets[:2]), tuple(bets[2:]))
