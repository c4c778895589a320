"""Where everything on a map stands: boxes in layers from top to bottom, arrows between them.

Rule: no two boxes overlap, no arrow runs through a box, and each arrow begins under its own place in a box (its slot)
and ends on top of the box it leads to. The same boxes and arrows give the same drawing.
Layers, order and places are made in `layers`, `crossings` and `spread`; here are slots, heights, columns and curves.
None of the libraries looked at (grandalf, igraph, fast-sugiyama, rustworkx, networkx) knows slots and boxes of several
sizes and leads the arrows too; those that do need Graphviz or a browser.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.content.map.crossings import ordered
from bot.content.map.layers import Arrow, Layers, in_layers
from bot.content.map.spread import nearest, spread

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: Pixels between two layers: at least, at most, and for each pixel an arrow goes sideways.
_LEAST_GAP: Final = 40.0
_MOST_GAP: Final = 92.0
_GAP_FOR_PIXEL: Final = 0.11
#: Where arrows enter a box: this far apart, and this far from its corners.
_ENTRY_GAP: Final = 16.0
_ENTRY_MARGIN: Final = 16.0
#: Slots and places depend on each other; after so many rounds they no longer change.
_ROUNDS: Final = 4
#: A drawing higher than this many times its width is cut into columns, read one after the other.
_MOST_SLENDER: Final = 3.2
#: Between two columns, and between two arrows that go from one to the next.
_COLUMN_GAP: Final = 56.0
_LANE: Final = 12.0
#: The radius of the corners of such an arrow.
_CORNER: Final = 10.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """Something to place, in pixels. `slots`: how far from its left edge arrows may leave it, one each."""

    width: float
    height: float
    slots: tuple[float, ...] = ()


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
    """Draw boxes (name -> box) and arrows. Arrows that do not climb (`back`) must make no cycle.

    Of each box, as many arrows leave as it has slots.
    """
    if not boxes:
        return Drawing(0, 0, {}, ())
    return _Sketch(boxes, arrows).drawing()


class _Sketch:
    """The drawing while it is made: x first, then y, then columns."""

    def __init__(self, boxes: Mapping[str, Box], arrows: Sequence[Arrow]) -> None:
        self.boxes, self.arrows, self.names = boxes, arrows, list(boxes)
        self.layers: Layers = in_layers({name: box.width for name, box in boxes.items()}, arrows)
        self.rows = ordered(self.layers)
        #: How far right of the middle of a box its arrows to a vertex leave, or those from a vertex enter.
        self.ports: dict[tuple[int, int], float] = {}
        self.slots = self._slots_as_written()
        self.middle = self._spread()
        for _ in range(_ROUNDS):
            self.slots = self._sorted_slots()
            self.entries = self._entries()
            self._note_ports()
            self.middle = self._spread()
        self.slots = self._sorted_slots()
        self.entries = self._entries()
        self.tops, self.bottoms = self._heights()

    def _spread(self) -> list[float]:
        return spread(self.layers, self.rows, len(self.boxes), lambda one, other: self.ports.get((one, other), 0.0))

    # ---- where arrows leave and enter ------------------------------------------------------------------------------

    def _leaving(self) -> dict[str, list[int]]:
        """Give for each box the arrows that leave it."""
        leaving: dict[str, list[int]] = {name: [] for name in self.names}
        for number, arrow in enumerate(self.arrows):
            leaving[arrow.source].append(number)
        return leaving

    def _slots_as_written(self) -> list[int]:
        slots = [0] * len(self.arrows)
        for numbers in self._leaving().values():
            for slot, number in enumerate(numbers):
                slots[number] = slot
        return slots

    def _sorted_slots(self) -> list[int]:
        """Let the arrows of a box leave it in the order of where they go next, so that none of them cross."""
        slots = [0] * len(self.arrows)
        for numbers in self._leaving().values():
            for slot, number in enumerate(sorted(numbers, key=self._next_x)):
                slots[number] = slot
        return slots

    def _next_x(self, number: int) -> float:
        chain = self.layers.chains[number]
        # A climbing arrow turns round at once: what counts is where it climbs.
        return self.middle[chain[2] if self.arrows[number].back else chain[1]]

    def _leave_x(self, number: int) -> float:
        box = self.boxes[self.arrows[number].source]
        return self.middle[self.layers.chains[number][0]] - box.width / 2 + box.slots[self.slots[number]]

    def _before_x(self, number: int) -> float:
        """Say from where an arrow comes to the box it enters."""
        chain = self.layers.chains[number]
        if self.arrows[number].back:
            return self.middle[chain[-3]]
        return self.middle[chain[-2]] if len(chain) > 2 else self._leave_x(number)  # noqa: PLR2004 - both its boxes

    def _entries(self) -> list[float]:
        """Give each arrow the x at which it enters its box; those that arrive together enter together."""
        arriving: dict[int, dict[tuple[int, int], list[int]]] = {}
        for number, chain in enumerate(self.layers.chains):
            together = (chain[-2], -1) if len(chain) > 2 else (chain[-2], number)  # noqa: PLR2004 - both its boxes
            arriving.setdefault(chain[-1], {}).setdefault(together, []).append(number)
        entries = [0.0] * len(self.arrows)
        for vertex, groups in arriving.items():
            sorted_groups = sorted(groups.values(), key=lambda numbers: self._before_x(numbers[0]))
            wanted = [self._before_x(numbers[0]) for numbers in sorted_groups]
            for numbers, x in zip(sorted_groups, self._doors(vertex, wanted), strict=True):
                for number in numbers:
                    entries[number] = x
        return entries

    def _doors(self, vertex: int, wanted: Sequence[float]) -> list[float]:
        """Find room on top of a box for arrows that come from these places, sorted."""
        half = self.layers.width[vertex] / 2 - _ENTRY_MARGIN
        left, right = self.middle[vertex] - half, self.middle[vertex] + half
        gap = min(_ENTRY_GAP, (right - left) / max(1, len(wanted) - 1))
        places = nearest([min(max(x, left), right) for x in wanted], [1.0] * len(wanted), [gap] * (len(wanted) - 1))
        last = len(wanted) - 1
        return [min(max(x, left + place * gap), right - (last - place) * gap) for place, x in enumerate(places)]

    def _note_ports(self) -> None:
        """Say how far from the middle arrows leave and enter: the mean, where several go to the same vertex."""
        found: dict[tuple[int, int], list[float]] = {}
        for number, chain in enumerate(self.layers.chains):
            found.setdefault((chain[0], chain[1]), []).append(self._leave_x(number) - self.middle[chain[0]])
            found.setdefault((chain[-1], chain[-2]), []).append(self.entries[number] - self.middle[chain[-1]])
        self.ports = {pair: sum(shifts) / len(shifts) for pair, shifts in found.items()}

    # ---- heights ---------------------------------------------------------------------------------------------------

    def _heights(self) -> tuple[list[float], list[float]]:
        """Give the top and the bottom of each layer: the further arrows go sideways, the more room between two."""
        sideways = [0.0] * len(self.rows)
        for number, chain in enumerate(self.layers.chains):
            for layer, one, other in self._falls(number, chain):
                sideways[layer] = max(sideways[layer], abs(one - other))
        tops, bottoms, y = [], [], 0.0
        for row, far in zip(self.rows, sideways, strict=True):
            tops.append(y)
            y += max((self.boxes[self.names[vertex]].height for vertex in row if vertex < len(self.names)), default=0)
            bottoms.append(y)
            y += min(_MOST_GAP, _LEAST_GAP + _GAP_FOR_PIXEL * far)
        return tops, bottoms

    def _falls(self, number: int, chain: Sequence[int]) -> Iterator[tuple[int, float, float]]:
        """Give each gap an arrow crosses: the layer above it, x at its upper and x at its lower end."""
        if self.arrows[number].back:
            return
        xs = [self._leave_x(number), *(self.middle[vertex] for vertex in chain[1:-1]), self.entries[number]]
        for vertex, (one, other) in zip(chain, pairwise(xs), strict=False):
            yield self.layers.of[vertex], one, other

    # ---- columns and curves ----------------------------------------------------------------------------------------

    def drawing(self) -> Drawing:
        columns = _Columns(self)
        places = {}
        for vertex, (name, box) in enumerate(self.boxes.items()):
            x = self.middle[vertex] - box.width / 2
            places[name] = Place(*columns.at(self.layers.of[vertex], (x, self._top(vertex))), box.width, box.height)
        routes = tuple(
            Route(self.slots[number], *(columns.climb(number) if arrow.back else columns.fall(number)))
            for number, arrow in enumerate(self.arrows)
        )
        return Drawing(columns.width, columns.height, places, routes)

    def _top(self, vertex: int) -> float:
        return self.tops[self.layers.of[vertex]]


class _Columns:
    """A high drawing cut between layers; arrows go on in the next column, round the outside."""

    def __init__(self, sketch: _Sketch) -> None:
        self.sketch = sketch
        self.one_width = max(
            sketch.middle[vertex] + sketch.layers.width[vertex] / 2 for row in sketch.rows for vertex in row
        )
        self.crossing = self._crossing()
        self.firsts = self._firsts()
        #: The lanes of the arrows that cross each cut: (upper vertex or arrow, lower) -> number.
        self.lanes: list[dict[tuple[int, int, int], int]] = [{} for _ in self.firsts]
        lanes = [len(self.crossing[first - 1]) if first else 0 for first in self.firsts]
        self.gutters = [_COLUMN_GAP + _LANE * count for count in lanes]
        self.lefts = [0.0]
        for gutter in self.gutters[1:]:
            self.lefts.append(self.lefts[-1] + self.one_width + gutter)
        # Above each column but the first there is room for the arrows that come from the one before.
        self.head = _LANE * max(lanes) + _LEAST_GAP if len(self.firsts) > 1 else 0.0
        self.width = self.lefts[-1] + self.one_width
        ends = [*self.firsts[1:], len(sketch.rows)]
        heights = [sketch.bottoms[end - 1] - sketch.tops[first] for first, end in zip(self.firsts, ends, strict=True)]
        self.floor = self.head + max(heights)
        self.height = self.floor + self.head

    def _crossing(self) -> list[set[tuple[int, int]]]:
        """Give for each gap the lines that cross it; those that climb count as many, so that no cut goes through."""
        crossing: list[set[tuple[int, int]]] = [set() for _ in self.sketch.rows]
        for number, chain in enumerate(self.sketch.layers.chains):
            for one, other in pairwise(chain):
                upper = min(self.sketch.layers.of[one], self.sketch.layers.of[other])
                shared = number if other < len(self.sketch.boxes) and len(chain) == 2 else -1  # noqa: PLR2004 - both its boxes
                crossing[upper].add((number if self.sketch.arrows[number].back else shared, other))
        return crossing

    def _firsts(self) -> list[int]:
        """Give the first layer of each column."""
        sketch = self.sketch
        height = sketch.bottoms[-1]
        if height <= _MOST_SLENDER * self.one_width:
            return [0]
        count = 1
        while height / count > count * (self.one_width + _COLUMN_GAP) * 1.1:
            count += 1
        firsts = [0]
        for column in range(1, count):
            wanted = height * column / count
            near = bisect_right(sketch.tops, wanted)
            slack = max(2, len(sketch.rows) // (4 * count))
            choices = range(max(firsts[-1] + 1, near - slack), min(len(sketch.rows) - 1, near + slack) + 1)
            free = [layer for layer in choices if not self._climbed(layer)]
            if free:
                firsts.append(min(free, key=lambda layer: (len(self.crossing[layer - 1]), abs(sketch.tops[layer] - wanted))))
        return firsts

    def _climbed(self, layer: int) -> bool:
        """Say whether an arrow climbs from this layer or below it to one above: there is no cutting through it."""
        of = self.sketch.layers.of
        return any(
            min(map(of.__getitem__, chain)) < layer <= max(map(of.__getitem__, chain))
            for arrow, chain in zip(self.sketch.arrows, self.sketch.layers.chains, strict=True)
            if arrow.back
        )

    def _column(self, layer: int) -> int:
        return bisect_right(self.firsts, layer) - 1

    def at(self, layer: int, point: Point) -> Point:
        """Move a point of a layer to where its column stands."""
        column = self._column(layer)
        x, y = point
        return x + self.lefts[column], y - self.sketch.tops[self.firsts[column]] + self.head

    def fall(self, number: int) -> tuple[Point, tuple[tuple[Point, ...], ...]]:
        """Lead an arrow down, from its slot to the box it leads to."""
        sketch = self.sketch
        chain = sketch.layers.chains[number]
        box = sketch.boxes[sketch.arrows[number].source]
        layer = sketch.layers.of[chain[0]]
        start = self.at(layer, (sketch._leave_x(number), sketch.tops[layer] + box.height))
        steps: list[tuple[Point, ...]] = []
        for (layer, one, other), vertex in zip(sketch._falls(number, chain), chain[1:], strict=True):
            upper = self.at(layer, (one, sketch.bottoms[layer]))
            lower = self.at(layer + 1, (other, sketch.tops[layer + 1]))
            steps.append((upper,))
            if self._column(layer) == self._column(layer + 1):
                steps.append(_curve(upper, lower))
            else:
                key = (number, vertex, 0) if vertex < len(sketch.boxes) and len(chain) == 2 else (-1, vertex, 0)  # noqa: PLR2004
                steps += self._over(layer + 1, upper, lower, key)
        return start, tuple(steps)

    def _over(self, layer: int, upper: Point, lower: Point, key: tuple[int, int, int]) -> list[tuple[Point, ...]]:
        """Lead an arrow out of the bottom of a column, up beside it, and into the top of the next."""
        column = self._column(layer)
        lanes = self.lanes[column]
        lane = _LANE * lanes.setdefault(key, len(lanes))
        x = self.lefts[column] - self.gutters[column] / 2 + (_LANE * len(self.crossing[layer - 1])) / 2 - lane
        under, over = self.floor + _LEAST_GAP / 2 + lane, self.head - _LEAST_GAP / 2 - lane
        corners = [upper, (upper[0], under), (x, under), (x, over), (lower[0], over), lower]
        return _rounded(corners)

    def climb(self, number: int) -> tuple[Point, tuple[tuple[Point, ...], ...]]:
        """Lead an arrow back: out of its slot, round, up beside the boxes, and round again."""
        sketch = self.sketch
        chain = sketch.layers.chains[number]
        bottom, top = sketch.layers.of[chain[0]], sketch.layers.of[chain[-1]]
        box = sketch.boxes[sketch.arrows[number].source]
        start = self.at(bottom, (sketch._leave_x(number), sketch.tops[bottom] + box.height))
        low = self.at(bottom, (sketch._leave_x(number), sketch.bottoms[bottom]))
        turned = self.at(bottom, (sketch.middle[chain[2]], sketch.bottoms[bottom]))
        steps = [(low,), _arc(low, turned, _LEAST_GAP)]
        beside = chain[2:-2]
        for here, after in pairwise(beside):
            layer = sketch.layers.of[here]
            upper = self.at(layer, (sketch.middle[here], sketch.tops[layer]))
            steps += [(upper,), _curve(upper, self.at(layer - 1, (sketch.middle[after], sketch.bottoms[layer - 1])))]
        summit = self.at(top, (sketch.middle[beside[-1]], sketch.tops[top]))
        steps += [(summit,), _arc(summit, self.at(top, (sketch.entries[number], sketch.tops[top])), -_LEAST_GAP)]
        return start, tuple(steps)


def _curve(one: Point, other: Point) -> tuple[Point, ...]:
    """Lead from one height to another, upright at both ends."""
    half = (one[1] + other[1]) / 2
    return (one[0], half), (other[0], half), other


def _arc(one: Point, other: Point, depth: float) -> tuple[Point, ...]:
    """Turn round: down and up again, or up and down again where `depth` is negative."""
    return (one[0], one[1] + depth), (other[0], other[1] + depth), other


def _rounded(corners: Sequence[Point]) -> list[tuple[Point, ...]]:
    """Lead along corners, each a little rounded."""
    steps: list[tuple[Point, ...]] = []
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        into, out = _towards(corner, before), _towards(corner, after)
        steps += [(into,), (corner, corner, out)]
    return [*steps, (corners[-1],)]


def _towards(corner: Point, other: Point) -> Point:
    far = abs(other[0] - corner[0]) + abs(other[1] - corner[1])
    part = min(_CORNER, far / 2) / far if far else 0.0
    return corner[0] + (other[0] - corner[0]) * part, corner[1] + (other[1] - corner[1]) * part
