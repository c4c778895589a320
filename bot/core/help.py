"""Which help lines, in what order, open now or not.

Rule: a line is shown as open only when it is. The clock is handed in, as local time in Québec (America/Toronto).
Hours nobody has confirmed are never "open": they are "to verify".
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.core.script import Menu, Resource, Script, Way

#: The topic every message falls back on: somebody to talk to.
ANYONE: Final = "distress"
#: The need of who says "I'm not safe".
NOT_SAFE: Final = "danger"
#: The ways in which a person can be reached, as buttons of the help screen; a site is no person.
WAYS: Final = ("text", "chat", "phone")
#: Something that is not a call comes first: most teens will not phone.
_EASIEST_FIRST = ("text", "chat", "phone", "site")


class State(enum.Enum):
    """Whether a way can be used now. The order is the order in which they are shown."""

    OPEN = 0
    UNKNOWN = 1
    CLOSED = 2


@dataclass(frozen=True, slots=True)
class Offer:
    """A resource at a given moment. `opens` is the local time a closed one opens next."""

    resource: Resource
    state: State
    opens: datetime | None
    ways: tuple[Way, ...]


def way_state(way: Way, now: datetime) -> State:
    """Say whether one way is open at the local time `now`."""
    if way.always:
        return State.OPEN
    if way.hours is None:
        return State.UNKNOWN
    return State.OPEN if way.hours.is_open(now.replace(tzinfo=None)) else State.CLOSED


def offer(resource: Resource, now: datetime) -> Offer:
    """Say how a resource can be reached now: open ways first, then certain ones, then the easiest."""
    found = [(way, way_state(way, now)) for way in resource.ways]
    found.sort(key=lambda pair: (pair[1].value, pair[0].verify, _EASIEST_FIRST.index(pair[0].kind)))
    people = [pair for pair in found if pair[0].kind != "site"] or found
    state = people[0][1] if people else State.UNKNOWN
    opens = _next_opening([way for way, _ in people], now) if state is State.CLOSED else None
    return Offer(resource, state, opens, tuple(way for way, _ in found))


def _next_opening(ways: Sequence[Way], now: datetime) -> datetime | None:
    changes = [way.hours.next_change(now.replace(tzinfo=None)) for way in ways if way.hours is not None]
    return min((change for change in changes if change is not None), default=None)


def offers(menu: Menu, now: datetime) -> tuple[Offer, ...]:
    """Give the resources of one need: what is open now first, each group in the writers' order.

    At night Tel-jeunes is closed, so this is also the night order: lines that answer day and night come first.
    """
    return tuple(sorted((offer(resource, now) for resource in menu.order), key=lambda found: found.state.value))


def first_open(script: Script, topics: Iterable[str], now: datetime) -> Offer:
    """Give the one resource a message ends with: open now, somebody listens there, fitting the topics best.

    The content checks prove that the menu `ANYONE` always has one.
    """
    for topic in (*topics, ANYONE):
        for resource in script.menus[topic].order:
            found = offer(resource, now) if resource.listens else None
            if found and found.state is State.OPEN:
                return found
    raise LookupError("no help line is open: the content checks must not let this content through")


def reached_by(script: Script, kind: str, now: datetime) -> tuple[tuple[Offer, Way], ...]:
    """Give everybody who listens and can be reached in one way, open now first; each with the way itself.

    The order is that of the menu `ANYONE`, then of the others.
    """
    found: dict[str, tuple[Offer, Way]] = {}
    menus = [script.menus[ANYONE], *(menu for menu in script.menus.values() if menu.topic != ANYONE)]
    for menu in menus:
        for resource in menu.order:
            for way in resource.ways:
                if resource.listens and way.kind == kind and resource.id not in found:
                    state = way_state(way, now)
                    opens = _next_opening([way], now) if state is State.CLOSED else None
                    found[resource.id] = (Offer(resource, state, opens, (way,)), way)
    return tuple(sorted(found.values(), key=lambda pair: pair[0].state.value))
