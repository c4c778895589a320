"""In which order the scenes of a story are told, and which choices lead back.

Rule: a choice leads on to a scene with a higher number; where it cannot, it leads back, and is said so.
The order is the reverse of the order in which a walk in depth leaves the nodes (Tarjan, 1976: a topological order), so
scenes of one branch stay together, and every map of a story has the same numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.content import schema

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.content.schema import Choice

    Played = schema.Scenario | schema.Training
    Node = schema.Scene | schema.Ending


@dataclass(frozen=True, slots=True)
class Way:
    """One choice as an arrow: of which scene, the how-manieth there (from 0), where to.

    `back`: it leads to a scene that was told before. `broken`: there is no such scene.
    """

    scene: str
    place: int
    choice: Choice
    back: bool
    broken: bool


@dataclass(frozen=True, slots=True)
class Order:
    """The nodes of a story as a reader meets them.

    `numbers`: node -> its number from 1, in order; those nobody reaches come last. `reached`: how many are reached.
    """

    numbers: Mapping[str, int]
    reached: int
    ways: Sequence[Way]

    def is_reached(self, name: str) -> bool:
        """Say whether some path from the start comes by a node."""
        return self.numbers[name] <= self.reached

    def of(self, name: str) -> tuple[Way, ...]:
        """Give the ways that leave a node, in the order of the file."""
        return tuple(way for way in self.ways if way.scene == name)


def choices(node: Node) -> tuple[Choice, ...]:
    """Give the choices of a node; an ending has none."""
    return node.choices if isinstance(node, schema.Scene) else ()


def order(story: Played) -> Order:
    """Number the nodes of a story and say of every choice where it leads. A missing start leaves all unreached."""
    walk = _Walk(story)
    if story.start in story.nodes:
        walk.from_(story.start)
    reached = walk.told()
    rest: list[str] = []
    for name in story.nodes:
        if name not in walk.state:
            walk.from_(name)
            # A scene nobody reaches may lead to another one: it then stands before that.
            rest = [*walk.told(), *rest]
    ways = tuple(
        Way(name, place, choice, (name, place) in walk.back, choice.to not in story.nodes)
        for name in (*reached, *rest)
        for place, choice in enumerate(choices(story.nodes[name]))
    )
    return Order({name: number for number, name in enumerate((*reached, *rest), 1)}, len(reached), ways)


class _Walk:
    """A walk in depth that takes the last choice first, so that the first choice is told first."""

    def __init__(self, story: Played) -> None:
        self.story = story
        #: False while a node is being walked from, True when all behind it was walked.
        self.state: dict[str, bool] = {}
        self.back: set[tuple[str, int]] = set()
        self._left: list[str] = []

    def told(self) -> list[str]:
        """Give the nodes left since the last call, the last one first."""
        told, self._left = self._left[::-1], []
        return told

    def from_(self, start: str) -> None:
        self.state[start] = False
        path = [(start, self._onward(start))]
        while path:
            name, onward = path[-1]
            if not onward:
                self.state[name] = True
                self._left.append(name)
                path.pop()
                continue
            place, to = onward.pop()
            if to not in self.state:
                self.state[to] = False
                path.append((to, self._onward(to)))
            elif not self.state[to]:
                self.back.add((name, place))

    def _onward(self, name: str) -> list[tuple[int, str]]:
        """Give the choices of a node that lead somewhere, with their places; the last is taken first."""
        ways = enumerate(choices(self.story.nodes[name]))
        return [(place, choice.to) for place, choice in ways if choice.to in self.story.nodes]
