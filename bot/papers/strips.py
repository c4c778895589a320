"""The map of a story cut into strips, so that it can be read on paper.

Rule: a card is never cut, only the lines between two layers are.
On one page, the letters of a shipped map would be three to four points high. So a map is cut where its layers part, and
its columns, where it has several, come one after the other. A line that is cut goes on at the same place of the next
strip: laid below each other, the strips are one map again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from bot.content.map import cards
from bot.content.map.elements import FONTS, number, sub
from bot.content.map.legend import Legend
from bot.content.map.marks import INK, PAPER
from bot.content.map.order import order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.content import schema
    from bot.core.turn import Lang

#: Points: smaller letters are hard to read on paper. Pixels: the smallest letters of a map, the names of stances.
LEAST_LETTERS: Final = 6.0
SMALLEST: Final = 11.0
#: Points for a pixel of the map: at least, and at most, when its text is nearly as large as that of the guide.
LEAST_SCALE: Final = LEAST_LETTERS / SMALLEST
MOST_SCALE: Final = 0.8
#: So far above a layer it is cut: where its lines run straight down to its cards.
_ABOVE: Final = 14.0
#: Around the drawing: what the picture leaves free, and what a strip keeps of it.
_MARGIN: Final = 28.0
_KEPT: Final = 14.0
#: From the top of the picture to its drawing, with the lines above it.
_TOP: Final = 74.0
#: Two columns are further apart than two cards.
_BETWEEN_COLUMNS: Final = 50.0
#: By so many pixels a limit is raised until as few strips as possible fit it: they are then about equally high.
_STEP: Final = 10.0
#: Left of the legend.
_LEGEND_EDGE: Final = 2.0
_NODE: Final = re.compile(r'data-node="([^"]+)" transform="translate\(([\d.]+) ([\d.]+)\)"')
_SIZE: Final = re.compile(r'width="([\d.]+)" height="([\d.]+)" viewBox="[^"]+"')


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a picture, in its pixels: two corners."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Page:
    """A kind of page: how much room a map has on it, in points."""

    wide: float
    high: float


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a map, the page it is for, and how many points a pixel gets there."""

    area: Area
    page: Page
    scale: float


def nodes(picture: str, story: schema.Scenario, lang: Lang) -> dict[str, Area]:
    """Say where each node stands in the picture of a story (the SVG of `map.svg`)."""
    told = order(story)
    found = {}
    for name, x, y in _NODE.findall(picture):
        tags = tuple(cards.tags(name, story, told, "", "", lang))
        box = cards.card(name, story, told, tags, lang).box
        found[name] = Area(float(x), float(y), float(x) + box.width, float(y) + box.height)
    return _moved(found, picture)


def strips(picture: str, story: schema.Scenario, lang: Lang, pages: Sequence[Page]) -> tuple[Strip, ...]:
    """Cut the picture of a story into as few strips as fit pages of these kinds; each column on pages of one kind."""
    found: list[Strip] = []
    for column, whole in _columns(nodes(picture, story, lang).values(), _drawing(picture, story, lang)):
        cuts = sorted({card.top - _ABOVE for card in column})[1:]
        tried = [_cut(whole, [whole.top, *cuts, whole.bottom], page) for page in pages]
        legible = [each for each in tried if each[0].scale >= LEAST_SCALE]
        fitting: list[Strip] = min(legible, key=len) if legible else max(tried, key=lambda each: each[0].scale)
        found += fitting
    return tuple(found)


def _cut(whole: Area, edges: Sequence[float], page: Page) -> list[Strip]:
    """Cut a column for pages of a kind: as few as letters allow that can be read, all drawn equally large."""
    pairs = tuple(pairwise(_edges(edges, page.high / min(LEAST_SCALE, page.wide / whole.width))))
    highest = max(bottom - top for top, bottom in pairs)
    scale = min(MOST_SCALE, page.wide / whole.width, page.high / highest)
    return [Strip(Area(whole.left, top, whole.right, bottom), page, scale) for top, bottom in pairs]


