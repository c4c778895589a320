"""Brackets that are not closed, or that close nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content.rules.bracket_extra import RULE as BRACKET_EXTRA
from bot.content.rules.bracket_open import RULE as BRACKET_OPEN
from bot.content.traps.texts import BRACKETS, QUOTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.traps.spot import Spot, Trap


def brackets(spot: Spot) -> Iterator[Trap]:
    """Find a bracket that is not closed on its line, or that closes nothing."""
    plain = QUOTED.sub(lambda found: " " * len(found[0]), spot.line)
    opened: list[int] = []
    for at, sign in enumerate(plain):
        if sign in BRACKETS:
            opened.append(at)
        elif sign in BRACKETS.values():
            if not opened:
                yield spot.trap(BRACKET_EXTRA, at, (at, at + 1, ""), sign=sign)
                return
            fitting = BRACKETS[plain[opened[-1]]]
            if sign != fitting:
                values = {"sign": plain[opened[-1]], "write": fitting}
                in_place = sum(map(plain.count, BRACKETS)) == sum(map(plain.count, BRACKETS.values()))
                yield spot.trap(BRACKET_OPEN, opened[-1], (at, at + 1 if in_place else at, fitting), **values)
                return
            opened.pop()
    end = len(spot.line.rstrip())
    if opened:
        closing = "".join(BRACKETS[plain[at]] for at in reversed(opened))
        yield spot.trap(BRACKET_OPEN, opened[-1], (end, end, closing), sign=plain[opened[-1]], write=closing)
