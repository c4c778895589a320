"""A drawing while it is made: where arrows leave and enter boxes, and how much room the layers need.

Rule: the arrows of a box leave it in the order of where they go, and enter one in the order of where they come from, so
none of them cross right there.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.content.map.crossings import ordered
from bot.content.map.layers import Arrow, Layers, in_layers
from bot.content.map.spread import nearest, spread

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: Pixels between two layers: at least, at most, and for each pixel an arrow goes sideways.
LEAST_GAP: Final = 40.0
_MOST_GAP: Final = 92.0
_GAP_FOR_PIXEL: Final = 0.11
#: Where arrows enter a box: this far apart, and this far from its corners.
_ENTRY_GAP: Final = 16.0
_ENTRY_MARGIN: Final = 16.0
#: Slots and places depend on each other; after so many rounds they no longer change.
_ROUNDS: Final = 4
#: How far off the middle of a box an arrow is content to enter, as a part of how far off it now does.
_OFF_CENTRE: Final = 0.5
#: An arrow between neighbouring layers passes no vertex but these.
BOTH_BOXES: Final = 2

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """Something to place, in pixels. `slots`: how far from its left edge arrows may leave it, one each."""

    width: float
    height: float
    slots: tuple[float, ...] = ()


class Sketch:
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
        return self.middle[chain[2] if self.layers.climbs[number] else chain[1]]

    def leave_x(self, number: int) -> float:
        """Give the x at which an arrow leaves its box."""
        box = self.boxes[self.arrows[number].source]
        return self.middle[self.layers.chains[number][0]] - box.width / 2 + box.slots[self.slots[number]]

    def _before_x(self, number: int) -> float:
        """Say from where an arrow comes to the box it enters."""
        chain = self.layers.chains[number]
        if self.layers.climbs[number]:
            return self.middle[chain[-3]]
        return self.middle[chain[-2]] if len(chain) > BOTH_BOXES else self.leave_x(number)

    def _entries(self) -> list[float]:
        """Give each arrow the x at which it enters its box; those that arrive together enter together."""
        arriving: dict[int, dict[tuple[int, int], list[int]]] = {}
        for number, chain in enumerate(self.layers.chains):
            together = (chain[-2], -1) if len(chain) > BOTH_BOXES else (chain[-2], number)
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
            found.setdefault((chain[0], chain[1]), []).append(self.leave_x(number) - self.middle[chain[0]])
            # Arrows may enter anywhere on top, but boxes in a row look better one under the other.
            entered = (self.entries[number] - self.middle[chain[-1]]) * _OFF_CENTRE
            found.setdefault((chain[-1], chain[-2]), []).append(entered)
        self.ports = {pair: sum(shifts) / len(shifts) for pair, shifts in found.items()}

    # ---- heights ---------------------------------------------------------------------------------------------------

    def _heights(self) -> tuple[list[float], list[float]]:
        """Give the top and the bottom of each layer: the further arrows go sideways, the more room between two."""
        sideways = [0.0] * len(self.rows)
        for number in range(len(self.arrows)):
            for layer, one, other in self.falls(number):
                sideways[layer] = max(sideways[layer], abs(one - other))
        tops, bottoms, y = [], [], 0.0
        for row, far in zip(self.rows, sideways, strict=True):
            tops.append(y)
            y += max((self.boxes[self.names[vertex]].height for vertex in row if vertex < len(self.names)), default=0)
            bottoms.append(y)
            y += min(_MOST_GAP, LEAST_GAP + _GAP_FOR_PIXEL * far)
        return tops, bottoms

    def falls(self, number: int) -> Iterator[tuple[int, float, float]]:
        """Give each gap an arrow crosses: the layer above it, x at its upper and at its lower end; none of a climb."""
        chain = self.layers.chains[number]
        if self.layers.climbs[number]:
            return
        xs = [self.leave_x(number), *(self.middle[vertex] for vertex in chain[1:-1]), self.entries[number]]
        for vertex, (one, other) in zip(chain, pairwise(xs), strict=False):
            yield self.layers.of[vertex], one, other
