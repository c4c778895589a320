"""A story as a picture: every node a box, every choice a line.

Rule: each box is `data-node`, can be reached by keyboard, and says in words what it is; nothing in it is drawn only.
Each line is the `data-choice` of a scene, `data-from`.
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
_NARROWEST: Final = 120
_LETTER: Final = 8
_HEIGHT: Final = 44
_ACROSS: Final = 22
_DOWN: Final = 46
_MARGIN: Final = 12


@dataclass(frozen=True, slots=True)
class _Box:
    x: int
    y: int
    width: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


def draw(story: Story, lang: Lang, here: str, marked: Mapping[str, Tally]) -> str:
    """Give the picture as SVG. `here`: the node the chat stands at, or ""; `marked`: the nodes that have problems.

    Of a story without a node there is no picture.
    """
    if not story.nodes:
        return ""
    places = _places(story)
    width = max(box.x + box.width for box in places.values()) + _MARGIN
    height = max(box.y for box in places.values()) + _HEIGHT + _MARGIN
    lines = "".join(
        _line(name, choice.id, places[name], places[choice.to])
        for name, node in story.nodes.items()
        for choice in (node.choices if isinstance(node, schema.Scene) else ())
        if choice.to in places
    )
    boxes = " ".join(
        _box(name, _told(name, story, lang, marked.get(name)), places[name], _looks(name, story, here, marked))
        for name in places
    )
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
    width = max(_NARROWEST, max(map(len, story.nodes)) * _LETTER + 2 * _MARGIN)
    step = width + _ACROSS
    return {
        name: _Box(
            _MARGIN + place * step + (widest - len(row)) * step // 2, _MARGIN + number * (_HEIGHT + _DOWN), width
        )
        for number, row in sorted(rows.items())
        for place, name in enumerate(row)
    }


def _line(name: str, choice: str, start: _Box, end: _Box) -> str:
    y, to_y = start.y + _HEIGHT, end.y
    bend = (to_y - y) // 2 if to_y > y else _DOWN
    curve = f"M{start.middle} {y} C{start.middle} {y + bend} {end.middle} {to_y - bend} {end.middle} {to_y}"
    return f'<path class="way" data-from="{escape(name)}" data-choice="{escape(choice)}" d="{curve}"/>'


def _told(name: str, story: Story, lang: Lang, problems: Tally | None) -> str:
    """Say what a node is, and how many problems it has."""
    number = problems.errors + problems.warnings if problems else 0
    kind = say(kind_of(name, story), lang)
    return f"{kind} · {say('problems', lang, number=number)}" if number else kind


def _looks(name: str, story: Story, here: str, marked: Mapping[str, Tally]) -> str:
    severity = marked[name].severity if name in marked else None
    classes = " ".join(filter(None, ("node", kind_of(name, story), severity)))
    return f'class="{classes}" aria-current="step"' if name == here else f'class="{classes}"'


def _box(name: str, told: str, box: _Box, looks: str) -> str:
    """Draw one node. Its texts are its name: what is heard is what is seen."""
    return (
        f'<g {looks} data-node="{escape(name)}" tabindex="0" role="button" transform="translate({box.x} {box.y})">'
        f'<rect width="{box.width}" height="{_HEIGHT}" rx="8"/>'
        f'<text x="{_MARGIN}" y="19">{escape(name)}</text> '
        f'<text class="kind" x="{_MARGIN}" y="35">{escape(told)}</text></g>'
    )
