"""Where everything on a map stands: boxes in layers from top to bottom, arrows between them.

Rule: no two boxes overlap, no arrow runs through a box, and each arrow begins under its own place in a box (its slot)
and ends on top of the box it leads to. The same boxes and arrows give the same drawing.
Each step is a module: `layers`, `crossings`, `spread`, `sketch`, `columns`.
None of the libraries looked at (grandalf, igraph, fast-sugiyama, rustworkx, networkx) knows slots and boxes of several
sizes and leads the arrows too; those that do need Graphviz or a browser.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.content.map.columns import Columns
from bot.content.map.sketch import Sketch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.content.map.layers import Arrow
    from bot.content.map.sketch import Box, Point


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box stands: its upper left corner, its size."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Route:
    """How an arrow runs: from `start`, step by step; a step is one point (a line) or three (a cubic curve).

    `slot`: which slot of its box it leaves by, from 0.
    """

    slot: int
    start: Point
    steps: tuple[tuple[Point, ...], ...]

    @property
    def end(self) -> Point:
        """Where it arrives."""
        return self.steps[-1][-1]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished drawing. `places` by the name of the box, `routes` in the order of the arrows."""

    width: float
    height: float
    places: Mapping[str, Place]
    routes: tuple[Route, ...]


def lay_out(boxes: Mapping[str, Box], arrows: Sequence[Arrow]) -> Drawing:
    """Draw boxes (name -> box) and arrows. Those that do not lead back must make no cycle.

    Of each box, as many arrows leave as it has slots.
    """
    if not boxes:
        return Drawing(0, 0, {}, ())
    sketch = Sketch(boxes, arrows)
    columns = Columns(sketch)
    places = {}
    for vertex, (name, box) in enumerate(boxes.items()):
        layer = sketch.layers.of[vertex]
        corner = (sketch.middle[vertex] - box.width / 2, sketch.tops[layer])
        places[name] = Place(*columns.at(layer, corner), box.width, box.height)
    routes = tuple(
        Route(sketch.slots[number], *(columns.climb(number) if up else columns.fall(number)))
        for number, up in enumerate(sketch.layers.climbs)
    )
    return Drawing(columns.width, columns.height, places, routes)
