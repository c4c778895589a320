"""What a press of a facilitator does: suggest something, look at what a group did, make papers, erase.

Rule: a secret opens a group or nothing; what is no longer there is said kindly, and nothing more is said of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.core.draft import draft_at, made, may_count, place_of
from bot.core.screens import group_results, handed_out, suggesting
from bot.core.screens.start import notice
from bot.core.turn import Act, Count, Opening, Outcome, Place, Run, Screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.invitation import Invitation
    from bot.core.script import Script
    from bot.core.turn import Lang, Moment, Reply

#: Screens on which something is being suggested.
_SUGGESTING: Final[dict[Screen, Callable[[Place, Script, Moment], Reply]]] = {
    Screen.SUGGEST: suggesting.suggest,
    Screen.SHELF: suggesting.shelf,
    Screen.ROUNDS: suggesting.rounds,
    Screen.PAGES: suggesting.pages,
    Screen.PICK: suggesting.pick,
    Screen.DRAFT: suggesting.draft,
}
#: Messages about a finished invitation. All but the first are messages of their own: the first one stays.
_FINISHED: Final[dict[Screen, Callable[[Place, Invitation, Script, Moment], Reply]]] = {
    Screen.OPENED: handed_out.opened,
    Screen.QR: handed_out.qr,
    Screen.FORWARD: handed_out.forward,
}
_PAPERS: Final[dict[Screen, Callable[[Place, Invitation | None, Script, Moment], Reply]]] = {
    Screen.PRINTED: handed_out.printed,
    Screen.PROJECTED: handed_out.projected,
}
#: Screens that need the group itself.
_OF_GROUP: Final[dict[Screen, Callable[[Place, Script, Moment], Reply]]] = {
    Screen.RESULTS: group_results.results,
    Screen.CHART: group_results.chart,
    Screen.BOARD: group_results.board,
    Screen.CLOSING: group_results.closing,
    Screen.CLOSED: group_results.closed,
}
SCREENS: Final = frozenset((*_SUGGESTING, *_FINISHED, *_PAPERS, *_OF_GROUP))
#: Whoever makes a group is shown its link only once it is kept.
_PRESS_TO_MAKE: Final = 1


def facilitate(place: Place, script: Script, moment: Moment) -> Outcome:
    """Answer a press on one of `SCREENS`."""
    screen = place.screen
    if screen in _SUGGESTING:
        return Outcome(_SUGGESTING[screen](place, script, moment))
    if screen in _OF_GROUP:
        return _of_group(place, script, moment)
    if screen is Screen.OPENED and place.page == _PRESS_TO_MAKE:
        return _make(place, script, moment)
    by_itself = not place.key and not place.held
    suggested = None if by_itself else handed_out.suggested_at(place, script, moment)
    if suggested is None and not by_itself:
        return _gone(place, script, moment)
    acts = () if screen is Screen.OPENED else (Act.BESIDE,)
    if suggested and place.page >= max(1, len(suggested.stories)):
        return _gone(place, script, moment)
    if screen in _PAPERS:
        return Outcome(_PAPERS[screen](place, suggested, script, moment), (_counted(place),), acts)
    if suggested is None:
        raise LookupError("a link belongs to an invitation: `stands` lets no other pass")
    return Outcome(_FINISHED[screen](place, suggested, script, moment), (), acts)


def _make(place: Place, script: Script, moment: Moment) -> Outcome:
    """Make the link; with a group when its choices are to be counted and groups can be kept."""
    lang, counted = place.lang, draft_at(place).counted and moment.groups and may_count(place, script)
    group, key = (moment.new_code(), moment.new_key()) if counted else ("", "")
    suggested = made(place, script, moment.now.date(), moment.chance(), group)
    there = Place(lang, Screen.OPENED, key=key) if counted else place_of(suggested, lang)
    reply = handed_out.opened(there, suggested, script, moment)
    opens = Opening(suggested.payload(), key) if counted else None
    # Beside what was pressed: pressed twice, or answered twice after a crash, it makes two links and loses neither.
    return Outcome(reply, (Count("suggested", lang, suggested.kind),), (Act.BESIDE,), opens=opens)


def _of_group(place: Place, script: Script, moment: Moment) -> Outcome:
    if moment.found is None:
        return _gone(place, script, moment)
    reply = _OF_GROUP[place.screen](place, script, moment)
    beside = place.screen is Screen.CHART or (place.screen is Screen.RESULTS and place.held)
    return Outcome(
        reply, (), (Act.BESIDE,) if beside else (), erases=place.key if place.screen is Screen.CLOSED else ""
    )


def _gone(place: Place, script: Script, moment: Moment) -> Outcome:
    """Say that a group, or what was suggested to it, is not there. A wrong secret and one that is over are told alike.

    The message with the secret stays: the content, or the file, may come back.
    """
    key = "results-removed" if moment.found else "results-gone" if place.key else "stale"
    reply = notice(key, place.lang, script, moment)
    return Outcome(reply, (), (Act.BESIDE,) if place.key else ())


def _counted(place: Place) -> Count:
    return Count("printed" if place.screen is Screen.PRINTED else "projected", place.lang)


# ---- whoever follows the link


def entrance(suggested: Invitation, lang: Lang) -> Place:
    """Say where a link leads: to the note of the first story, to a round, to a page."""
    lang = suggested.lang or lang
    run = Run(suggested.group)
    if suggested.played:
        # `page` says that there is a round: the number of one may be 0.
        return Place(lang, Screen.GAME, item=suggested.item, page=1, held=suggested.played.number(), run=run)
    if not suggested.stories:
        return Place(lang, Screen.LOGBOOK, item=suggested.item)
    first, *then = suggested.stories
    run = replace(run, then=tuple(then), question=suggested.question)
    # `page` says that something is asked before this story: it is not asked again before the next.
    return Place(lang, Screen.NOTE, first, page=1 if suggested.question else 0, run=run)
