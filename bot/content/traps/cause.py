"""The mistake for which the parser stopped.

The place where a parser stops is often not the place of the mistake: a quote that is never closed is noticed at the
next quote, lines below. So the lines that may be to blame are mended one way after the other, and tried again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from bot.content.rules.bracket_open import RULE as BRACKET_OPEN
from bot.content.rules.quote_open import RULE as QUOTE_OPEN
from bot.content.rules.tab import RULE as TAB
from bot.content.traps.brackets import brackets
from bot.content.traps.columns import beside, columns, dashes, fallen
from bot.content.traps.keys import colons, commas, spaces
from bot.content.traps.spot import ENDS, Spot, Trap, lines_above, spot_at
from bot.content.traps.texts import backslashes, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.content.rule import Rule

#: Each try reads the file again up to the mistake.
MOST_TRIED: Final = 60


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the parser stopped; `begun`: where the things begin that it was in the midst of.

    `key`: where the words begin that it took for a key and found no colon behind, or else where it stopped.
    """

    offset: int
    begun: tuple[int, ...]
    key: int


def cause(text: str, stop: Stop, stops: Callable[[str], int | None]) -> Trap | None:
    """Find the mistake for which the parser stopped, or None when it is none of the common ones.

    `stops` says where the parser stops in a text, or None when it reads the whole.
    """
    spots = list(_to_blame(text, stop))
    for spot in spots:
        if re.match(r" *\t", spot.line):
            return Trap(TAB, spot.start)

    def helps(trap: Trap) -> bool:
        after = stops(trap.mended)
        return after is None or len(trap.mended) - after < len(text) - stop.offset

    return (
        next(filter(helps, islice(_candidates(spots), MOST_TRIED)), None)
        or _unclosed(QUOTE_OPEN, texts, stop, spots)
        or next(filter(helps, columns(spot_at(text, stop.offset))), None)
        or _unclosed(BRACKET_OPEN, brackets, stop, spots)
    )


def _unclosed(rule: Rule, find: Callable[[Spot], Iterator[Trap]], stop: Stop, spots: Iterable[Spot]) -> Trap | None:
    """Name a quote or a bracket that the parser followed down to another line, where something else stopped it."""
    for spot in spots:
        if ENDS.search(spot.text, spot.start, stop.offset):
            for trap in find(spot):
                if trap.rule is rule and trap.offset in stop.begun:
                    return trap
    return None


def _to_blame(text: str, stop: Stop) -> Iterator[Spot]:
    """Give the lines that may hold the mistake: where something began, where the parser stopped, and the one above."""
    seen = set()
    below = spot_at(text, stop.offset)
    for spot in (*(spot_at(text, offset) for offset in stop.begun), below, *islice(lines_above(below), 1)):
        if spot.start not in seen:
            seen.add(spot.start)
            yield spot


def _candidates(spots: Iterable[Spot]) -> Iterator[Trap]:
    for spot in spots:
        for find in (spaces, colons, commas, dashes, fallen, beside, brackets, backslashes, texts):
            yield from find(spot)
