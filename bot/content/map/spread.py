"""How far to the right each vertex stands.

Rule: nothing overlaps, and arrows are as straight as that allows; long ones are straightened first.
Layer after layer, each vertex wants to stand where its neighbours are; the places nearest to all these wishes, with
the gaps kept, are those of an isotonic regression (pool adjacent violators: Best and Chakravarti, 1990).
"""

from __future__ import annotations

from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.content.map.layers import Layers

#: Between two boxes, and between anything and an arrow that passes.
BOX_GAP: Final = 30.0
LINE_GAP: Final = 14.0
#: How much an arrow wants to be straight: between boxes, at one end of a long one, in the middle of it
#: (the weights of Gansner et al., 1993).
_WEIGHTS: Final = (1.0, 2.0, 8.0)
#: The first rounds go down and look above, and go up and look below; the later ones look both ways.
_FIRST_LOOKS: Final = ((False, True), (True, False)) * 3
#: Rounds in all; the last ones change less than a pixel.
_ROUNDS: Final = 80


def nearest(wanted: Sequence[float], weights: Sequence[float], gaps: Sequence[float]) -> list[float]:
    """Give the places nearest to the wanted ones (in squares, weighed) that keep the gaps between neighbours.

    `gaps` holds one distance for each pair of neighbours.
    """
    before = [0.0]
    for gap in gaps:
        before.append(before[-1] + gap)
    blocks: list[tuple[float, float, int]] = []
    for want, weight, shift in zip(wanted, weights, before, strict=False):
        mean, heavy, count = want - shift, weight, 1
        while blocks and blocks[-1][0] > mean:
            other, more, many = blocks.pop()
            mean, heavy, count = (mean * heavy + other * more) / (heavy + more), heavy + more, count + many
        blocks.append((mean, heavy, count))
    places = [mean for mean, _, count in blocks for _ in range(count)]
    return [place + shift for place, shift in zip(places, before, strict=False)]


def spread(layers: Layers, rows: Sequence[Sequence[int]], boxes: int, port: Callable[[int, int], float]) -> list[float]:
    """Give the middle of each vertex, from 0 at the left edge of the leftmost.

    `boxes`: the first so many vertices are boxes, the others dummies. `port`: how far from the middle of the one vertex
    the arrows to the other leave it.
    """
    pulls = _pulls(layers, boxes)
    middle = [0.0] * len(layers.of)
    gaps = [[_gap(layers, boxes, *pair) for pair in pairwise(row)] for row in rows]
    for row, between in zip(rows, gaps, strict=True):
        for vertex, place in zip(row, nearest([0.0] * len(row), [1.0] * len(row), between), strict=True):
            middle[vertex] = place
    for turn in range(_ROUNDS):
        looked_at = _FIRST_LOOKS[turn] if turn < len(_FIRST_LOOKS) else (True, True)
        for row, between in list(zip(rows, gaps, strict=True))[:: 1 if turn % 2 == 0 else -1]:
            _settle(row, between, pulls, middle, port, looked_at)
    _straighten(layers, rows, gaps, boxes, middle)
    left = min((middle[vertex] - layers.width[vertex] / 2 for row in rows for vertex in row), default=0.0)
    return [place - left for place in middle]


def _straighten(
    layers: Layers, rows: Sequence[Sequence[int]], gaps: Sequence[Sequence[float]], boxes: int, middle: list[float]
) -> None:
    """Let long arrows bend seldom: as far as a line has room beside its neighbours, it goes straight down."""
    place = {vertex: (row, number) for row in range(len(rows)) for number, vertex in enumerate(rows[row])}

    def room(vertex: int) -> tuple[float, float]:
        row, number = place[vertex]
        vertices, between = rows[row], gaps[row]
        left = middle[vertices[number - 1]] + between[number - 1] if number else -inf
        right = middle[vertices[number + 1]] - between[number] if number + 1 < len(vertices) else inf
        return left, right

    for line in _lines(layers, boxes):
        at = 0
        while at < len(line):
            left, right = room(line[at])
            end = at + 1
            while end < len(line):
                other_left, other_right = room(line[end])
                if max(left, other_left) > min(right, other_right):
                    break
                left, right = max(left, other_left), min(right, other_right)
                end += 1
            mean = sum(middle[vertex] for vertex in line[at:end]) / (end - at)
            for vertex in line[at:end]:
                middle[vertex] = min(max(mean, left), right)
            at = end


def _lines(layers: Layers, boxes: int) -> list[list[int]]:
    """Give the dummies that follow each other; those of arrows that run together once."""
    seen: set[int] = set()
    lines = []
    for chain in layers.chains:
        line = [vertex for vertex in chain if vertex >= boxes and vertex not in seen and vertex not in layers.turns]
        seen.update(line)
        lines.append(line)
    return lines


def _pulls(layers: Layers, boxes: int) -> list[list[tuple[int, float, bool]]]:
    """Give for each vertex who pulls at it: the neighbour, how much, and whether it stands below."""
    pulls: list[list[tuple[int, float, bool]]] = [[] for _ in layers.of]
    for upper, lower in dict.fromkeys(layers.links()):
        weight = _WEIGHTS[(upper >= boxes) + (lower >= boxes)]
        pulls[upper].append((lower, weight, True))
        pulls[lower].append((upper, weight, False))
    return pulls


def _gap(layers: Layers, boxes: int, left: int, right: int) -> float:
    between = BOX_GAP if left < boxes and right < boxes else LINE_GAP
    return (layers.width[left] + layers.width[right]) / 2 + between


def _settle(  # noqa: PLR0913 - one row, and all that pulls at it
    row: Sequence[int],
    gaps: Sequence[float],
    pulls: Sequence[Sequence[tuple[int, float, bool]]],
    middle: list[float],
    port: Callable[[int, int], float],
    looked_at: tuple[bool, bool],
) -> None:
    """Put one row where those above want it (second of `looked_at`), those below (first), or both."""
    below, above = looked_at
    wanted, weights = [], []
    for vertex in row:
        felt = [pull for pull in pulls[vertex] if (below if pull[2] else above)]
        heavy = sum(weight for _, weight, _ in felt)
        if not felt:
            # It goes where it stands, but gives way.
            wanted.append(middle[vertex])
            weights.append(0.1)
            continue
        mean = sum(weight * (middle[other] + port(other, vertex) - port(vertex, other)) for other, weight, _ in felt)
        wanted.append(mean / heavy)
        weights.append(heavy)
    for vertex, place in zip(row, nearest(wanted, weights, gaps), strict=True):
        middle[vertex] = place
