"""A sketch as it is drawn: cut into columns where it is too high, and each arrow as a line.

Rule: a cut goes only where few lines cross, and each of them is led round to the next column, so it can be followed.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.content.map.sketch import BOTH_BOXES, LEAST_GAP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.content.map.sketch import Point, Sketch

#: A drawing higher than this many times its width is cut into columns, read one after the other.
_MOST_SLENDER: Final = 2.3
#: So many times as high as wide may it be then.
_SLENDER_COLUMNS: Final = 1.3
#: No cut goes through more lines than this: nobody can follow more round the outside.
_MOST_LANES: Final = 4
#: How far, in pixels, a cut may be moved to cut one line less.
_LINE_COST: Final = 60.0
#: Between two columns, and between two arrows that go from one to the next.
_COLUMN_GAP: Final = 56.0
_LANE: Final = 12.0
#: The radius of the corners of such an arrow.
_CORNER: Final = 10.0


class Columns:
    """A high drawing cut between layers; arrows go on in the next column, round the outside.

    Lanes are nested: the rightmost arrow takes the innermost way, so that arrows on their way round do not cross.
    """

    def __init__(self, sketch: Sketch) -> None:
        self.sketch = sketch
        #: For each gap below a layer, the lines that cross it: their key -> the x at which they come.
        self.lines = self._lines()
        self.firsts = self._firsts()
        self.lanes = [self._nested(first) for first in self.firsts]
        most = max(map(len, self.lanes))
        self.head = _LANE * most + LEAST_GAP if len(self.firsts) > 1 else 0.0
        self.shifts, self.lefts, self.width = self._sides()
        ends = [*self.firsts[1:], len(sketch.rows)]
        heights = [sketch.bottoms[end - 1] - sketch.tops[first] for first, end in zip(self.firsts, ends, strict=True)]
        self.floor = self.head + max(heights)
        self.height = self.floor + self.head

    def _lines(self) -> list[dict[tuple[int, int], float]]:
        lines: list[dict[tuple[int, int], float]] = [{} for _ in self.sketch.rows]
        for number, chain in enumerate(self.sketch.layers.chains):
            for (layer, x, _), lower in zip(self.sketch.falls(number), chain[1:], strict=False):
                key = self._key(number, lower)
                lines[layer][key] = max(x, lines[layer].get(key, x))
        return lines

    def _key(self, number: int, lower: int) -> tuple[int, int]:
        """Name a line between two layers: arrows that run together are one."""
        alone = len(self.sketch.layers.chains[number]) == BOTH_BOXES
        return (number if alone else -1, lower)

    def _nested(self, first: int) -> dict[tuple[int, int], int]:
        """Give the lines that come to a column from the one before their lanes, the innermost 0."""
        lines = self.lines[first - 1] if first else {}
        return {key: lane for lane, key in enumerate(sorted(lines, key=lambda key: -lines[key]))}

    def _sides(self) -> tuple[list[float], list[float], float]:
        """Give for each column how far it moves to the right, and its left edge; and the width of all."""
        shifts, lefts, edge = [], [], 0.0
        ends = [*self.firsts[1:], len(self.sketch.rows)]
        for first, end, lanes in zip(self.firsts, ends, self.lanes, strict=True):
            vertices = [vertex for row in self.sketch.rows[first:end] for vertex in row]
            reach = [(self.sketch.middle[vertex], self.sketch.layers.width[vertex] / 2) for vertex in vertices]
            if first:
                edge += _COLUMN_GAP + _LANE * len(lanes)
            lefts.append(edge)
            shifts.append(edge - min(middle - half for middle, half in reach))
            edge = shifts[-1] + max(middle + half for middle, half in reach)
        return shifts, lefts, edge

    def _firsts(self) -> list[int]:
        """Give the first layer of each column: cut where few lines cross, near to equal parts."""
        sketch = self.sketch
        wide = max(sketch.middle[vertex] + sketch.layers.width[vertex] / 2 for row in sketch.rows for vertex in row)
        high = sketch.bottoms[-1]
        if high <= _MOST_SLENDER * wide:
            return [0]
        count = 2
        while high / count > _SLENDER_COLUMNS * count * (wide + _COLUMN_GAP):
            count += 1
        firsts = [0]
        for column in range(1, count):
            wanted = high * column / count
            near = [
                layer
                for layer in range(firsts[-1] + 1, len(sketch.rows))
                if abs(sketch.tops[layer] - wanted) < high / count / 4
                and len(self.lines[layer - 1]) <= _MOST_LANES
                and not self._climbed(layer)
            ]
            if near:
                firsts.append(min(near, key=lambda layer: self._cost(layer, wanted)))
        return firsts

    def _cost(self, layer: int, wanted: float) -> float:
        """Weigh a cut: each line it cuts counts as much as being so far from where it is wanted."""
        return len(self.lines[layer - 1]) * _LINE_COST + abs(self.sketch.tops[layer] - wanted)

    def _climbed(self, layer: int) -> bool:
        """Say whether an arrow climbs from this layer or below it to one above: there is no cutting through it."""
        of = self.sketch.layers.of
        return any(
            min(map(of.__getitem__, chain)) < layer <= max(map(of.__getitem__, chain))
            for up, chain in zip(self.sketch.layers.climbs, self.sketch.layers.chains, strict=True)
            if up
        )

    def _column(self, layer: int) -> int:
        return bisect_right(self.firsts, layer) - 1

    def at(self, layer: int, point: Point) -> Point:
        """Move a point of a layer to where its column stands."""
        column = self._column(layer)
        x, y = point
        return x + self.shifts[column], y - self.sketch.tops[self.firsts[column]] + self.head

    def fall(self, number: int) -> tuple[Point, tuple[tuple[Point, ...], ...]]:
        """Lead an arrow down, from its slot to the box it leads to."""
        chain = self.sketch.layers.chains[number]
        start, _ = self._leaves(number)
        steps: list[tuple[Point, ...]] = []
        for (layer, one, other), lower in zip(self.sketch.falls(number), chain[1:], strict=True):
            above = self.at(layer, (one, self.sketch.bottoms[layer]))
            below = self.at(layer + 1, (other, self.sketch.tops[layer + 1]))
            steps.append((above,))
            if self._column(layer) == self._column(layer + 1):
                steps.append(_curve(above, below))
            else:
                steps += self._over(layer + 1, above, below, self._key(number, lower))
        return start, tuple(steps)

    def _leaves(self, number: int) -> tuple[Point, Point]:
        """Give where an arrow leaves its box, and the bottom of the layer right below."""
        sketch = self.sketch
        layer = sketch.layers.of[sketch.layers.chains[number][0]]
        x = sketch.leave_x(number)
        high = sketch.boxes[sketch.arrows[number].source].height
        return self.at(layer, (x, sketch.tops[layer] + high)), self.at(layer, (x, sketch.bottoms[layer]))

    def _over(self, layer: int, above: Point, below: Point, key: tuple[int, int]) -> list[tuple[Point, ...]]:
        """Lead an arrow out of the bottom of a column, up beside it, and into the top of the next."""
        column = self._column(layer)
        lanes = self.lanes[column]
        inner, outer = _LANE * lanes[key], _LANE * (len(lanes) - 1 - lanes[key])
        x = self.lefts[column] - _COLUMN_GAP / 2 - outer
        under, over = self.floor + LEAST_GAP / 2 + inner, self.head - LEAST_GAP / 2 - outer
        return _rounded([above, (above[0], under), (x, under), (x, over), (below[0], over), below])

    def climb(self, number: int) -> tuple[Point, tuple[tuple[Point, ...], ...]]:
        """Lead an arrow back: out of its slot, round, up beside the boxes, and round again."""
        sketch = self.sketch
        chain = sketch.layers.chains[number]
        bottom, top = sketch.layers.of[chain[0]], sketch.layers.of[chain[-1]]
        start, low = self._leaves(number)
        turned = self.at(bottom, (sketch.middle[chain[2]], sketch.bottoms[bottom]))
        steps = [(low,), _arc(low, turned, LEAST_GAP)]
        beside = chain[2:-2]
        for here, after in pairwise(beside):
            layer = sketch.layers.of[here]
            upper = self.at(layer, (sketch.middle[here], sketch.tops[layer]))
            steps += [(upper,), _curve(upper, self.at(layer - 1, (sketch.middle[after], sketch.bottoms[layer - 1])))]
        summit = self.at(top, (sketch.middle[beside[-1]], sketch.tops[top]))
        steps += [(summit,), _arc(summit, self.at(top, (sketch.entries[number], sketch.tops[top])), -LEAST_GAP)]
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
