"""In which order the vertices of a layer stand, so that few arrows cross.

Rule: the same graph gives the same order, on every machine.
Sweeps down and up that put each vertex at the mean place of its neighbours, then swaps of neighbours as long as that
helps; the best order seen is kept (Sugiyama, Tagawa and Toda, 1981; swaps: Gansner, Koutsofios, North and Vo, "A
technique for drawing directed graphs", 1993).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.content.map.layers import Layers

#: After this many sweeps the order of a story of 60 nodes no longer gets better.
_SWEEPS: Final = 12
#: A round of swaps that is still helping after this many is cut short; the next sweep goes on from there.
_ROUNDS: Final = 8

Rows = list[list[int]]
Neighbours = list[list[int]]


def ordered(layers: Layers) -> Rows:
    """Give the vertices of each layer from left to right."""
    above, below = _neighbours(layers)
    rows = layers.rows()
    best, fewest = rows, crossings(rows, below)
    # Ties are broken once as they stand and once the other way round: it gets out of some dead ends.
    for mirrored in (False, True):
        rows = [row[::-1] if mirrored else row[:] for row in layers.rows()]
        for sweep in range(_SWEEPS):
            downward = sweep % 2 == 0
            _sweep(rows, above if downward else below, downward=downward)
            _swap(rows, above, below)
            found = crossings(rows, below)
            if found < fewest:
                best, fewest = [row[:] for row in rows], found
            if not fewest:
                return best
    return best


def crossings(rows: Sequence[Sequence[int]], below: Sequence[Sequence[int]]) -> int:
    """Count how often arrows cross between neighbouring layers; those of one vertex never do, they are sorted."""
    total = 0
    for upper, lower in pairwise(rows):
        place = _places(lower)
        ends: list[int] = []
        for vertex in upper:
            mine = sorted(place[each] for each in below[vertex])
            total += sum(len(ends) - bisect_right(ends, each) for each in mine)
            for each in mine:
                insort(ends, each)
    return total


def _neighbours(layers: Layers) -> tuple[Neighbours, Neighbours]:
    """Give for each vertex its neighbours one layer above and one below, as often as arrows pass between them."""
    above: Neighbours = [[] for _ in layers.of]
    below: Neighbours = [[] for _ in layers.of]
    for (upper, lower), times in Counter(layers.links()).items():
        # Arrows that run together are one line; side by side from one box to another they are still a thicker one.
        weight = min(times, 3)
        above[lower] += [upper] * weight
        below[upper] += [lower] * weight
    return above, below


def _places(row: Sequence[int]) -> dict[int, int]:
    return {vertex: place for place, vertex in enumerate(row)}


def _sweep(rows: Rows, beside: Neighbours, *, downward: bool) -> None:
    """Sort each layer by the mean place of the neighbours in the layer before; who has none stays where it is."""
    numbers = range(1, len(rows)) if downward else range(len(rows) - 2, -1, -1)
    for number in numbers:
        place = _places(rows[number - 1 if downward else number + 1])
        row = rows[number]
        wanted: dict[int, float] = {}
        for here, vertex in enumerate(row):
            known = [place[each] for each in beside[vertex] if each in place]
            wanted[vertex] = sum(known) / len(known) if known else here
        row.sort(key=wanted.__getitem__)


def _swap(rows: Rows, above: Neighbours, below: Neighbours) -> None:
    for _ in range(_ROUNDS):
        swapped = [_swap_row(rows, number, above, below) for number in range(len(rows))]
        if not any(swapped):
            return


def _swap_row(rows: Rows, number: int, above: Neighbours, below: Neighbours) -> bool:
    """Swap neighbours of one layer where fewer arrows cross then; say whether any was swapped."""
    row = rows[number]
    sides = [
        {vertex: sorted(place[each] for each in beside[vertex]) for vertex in row}
        for beside, other in ((above, number - 1), (below, number + 1))
        if 0 <= other < len(rows)
        for place in (_places(rows[other]),)
    ]
    swapped = False
    for left in range(len(row) - 1):
        one, other = row[left], row[left + 1]
        if sum(_gain(side, one, other) for side in sides) > 0:
            row[left], row[left + 1] = other, one
            swapped = True
    return swapped


def _gain(side: Mapping[int, Sequence[int]], one: int, other: int) -> int:
    """Say how many crossings fewer there are when two neighbours change places."""
    now = sum(bisect_left(side[other], each) for each in side[one])
    then = sum(bisect_left(side[one], each) for each in side[other])
    return now - then
