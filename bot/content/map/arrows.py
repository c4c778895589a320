"""The lines of arrows, as SVG paths.

Rule: an arrow is written from its head to its slot: where arrows run together, their dashes then fall on each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.map.elements import pair

if TYPE_CHECKING:
    from bot.content.map.layout import Route

#: How long the head of an arrow is.
HEAD_LENGTH: Final = 9.0


def backwards(route: Route, leaves: float = 0.0) -> str:
    """Write an arrow from its head to its slot: where arrows run together, their dashes then fall on each other.

    `leaves`: how far below its slot it is begun.
    """
    points = [(route.start[0], route.start[1] + leaves)]
    kinds = []
    for step in route.steps:
        points += step
        kinds.append(len(step))
    if leaves:
        points[1] = (points[1][0], max(points[1][1], points[0][1]))
    x, y = points[-1]
    points[-1] = (x, y - HEAD_LENGTH + 1)
    points.reverse()
    written, at = [f"M{pair(points[0])}"], 1
    for kind in reversed(kinds):
        written.append(("L" if kind == 1 else "C") + " ".join(pair(point) for point in points[at : at + kind]))
        at += kind
    return " ".join(written)


def climbs_at(route: Route) -> tuple[float, float]:
    """Give a place where a climbing arrow goes straight up."""
    corner, after = route.steps[1][-1], route.steps[2][-1]
    return corner[0], (corner[1] + after[1]) / 2
