"""The legend of the picture.

Rule: it explains what stands in this story, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.map import marks, words
from bot.content.map.cards import TEXT_SIZE
from bot.content.map.elements import mark, number, sub, text
from bot.content.map.measure import width
from bot.content.map.shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree as ET

    from bot.content.map.order import Order
    from bot.core.turn import Lang

    Played = schema.Scenario | schema.Training

#: From one row to the next, how wide a sample is, and from a sample to its words and on to the next sample.
_ROW: Final = 24.0
_SAMPLE: Final = 34.0
_TO_WORDS: Final = 8.0
_TO_NEXT: Final = 22.0
_MARKS: Final = {
    "signs": (marks.FLAG, marks.ALERT),
    "say": (marks.PENCIL, marks.INK),
    "back": (marks.UP, marks.INK),
    "broken": (marks.CROSS, marks.ALERT),
}


@dataclass(frozen=True, slots=True)
class _Item:
    """One sample and its words. `kind`: whether `key` names a stance, an outcome or a mark."""

    kind: str
    key: str
    said: str


class Legend:
    """The legend of one story, between two edges; its rows are known before it is drawn."""

    def __init__(self, story: Played, told: Order, lang: Lang, edges: tuple[float, float]) -> None:
        self.lang = lang
        self.left, self.right = edges
        self.rows = list(self._rows(list(_items(story, told, lang))))

    @property
    def height(self) -> float:
        """How high it is."""
        return len(self.rows) * _ROW

    def draw(self, root: ET.Element, top: float) -> None:
        """Draw it, its first row in the middle of this height."""
        group = sub(root, "g")
        group.set("class", "map-legend")
        text(group, self.left, top + 4, words.LEGEND[self.lang], bold=True)
        for count, row in enumerate(self.rows):
            y = top + count * _ROW
            for x, item in row:
                _sample(group, x, y, item)
                text(group, x + _SAMPLE + _TO_WORDS, y + 4, item.said)

    def _rows(self, items: list[_Item]) -> Iterator[list[tuple[float, _Item]]]:
        """Set the items side by side, as many in a row as fit: each with its x."""
        first = self.left + width(words.LEGEND[self.lang], TEXT_SIZE, bold=True) + _TO_NEXT
        x = first
        row: list[tuple[float, _Item]] = []
        for item in items:
            wide = _SAMPLE + _TO_WORDS + width(item.said, TEXT_SIZE)
            if row and x + wide > self.right:
                yield row
                x, row = first, []
            row.append((x, item))
            x += wide + _TO_NEXT
        yield row


def _items(story: Played, told: Order, lang: Lang) -> Iterator[_Item]:
    nodes = story.nodes.values()
    stances = {way.choice.stance for way in told.ways}
    outcomes = {node.outcome for node in nodes if isinstance(node, schema.Ending)}
    yield from (_Item("stance", key, said[lang]) for key, said in words.STANCES.items() if key in stances)
    yield from (_Item("outcome", key, said[lang]) for key, said in words.OUTCOMES.items() if key in outcomes)
    shown = {
        "signs": any(node.signs for node in nodes) or any(way.choice.signs for way in told.ways),
        "say": any(isinstance(node, schema.Scene) and node.say_it_your_way for node in nodes),
        "back": any(way.back for way in told.ways),
        "broken": any(way.broken for way in told.ways),
    }
    said = {"signs": words.SIGNS, "say": words.SAY, "back": words.LEADS_BACK, "broken": words.BROKEN}
    yield from (_Item("mark", key, said[key][lang]) for key, is_there in shown.items() if is_there)


def _sample(group: ET.Element, x: float, y: float, item: _Item) -> None:
    middle = x + _SAMPLE / 2
    if item.kind == "stance":
        look = marks.STANCES[item.key]
        mark(group, x + 4, y, look.mark, look.colour)
        line = f"M{number(x + 14)} {number(y)} h20"
        dashes = look.dashes or None
        sub(
            group,
            "path",
            d=line,
            stroke=look.colour,
            stroke_width=look.width,
            stroke_linecap="round",
            stroke_dasharray=dashes,
        )
    elif item.kind == "outcome":
        look = marks.OUTCOMES[item.key]
        shape = SHAPES[item.key](_SAMPLE, 19.0, 6.0)
        box = sub(group, "path", d=shape, fill=look.ground, stroke=look.colour, stroke_width=2)
        box.set("transform", f"translate({number(x)} {number(y - 9.5)})")
        if look.dashes:
            box.set("stroke-dasharray", look.dashes)
        mark(group, middle, y, look.mark, look.colour)
    else:
        path, colour = _MARKS[item.key]
        mark(group, x + _SAMPLE - 8, y, path, colour)
