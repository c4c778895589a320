"""Whether a button is one this content could have written.

Rule: a press that stands can be shown without a further question; whatever else comes gets a kind restart.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.core.draft import carried, draft_of, may_add, may_ask, suggestible
from bot.core.game import BETS, LENGTHS, deck, round_of
from bot.core.help import WAYS
from bot.core.invitation import MOST_STORIES
from bot.core.logbook import asked_at
from bot.core.turn import ALONE, Place, Press, Run, Screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.script import Script


def stands(press: Press, script: Script) -> bool:
    """Say whether a well-formed press is one this content could have written."""
    place = press.place
    if (
        not _run_stands(place.run, script)
        or place.scenario in place.run.then
        or (place.key and place.screen not in _KEYED)
    ):
        return False
    if place.offer and not (_in_story(place) and place.offer in script.menus):
        return False
    if press.choice:
        return _in_story(place) and place.screen is Screen.NODE and not place.page
    ask = _ASKED.get(place.screen)
    return ask is None or ask(place, script)


def still_asked(press: Press, script: Script) -> Press:
    """Leave out a statement that is no card any more: nobody is stopped in the middle of a story for it."""
    place = press.place
    entry = script.entries.get(place.run.question)
    if not place.run.question or (entry and entry.card):
        return press
    there, asking = replace(place, run=replace(place.run, question="")), place.left or place.screen
    if asking is Screen.BEFORE or (asking is Screen.NOTE and place.page):  # also where help was opened from there
        there = replace(there, page=0, left=Screen.NOTE) if place.left else replace(there, page=0, screen=Screen.NOTE)
    return replace(press, place=there)


def _run_stands(run: Run, script: Script) -> bool:
    """What was suggested must be stories for teens, and a statement that is a card."""
    if run.question and not (run.question in script.entries and script.entries[run.question].card):
        return False
    return len({*run.then}) == len(run.then) and all(script.scenarios[name].workshop for name in run.then)


def _in_story(place: Place) -> bool:
    return bool(place.scenario and place.node)


def _at_an_end(place: Place, script: Script) -> bool:
    return _in_story(place) and script.scenarios[place.scenario].nodes[place.node].ending is not None


def _help(place: Place, script: Script) -> bool:
    """What was left for help must stand too."""
    return place.left is None or stands(Press(replace(place, screen=place.left, left=None)), script)


def _game(place: Place, script: Script) -> bool:
    """A round that a facilitator chose has not begun."""
    if place.page:
        played = round_of(place.held)
        return played is not None and not played.drawn and played.length <= len(deck(place, script))
    return _theme(place, script)


def _theme(place: Place, script: Script) -> bool:
    return not place.item or (place.item in script.themes and len(deck(place, script)) >= LENGTHS[0])


def _card(place: Place, script: Script) -> bool:
    """The number must be a round that could have come to this screen, and the deck must have as many cards."""
    played = round_of(place.held)
    if played is None or not _theme(place, script) or played.length > len(deck(place, script)):
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


def _note(place: Place, _: Script) -> bool:
    """Something is asked before a story when there is something to ask."""
    asks = not place.page or (place.page == 1 and bool(place.run.question))
    return bool(place.scenario) and not place.node and asks


def _node(place: Place, script: Script) -> bool:
    """A story begins at its start."""
    begins = place.page == 1 and place.node == script.scenarios[place.scenario].start if _in_story(place) else False
    return _in_story(place) and (not place.page or begins)


def _asked(place: Place, _: Script) -> bool:
    """There must be a statement to ask, and the answer one of the three."""
    return bool(place.run.question) and place.page <= len(BETS)


def _shelf(place: Place, script: Script) -> bool:
    """A workshop's stories may be chosen from as long as one more fits."""
    page = script.logbook.pages.get(place.item)
    if page is None or not page.workshop or draft_of(place.held) is None:
        return False
    if not place.scenario:
        return place.run == ALONE
    return suggestible(replace(place, item=""), script) and may_add(place)


def _pick(place: Place, script: Script) -> bool:
    return (
        (not place.item or place.item in script.themes)
        and draft_of(place.held) is not None
        and suggestible(replace(place, item=""), script)
        and may_ask(place)
    )


def _draft(place: Place, script: Script) -> bool:
    return not place.run.group and draft_of(place.held) is not None and suggestible(place, script)


def _made(place: Place, script: Script) -> bool:
    """A finished invitation: of a group, by its secret alone, or carried whole in the button."""
    if place.key:
        return not (place.scenario or place.item or place.held or place.run != ALONE)
    return not place.run.group and carried(place, script) is not None


def _opened(place: Place, script: Script) -> bool:
    """It is finished, or finished by this press."""
    if place.page == 1 and not place.key:
        return _draft(place, script)
    return not place.page and _made(place, script)


def _paper(place: Place, script: Script) -> bool:
    """Of a finished invitation, which of its stories; or of a story or a workshop by itself."""
    if place.key or place.held:
        return place.page < MOST_STORIES and _made(place, script)
    if place.scenario:
        return script.scenarios[place.scenario].workshop > 0
    page = script.logbook.pages.get(place.item)
    return place.screen is Screen.PRINTED and page is not None and page.workshop > 0


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


#: Where the secret of a group may stand: in the message that opens its results, and in what is pressed there.
_KEYED: Final = frozenset(
    (
        *(Screen.OPENED, Screen.RESULTS, Screen.CHART, Screen.BOARD, Screen.CLOSING, Screen.CLOSED),
        *(Screen.QR, Screen.FORWARD, Screen.PRINTED, Screen.PROJECTED, Screen.MENU, Screen.HELP),
    )
)
#: What is asked of each screen; those that are not here always stand.
_ASKED: Final[dict[Screen, Callable[[Place, Script], bool]]] = {
    Screen.STORIES: lambda place, script: place.page == 0 or place.page in script.workshops,
    Screen.NOTE: _note,
    Screen.NODE: _node,
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
    Screen.LOGBOOK: lambda place, script: not place.item or place.item in script.logbook.pages,
    Screen.BEFORE: lambda place, script: bool(place.scenario) and not place.node and _asked(place, script),
    Screen.AFTER: lambda place, script: _at_an_end(place, script) and _asked(place, script),
    Screen.SHELF: _shelf,
    Screen.PICK: _pick,
    Screen.DRAFT: _draft,
    Screen.OPENED: _opened,
    Screen.QR: _made,
    Screen.FORWARD: _made,
    Screen.PRINTED: _paper,
    Screen.PROJECTED: _paper,
    **dict.fromkeys(
        (Screen.RESULTS, Screen.CHART, Screen.BOARD, Screen.CLOSING, Screen.CLOSED), lambda place, _: bool(place.key)
    ),
}
