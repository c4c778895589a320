"""Boxes and arrows in layers: on which layer each box stands, and by which layers a long arrow passes.

Rule: every arrow leads down, but those of a cycle, which climb beside the boxes they pass.
The first two steps of layered drawing (Sugiyama, Tagawa and Toda, 1981): layers by the longest path, then a dummy
vertex wherever an arrow passes a layer. Arrows to the same box that look the same share their dummies, so they run
together; the drawing then holds a third of the lines.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: How much space an arrow that passes a layer takes in it.
DUMMY_WIDTH: Final = 10.0


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one box to another. Arrows with the same `look` to the same box may run together.

    `back`: it closes a cycle, and has no say in which box is the lower.
    """

    source: str
    target: str
    look: str = ""
    back: bool = False


@dataclass(slots=True)
class Layers:
    """Vertices on layers: the boxes first, in order, then dummies.

    `of`: vertex -> its layer. `width`: vertex -> how wide it is. `chains`: arrow -> the vertices it passes, both boxes
    among them. `climbs`: arrow -> whether it leads up, or to a box beside. `turns`: dummies at which a climbing arrow
    turns round; nothing is drawn of them.
    """

    of: list[int]
    width: list[float]
    chains: list[list[int]] = field(default_factory=list)
    climbs: list[bool] = field(default_factory=list)
    turns: set[int] = field(default_factory=set)

    def rows(self) -> list[list[int]]:
        """Give the vertices of each layer, from the top."""
        rows: list[list[int]] = [[] for _ in range(max(self.of, default=-1) + 1)]
        for vertex, layer in enumerate(self.of):
            rows[layer].append(vertex)
        return rows

    def links(self) -> Iterator[tuple[int, int]]:
        """Give each step of each arrow, the upper vertex first."""
        for chain in self.chains:
            for one, other in pairwise(chain):
                yield (one, other) if self.of[one] < self.of[other] else (other, one)

    def add(self, layer: int) -> int:
        """Make a dummy on a layer."""
        self.of.append(layer)
        self.width.append(DUMMY_WIDTH)
        return len(self.of) - 1


def in_layers(widths: Mapping[str, float], arrows: Sequence[Arrow]) -> Layers:
    """Put boxes (name -> width) on layers and lead arrows through them. Those that do not lead back make no cycle."""
    number = {name: vertex for vertex, name in enumerate(widths)}
    down = [(number[arrow.source], number[arrow.target]) for arrow in arrows if not arrow.back]
    of = _longest(len(number), down)
    climbs = [of[number[arrow.source]] >= of[number[arrow.target]] for arrow in arrows]
    # A climbing arrow to the first layer comes in from above it.
    climbs_to_top = any(up and of[number[arrow.target]] == 0 for arrow, up in zip(arrows, climbs, strict=True))
    layers = Layers([layer + climbs_to_top for layer in of], list(widths.values()))
    shared: dict[tuple[int, str, int], int] = {}
    for arrow, up in zip(arrows, climbs, strict=True):
        source, target = number[arrow.source], number[arrow.target]
        through = _climbing(layers, source, target) if up else _falling(layers, source, target, arrow, shared)
        layers.chains.append([source, *through, target])
        layers.climbs.append(up)
    return layers


def _longest(count: int, arrows: Sequence[tuple[int, int]]) -> list[int]:
    """Give each vertex the length of the longest path to it; roots but the first come just above what they lead to."""
    after: list[list[int]] = [[] for _ in range(count)]
    waiting = [0] * count
    for source, target in arrows:
        after[source].append(target)
        waiting[target] += 1
    roots = [vertex for vertex in range(count) if not waiting[vertex]]
    layers = [0] * count
    ready = list(roots)
    for vertex in ready:
        for target in after[vertex]:
            layers[target] = max(layers[target], layers[vertex] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    for vertex in roots[1:]:
        layers[vertex] = max(0, min((layers[target] for target in after[vertex]), default=1) - 1)
    return layers


def _falling(
    layers: Layers, source: int, target: int, arrow: Arrow, shared: dict[tuple[int, str, int], int]
) -> list[int]:
    through = []
    for layer in range(layers.of[source] + 1, layers.of[target]):
        key = (target, arrow.look, layer)
        if key not in shared:
            shared[key] = layers.add(layer)
        through.append(shared[key])
    return through


def _climbing(layers: Layers, source: int, target: int) -> list[int]:
    """Turn round below the source, climb beside all boxes, turn round above the target."""
    bottom, top = layers.of[source], layers.of[target]
    below = layers.add(bottom + 1)
    beside = [layers.add(layer) for layer in range(bottom, top - 1, -1)]
    above = layers.add(top - 1)
    layers.turns |= {below, above}
    return [below, *beside, above]
