"""What is said to whoever plays with a group."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.screens.message import to
from bot.core.turn import Screen

if TYPE_CHECKING:
    from bot.core.screens.message import Rows
    from bot.core.script import Script
    from bot.core.turn import Paragraph, Place


def about_group(place: Place, script: Script) -> tuple[list[Paragraph | str], Rows]:
    """Say that choices are added up, and how to play without; say what comes after this story."""
    body: list[Paragraph | str] = []
    rows: Rows = ()
    if place.run.then:
        body.append(script.say("series-note", place.lang, number=len(place.run.then) + 1))
    if place.run.group:
        body.append(script.say("group-note", place.lang))
        # `seen` says that somebody has just pressed this: nothing else is seen before a story.
        asked = place.page if place.screen is Screen.GAME else 0
        out = replace(place, run=replace(place.run, group="", question=""), page=asked, seen=1)
        rows = ((to("button-uncounted", out, script),),)
    elif place.seen:
        body.append(script.say("uncounted-note", place.lang))
    return body, rows
