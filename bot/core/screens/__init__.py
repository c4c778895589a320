"""What each place looks like.

Rule: every place gives one message; `message.message` is the only way to make one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.screens import adults, film, game, helping, invited, knowledge, logbook, start, story
from bot.core.screens.helping import danger
from bot.core.screens.knowledge import did_you_mean, show_entry, small_talk
from bot.core.screens.start import notice
from bot.core.screens.story import show_node
from bot.core.turn import Screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.script import Script
    from bot.core.turn import Moment, Place, Reply

__all__ = [
    "danger",
    "did_you_mean",
    "notice",
    "show",
    "show_entry",
    "show_node",
    "small_talk",
]


def show(place: Place, script: Script, moment: Moment) -> Reply:
    """Show a place. The place must be one the content could have written (`understand` sees to it)."""
    return _SCREENS[place.screen](place, script, moment)


_SCREENS: Final[dict[Screen, Callable[[Place, Script, Moment], Reply]]] = {
    Screen.MENU: start.menu,
    Screen.STORIES: start.stories,
    Screen.NOTE: story.note,
    Screen.NODE: story.node,
    Screen.SKIPPED: story.skipped,
    Screen.DEBRIEF: story.debrief,
    Screen.SIGNS: story.signs,
    Screen.HELP: helping.help_,
    Screen.SITUATIONS: helping.situations,
    Screen.TOPIC: helping.topic,
    Screen.RESOURCE: helping.resource,
    Screen.WAY: helping.way,
    Screen.CALLING: helping.calling,
    Screen.SAY: helping.say,
    Screen.ASK: knowledge.ask,
    Screen.THEME: knowledge.theme,
    Screen.ENTRY: knowledge.entry,
    Screen.UNKNOWN: knowledge.unknown,
    Screen.GLOSSARY: knowledge.glossary,
    Screen.SIGN: knowledge.sign,
    Screen.GAME: game.game,
    Screen.CARD: game.card,
    Screen.TURNED: game.turned,
    Screen.SCORE: game.score,
    Screen.LOGBOOK: logbook.logbook,
    Screen.PAGE: logbook.page,
    Screen.PAGE_DONE: logbook.page_done,
    Screen.KEPT: logbook.kept,
    Screen.FILM: film.film,
    Screen.ADULTS: adults.adults,
    Screen.GUIDE: adults.guide,
    Screen.PRIVACY: start.privacy,
    Screen.ERASE: start.erase,
    Screen.LANGUAGE: start.language,
    Screen.BEFORE: invited.before,
    Screen.AFTER: invited.after,
}
