"""The outlines of endings: each outcome has its own.

Rule: an outcome is known by its shape too, not by its colour alone.
"""

from __future__ import annotations

from typing import Final

from bot.content.map.elements import number


def frame(wide: float, high: float, inset: float = 0.0) -> str:
    """Draw a plain box, `inset` inside its edges."""
    one, other = number(wide - inset), number(high - inset)
    near = number(inset)
    return f"M{near} {near} H{one} V{other} H{near} Z"


def _round(wide: float, high: float, radius: float = 22.0) -> str:
    curve = number(radius)
    across, down = number(wide - 2 * radius), number(high - 2 * radius)
    arc = f"a{curve} {curve} 0 0 1"
    return (
        f"M{curve} 0 h{across} {arc} {curve} {curve} v{down} {arc} -{curve} {curve} h-{across} "
        f"{arc} -{curve} -{curve} v-{down} {arc} {curve} -{curve} Z"
    )


def _cut(wide: float, high: float, corner: float = 14.0) -> str:
    """Draw a box without corners, like a road sign."""
    near, across, down = number(corner), number(wide - corner), number(high - corner)
    return f"M{near} 0 H{across} L{number(wide)} {near} V{down} L{across} {number(high)} H{near} L0 {down} V{near} Z"


def _plain(wide: float, high: float, _corner: float = 0.0) -> str:
    return frame(wide, high)


SHAPES: Final = {"safe": _round, "open": _plain, "caught": _cut, "done": _plain}