def cut_out(picture: str, area: Area) -> str:
    """Give the picture with nothing but an area of it to be seen."""
    wide, high = number(area.width), number(area.height)
    box = f"{number(area.left)} {number(area.top)} {wide} {high}"
    return _SIZE.sub(f'width="{wide}" height="{high}" viewBox="{box}"', picture, count=1)


def legend(story: schema.Scenario, lang: Lang, wide: float) -> str:
    """Draw what explains the marks of a map, so many pixels wide: it stands below every strip."""
    found = Legend(story, order(story), lang, (_LEGEND_EDGE, wide))
    high = number(found.height)
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "width": number(wide), "height": high})
    root.set("viewBox", f"0 0 {number(wide)} {high}")
    for key, value in {"font-family": FONTS, "font-size": number(cards.TEXT_SIZE), "fill": INK}.items():
        root.set(key, value)
    sub(root, "rect", width=wide, height=found.height, fill=PAPER)
    found.draw(root, found.height / (2 * len(found.rows)))
    return ET.tostring(root, encoding="unicode")


def height(picture: str) -> float:
    """Say how high a picture is, in pixels."""
    return _size(picture)[1]


def _size(picture: str) -> tuple[float, float]:
    found = _SIZE.search(picture)
    if found is None:
        raise ValueError("this is no picture of a story")
    return float(found[1]), float(found[2])


def _moved(found: Mapping[str, Area], picture: str) -> dict[str, Area]:
    """Move what stands in the drawing to where the drawing stands in the picture."""
    at = re.search(r'<g transform="translate\(([\d.]+) ([\d.]+)\)">', picture)
    x, y = (float(at[1]), float(at[2])) if at else (0.0, 0.0)
    return {name: Area(each.left + x, each.top + y, each.right + x, each.bottom + y) for name, each in found.items()}


def _drawing(picture: str, story: schema.Scenario, lang: Lang) -> Area:
    """Give the picture without its title and its legend."""
    wide, high = _size(picture)
    legend = Legend(story, order(story), lang, (_MARGIN, wide - _MARGIN))
    return Area(_KEPT, _TOP, wide - _KEPT, high - legend.height - 2 * _MARGIN + _KEPT)


def _columns(cards_: Iterable[Area], drawing: Area) -> Iterator[tuple[list[Area], Area]]:
    """Give the cards of each column from the left, and the area to show of it.

    The lines that lead from one column to the next run between them: they are shown with both.
    """
    groups: list[list[Area]] = []
    right = -_BETWEEN_COLUMNS
    for card in sorted(cards_, key=lambda each: each.left):
        if not groups or card.left > right + _BETWEEN_COLUMNS:
            groups.append([])
        groups[-1].append(card)
        right = max(right, card.right)
    for place, group in enumerate(groups):
        first, last = place == 0, place == len(groups) - 1
        yield (
            group,
            Area(
                drawing.left if first else max(card.right for card in groups[place - 1]) + _KEPT,
                min(card.top for card in group) - _KEPT if first else drawing.top,
                drawing.right if last else min(card.left for card in groups[place + 1]) - _KEPT,
                max(card.bottom for card in group) + _KEPT if last else drawing.bottom,
            ),
        )


def _edges(edges: Sequence[float], most: float) -> list[float]:
    """Choose the edges at which to cut: the fewest strips of at most this height, about equally high."""
    fewest = len(_greedy(edges, most))
    limit = (edges[-1] - edges[0]) / (fewest - 1)
    while limit < most and len(_greedy(edges, limit)) > fewest:
        limit += _STEP
    return _greedy(edges, min(limit, most))


def _greedy(edges: Sequence[float], most: float) -> list[float]:
    """Cut as late as may be; what is higher than a strip may be is one all the same."""
    chosen = [edges[0]]
    for edge, after in pairwise(edges[1:]):
        if after - chosen[-1] > most:
            chosen.append(edge)
    return [*chosen, edges[-1]]
