"""An invitation while a facilitator makes it: how it stands in a button, and what it becomes.

Rule: nothing is remembered. What is suggested is in the place (stories, theme, page, statement), how is in its `held`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.core.game import LENGTHS, SEEDS, Round, cards_of
from bot.core.invitation import FIRST_WEEK, MOST_STORIES, MOST_STORIES_WITH_QUESTION, Invitation, week_after
from bot.core.turn import LANGS, Place, Run, Screen

if TYPE_CHECKING:
    from datetime import date

    from bot.core.script import Script
    from bot.core.turn import Lang

#: For how many days a link works; it ends with the week the last of them lies in.
DAYS: Final = (7, 14, 30, 90)
_DEFAULT_DAYS: Final = DAYS.index(30)
#: In this order a press leads from one to the next: both languages, then each alone.
SPOKEN: Final[tuple[Lang | None, ...]] = (None, *LANGS)


@dataclass(frozen=True, slots=True)
class Draft:
    """How something is suggested. `spoken` and `days` are places in `SPOKEN` and `DAYS`, `length` one in `LENGTHS`."""

    spoken: int = 0
    days: int = _DEFAULT_DAYS
    counted: bool = False
    length: int = 0

    @property
    def lang(self) -> Lang | None:
        """The language of the link; None for both."""
        return SPOKEN[self.spoken]

    def number(self) -> int:
        """Write it as one number, for a button. It is never 0: that is no draft."""
        return 1 + self.spoken + len(SPOKEN) * (self.days + len(DAYS) * (self.length + len(LENGTHS) * self.counted))

    def until(self, today: date) -> int:
        """Give the number of the last week, when the link is made today."""
        return week_after(today, DAYS[self.days])


def draft_of(number: int) -> Draft | None:
    """Read a draft; None when nobody wrote this."""
    rest, spoken = divmod(number - 1, len(SPOKEN))
    rest, days = divmod(rest, len(DAYS))
    counted, length = divmod(rest, len(LENGTHS))
    return Draft(spoken, days, bool(counted), length) if number > 0 and counted in (0, 1) else None


def draft_at(place: Place) -> Draft:
    """Give the draft of a place. Raises LookupError when there is none."""
    found = draft_of(place.held)
    if found is None:
        raise LookupError("a suggestion is made somehow: `understand` lets no other pass")
    return found


def may_count(place: Place, script: Script) -> bool:
    """Say whether choices can be added up: of a story or a round, never of a logbook."""
    return place.item not in script.logbook.pages


def may_ask(place: Place) -> bool:
    """Say whether there is room for a statement asked before and after."""
    return bool(place.scenario) and len(place.run.then) < MOST_STORIES_WITH_QUESTION


def may_add(place: Place) -> bool:
    """Say whether there is room for one more story."""
    most = MOST_STORIES_WITH_QUESTION if place.run.question else MOST_STORIES
    return bool(place.scenario) and 1 + len(place.run.then) < most


def suggestible(place: Place, script: Script) -> bool:
    """Say whether what a place names can be suggested: stories and their statement, cards of a theme, or a page."""
    named = (place.scenario, *place.run.then) if place.scenario else place.run.then
    if place.scenario:
        # One statement more than there is room for could have been asked, or one story added.
        fits = (may_ask(place) if place.run.question else len(named) <= MOST_STORIES) and len({*named}) == len(named)
        return not place.item and fits and all(script.scenarios[name].workshop for name in named)
    if named or place.run.question:
        return False
    if place.item in script.logbook.pages:
        return True
    return (not place.item or place.item in script.themes) and _enough_cards(place, script)


def _enough_cards(place: Place, script: Script) -> bool:
    found = draft_of(place.held)
    return found is not None and LENGTHS[found.length] <= len(cards_of(place.item, script))


def made(place: Place, script: Script, today: date, seed: int, group: str = "") -> Invitation:
    """Make an invitation of a draft. `seed`: from where the cards are shuffled."""
    how = draft_at(place)
    until = how.until(today)
    if place.scenario:
        stories, question = (place.scenario, *place.run.then), place.run.question
        return Invitation(until, how.lang, stories, question=question, group=group)
    if place.item in script.logbook.pages:
        return Invitation(until, how.lang, item=place.item)
    played = Round(seed % SEEDS, LENGTHS[how.length])
    return Invitation(until, how.lang, played=played, item=place.item, group=group)


# ---- a finished invitation without a group, as a place


def packed(suggested: Invitation) -> int:
    """Write what is not named in a place as its `held`: language, last week, cards."""
    seed, length = (suggested.played.seed, LENGTHS.index(suggested.played.length)) if suggested.played else (0, 0)
    number = SPOKEN.index(suggested.lang) + len(SPOKEN) * (length + len(LENGTHS) * seed)
    return (number << _WEEK_BITS) + suggested.until - FIRST_WEEK  # never 0: the first week is over


def place_of(suggested: Invitation, lang: Lang) -> Place:
    """Give the place that carries an invitation whose choices are counted nowhere."""
    first, *then = suggested.stories or ("",)
    run = Run("", tuple(then), suggested.question)
    return Place(lang, Screen.OPENED, first, item=suggested.item, held=packed(suggested), run=run)


def carried(place: Place, script: Script) -> Invitation | None:
    """Read what `place_of` wrote; None when nobody wrote this."""
    number, weeks = divmod(place.held, 1 << _WEEK_BITS)
    rest, spoken = divmod(number, len(SPOKEN))
    seed, length = divmod(rest, len(LENGTHS))
    until, lang = FIRST_WEEK + weeks, SPOKEN[spoken]
    asked = replace(place, held=Draft(spoken, length=length).number())
    if not weeks or seed >= SEEDS or not suggestible(asked, script):
        return None
    if place.scenario:
        return Invitation(until, lang, (place.scenario, *place.run.then), question=place.run.question)
    if place.item in script.logbook.pages:
        return Invitation(until, lang, item=place.item)
    return Invitation(until, lang, played=Round(seed, LENGTHS[length]), item=place.item)


_WEEK_BITS: Final = 11
