"""A story as a picture: every node a box, every choice a line.

Rule: each box is `data-node`, can be reached by keyboard, and says in words what it is; nothing in it is drawn only.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from bot.adapters.studio.words import say
from bot.content import schema
from bot.content.graph import following

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.adapters.studio.problems import Tally
    from bot.core.turn import Lang

    Story = schema.Scenario | schema.Training

#: Sizes in the picture's own units, about one pixel each.
_WIDTH: Final = 150
_HEIGHT: Final = 44
_ACROSS: Final = 22
_DOWN: Final = 46
_MARGIN: Final = 12
#: A longer name is cut in the box; its label says it whole.
_MOST_LETTERS: Final = 20


@dataclass(frozen=True, slots=True)
class _Box:
    x: int
    y: int


def draw(story: Story, lang: Lang, here: str, marked: Mapping[str, Tally]) -> str:
    """Give the picture as SVG. `here`: the node the chat stands at, or ""; `marked`: the nodes that have problems."""
    places = _places(story)
    width = max(box.x for box in places.values()) + _WIDTH + _MARGIN
    height = max(box.y for box in places.values()) + _HEIGHT + _MARGIN
    lines = "".join(
        _line(places[name], places[after]) for name, to in following(story).items() for after in dict.fromkeys(to)
    )
    boxes = "".join(_box(name, story, lang, places[name], here, marked.get(name)) for name in places)
    title = escape(say("map-of", lang, title=story.title.fr if lang == "fr" else story.title.en))
    return (
        f'<svg class="map" role="group" aria-label="{title}" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" xmlns="http://www.w3.org/2000/svg">{lines}{boxes}</svg>'
    )


def kind_of(name: str, story: Story) -> str:
    """Give the key of the word for what a node is."""
    node = story.nodes[name]
    if isinstance(node, schema.Ending):
        return f"node-{node.outcome}"
    return "node-start" if name == story.start else "node-scene"


def _places(story: Story) -> dict[str, _Box]:
    """Put each node one row below the nearest node that leads to it; what nothing leads to stands in the last row."""
    edges = following(story)
    depth = {story.start: 0} if story.start in edges else {}
    waiting = list(depth)
    for name in waiting:
        for after in edges[name]:
            if after not in depth:
                depth[after] = depth[name] + 1
                waiting.append(after)
    last = max(depth.values(), default=-1) + 1
    rows: dict[int, list[str]] = {}
    for name in story.nodes:
        rows.setdefault(depth.get(name, last), []).append(name)
    widest = max(len(row) for row in rows.values())
    return {
        name: _Box(
            _MARGIN + place * (_WIDTH + _ACROSS) + (widest - len(row)) * (_WIDTH + _ACROSS) // 2,
            _MARGIN + number * (_HEIGHT + _DOWN),
        )
        for number, row in sorted(rows.items())
        for place, name in enumerate(row)
    }


def _line(start: _Box, end: _Box) -> str:
    middle = _WIDTH // 2
    x, y, to_x, to_y = start.x + middle, start.y + _HEIGHT, end.x + middle, end.y
    bend = (to_y - y) // 2 if to_y > y else _DOWN
    return f'<path class="way" d="M{x} {y} C{x} {y + bend} {to_x} {to_y - bend} {to_x} {to_y}"/>'


def _box(  # noqa: PLR0913 - all that a box shows
    name: str, story: Story, lang: Lang, box: _Box, here: str, problems: Tally | None
) -> str:
    kind = kind_of(name, story)
    spoken = [name, say(kind, lang)]
    classes = ["node", kind]
    if problems and problems.severity:
        spoken.append(say("problems", lang, number=problems.errors + problems.warnings))
        classes.append(problems.severity)
    current = ' aria-current="step"' if name == here else ""
    shown = name if len(name) <= _MOST_LETTERS else f"{name[: _MOST_LETTERS - 1]}…"
    mark = f'<text class="mark" x="{_WIDTH - 14}" y="18">!</text>' if problems else ""
    return (
        f'<g class="{" ".join(classes)}" data-node="{escape(name)}" tabindex="0" role="button"{current} '
        f'aria-label="{escape(", ".join(spoken))}" transform="translate({box.x} {box.y})">'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" rx="8"/>'
        f'<text x="10" y="19">{escape(shown)}</text>'
        f'<text class="kind" x="10" y="35">{escape(say(kind, lang))}</text>{mark}</g>'
    )
