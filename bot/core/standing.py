"""Whether a button is one this content could have written.

Rule: a press that stands can be shown without a further question; whatever else comes gets a kind restart.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.core.game import BETS, LENGTHS, deck, round_of
from bot.core.help import WAYS
from bot.core.logbook import asked_at
from bot.core.turn import Place, Press, Screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.script import Script


def stands(press: Press, script: Script) -> bool:
    """Say whether a well-formed press is one this content could have written."""
    place = press.place
    if place.offer and not (_in_story(place) and place.offer in script.menus):
        return False
    if press.choice:
        return _in_story(place) and place.screen is Screen.NODE
    ask = _ASKED.get(place.screen)
    return ask is None or ask(place, script)


def _in_story(place: Place) -> bool:
    return bool(place.scenario and place.node)


def _at_an_end(place: Place, script: Script) -> bool:
    return _in_story(place) and script.scenarios[place.scenario].nodes[place.node].ending is not None


def _help(place: Place, script: Script) -> bool:
    """What was left for help must stand too."""
    return place.left is None or stands(Press(replace(place, screen=place.left, left=None)), script)


def _game(place: Place, script: Script) -> bool:
    return not place.item or (place.item in script.themes and len(deck(place, script)) >= LENGTHS[0])


def _card(place: Place, script: Script) -> bool:
    """The number must be a round that could have come to this screen, and the deck must have as many cards."""
    played = round_of(place.held)
    if played is None or not _game(place, script) or played.length > len(deck(place, script)):
        return False
    return (played.drawn == played.length) == (place.screen is Screen.SCORE)


def _turned(place: Place, script: Script) -> bool:
    return 0 < place.page <= len(BETS) and _card(place, script)


def _page(place: Place, script: Script) -> bool:
    """The page must exist, and these options of it must be ones that can be ticked."""
    if place.scenario:
        if not script.scenarios[place.scenario].workshop or not _at_an_end(place, script):
            return False
    elif place.item not in script.logbook.pages:
        return False
    asked = asked_at(place, script)
    return asked.allowed() and place.page < len(asked.prompts)


def _guide(place: Place, script: Script) -> bool:
    """There must be such a page of the guide: of a story, of a workshop, or the general one."""
    if place.scenario:
        return script.scenarios[place.scenario].workshop > 0
    if not place.item:
        return place.page < len(script.guide)
    page = script.logbook.pages.get(place.item)
    if page is None or not page.workshop:
        return False
    return place.page < max(1, len(script.workshops[page.workshop].guide))


#: What is asked of each screen; those that are not here always stand.
_ASKED: Final[dict[Screen, Callable[[Place, Script], bool]]] = {
    Screen.STORIES: lambda place, script: place.page == 0 or place.page in script.workshops,
    Screen.NOTE: lambda place, _: bool(place.scenario) and not place.node,
    Screen.NODE: lambda place, _: _in_story(place),
    Screen.SKIPPED: lambda place, script: _in_story(place) and not _at_an_end(place, script),
    Screen.DEBRIEF: _at_an_end,
    Screen.SIGNS: _at_an_end,
    Screen.HELP: _help,
    Screen.SITUATIONS: _help,
    Screen.TOPIC: lambda place, script: place.item in script.menus,
    Screen.RESOURCE: lambda place, script: place.item in script.resources,
    Screen.WAY: lambda place, _: place.item in WAYS,
    Screen.THEME: lambda place, script: place.item in script.themes,
    Screen.ENTRY: lambda place, script: place.item in script.entries,
    Screen.SIGN: lambda place, script: place.item in script.signs,
    Screen.GAME: _game,
    Screen.CARD: _card,
    Screen.TURNED: _turned,
    Screen.SCORE: _card,
    Screen.PAGE: _page,
    Screen.PAGE_DONE: _page,
    Screen.FILM: lambda place, script: (
        place.item in script.films and place.page <= len(script.films[place.item].frames) + 1
    ),
    Screen.GUIDE: _guide,
}
