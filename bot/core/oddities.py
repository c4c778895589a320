"""What is no fault in a story, and yet something its writer should look at.

Rule: drawn from what was played, never from the files: `play` says what led where.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.core.play import Explored, Walk
    from bot.core.script import Choice, Scenario

#: Who reads on a phone and answers reads about this many words a minute; grade six reads 185 without answering.
WORDS_A_MINUTE: Final = 150
#: An ending that fewer than one walk in this many reaches will hardly be seen by anybody.
RARE: Final = 50

OddityKind = Literal["resisting-caught", "going-along-safe", "loop", "rare-ending", "long"]


@dataclass(frozen=True, slots=True)
class Oddity:
    """One thing to look at.

    `names`: the path of choices to `node` (resisting-caught, going-along-safe), or the scenes of a loop.
    `number` of `of`: walks that reached a rare ending; minutes that a walk reads, of those that are promised.
    """

    kind: OddityKind
    node: str = ""
    names: tuple[str, ...] = ()
    number: int = 0
    of: int = 0


def oddities(story: Scenario, explored: Explored, walks: Sequence[Walk]) -> Iterator[Oddity]:
    """Give what is odd about a story, in the order of `OddityKind`."""
    yield from _to("resisting-caught", "caught", lambda choice: choice.resists, story, explored.led)
    yield from _to("going-along-safe", "safe", lambda choice: choice.goes_along, story, explored.led)
    yield from _loops(explored.led)
    yield from _rare_endings(story, explored.led, walks)
    yield from _long(story, walks)


def _to(
    kind: OddityKind,
    outcome: str,
    fits: Callable[[Choice], bool],
    story: Scenario,
    led: Mapping[str, Mapping[str, str]],
) -> Iterator[Oddity]:
    """Give a shortest path to each ending of an outcome that is reached with nothing but choices that fit.

    Where there is one choice only, there is nothing to decide: it is taken.
    """
    waiting: deque[tuple[str, bool, tuple[str, ...]]] = deque([(story.start, False, ())])
    passed: set[tuple[str, bool]] = set()
    while waiting:
        name, decided, path = waiting.popleft()
        if (name, decided) in passed or name not in led:
            continue
        passed.add((name, decided))
        node = story.nodes[name]
        if node.ending and decided and node.ending.outcome == outcome:
            yield Oddity(kind, name, path)
        for choice, to in led[name].items():
            fitting = fits(node.choices[choice])
            if fitting or len(node.choices) == 1:
                waiting.append((to, decided or fitting, (*path, choice)))


def _loops(led: Mapping[str, Mapping[str, str]]) -> Iterator[Oddity]:
    """Give a shortest way from each scene back to itself, each circle once."""
    told: set[frozenset[str]] = set()
    for name in led:
        circle = _circle(name, led)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            yield Oddity("loop", name, circle)


def _circle(start: str, led: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    waiting: deque[tuple[str, ...]] = deque([(start,)])
    passed: set[str] = set()
    while waiting:
        way = waiting.popleft()
        for after in led.get(way[-1], {}).values():
            if after == start:
                return way
            if after not in passed:
                passed.add(after)
                waiting.append((*way, after))
    return ()


def _rare_endings(story: Scenario, led: Mapping[str, Mapping[str, str]], walks: Sequence[Walk]) -> Iterator[Oddity]:
    if len(walks) < RARE:
        return
    reached = Counter(walk.ending for walk in walks)
    for name in led:
        if story.nodes[name].ending and reached[name] * RARE < len(walks):
            yield Oddity("rare-ending", name, number=reached[name], of=len(walks))


def _long(story: Scenario, walks: Sequence[Walk]) -> Iterator[Oddity]:
    """Say when a walk in the middle reads longer than the story promises."""
    if walks:
        middle = sorted(walk.words for walk in walks)[len(walks) // 2]
        minutes = round(middle / WORDS_A_MINUTE)
        if minutes > story.minutes:
            yield Oddity("long", number=minutes, of=story.minutes)
