"""A story as a picture: SVG, for the screen and for paper.

Rule: text is only ever text. The picture is built as a tree of elements and written out by the library, so no label can
become markup; it holds no script, no link and no address.
Each node is an element with `data-node`, each choice one with `data-choice` (and `data-from`, `data-to`), its arrow
in it; all can be focused and have a name to be read aloud, so that a page can make them buttons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from bot.content.map import cards, faces, marks, words
from bot.content.map.arrows import HEAD_LENGTH, backwards, climbs_at
from bot.content.map.elements import FONTS, mark, number, sub, text
from bot.content.map.layers import Arrow
from bot.content.map.layout import lay_out
from bot.content.map.legend import Legend
from bot.content.map.order import order

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.content import schema
    from bot.content.map.cards import Card, Chosen
    from bot.content.map.layout import Route
    from bot.content.map.order import Way
    from bot.core.turn import Lang

    Played = schema.Scenario | schema.Training

#: Around the drawing; and what the title above it takes.
_MARGIN: Final = 28.0
_TITLE: Final = 62.0
#: A legend on fewer rows is easier to read than one as narrow as a small story.
_LEAST_WIDTH: Final = 720.0
#: Each arrow has a white edge, so that one sees which of two goes on at a crossing; it begins below the box it leaves.
_HALO: Final = 5.0
_HALO_LEAVES: Final = 9.0
_STYLE: Final = (
    ".story-map [tabindex]:focus{outline:3px solid #5b21b6;outline-offset:2px}"
    ".story-map [data-choice]:hover .way,.story-map [data-choice]:focus .way{stroke-width:5}"
)


def svg(
    story: Played,
    lang: Lang,
    *,
    here: str = "",
    marked: Mapping[str, str] | None = None,
    focusable: bool = True,
) -> str:
    """Draw a story.

    `here`: the node to mark as "you are here". `marked`: node -> "error" or "warning", for nodes with problems.
    `focusable`: nodes and choices can be reached by the keyboard; without it a screen reader finds one image.
    """
    return _Picture(story, lang, here, marked or {}, focusable=focusable).written()


class _Picture:
    """The picture while it is drawn."""

    def __init__(self, story: Played, lang: Lang, here: str, marked: Mapping[str, str], *, focusable: bool) -> None:
        self.story, self.lang, self.focusable = story, lang, focusable
        told = self.told = order(story)
        self.cards: dict[str, Card] = {}
        for name in told.numbers:
            tags = tuple(cards.tags(name, story, told, here, marked.get(name, ""), lang))
            self.cards[name] = cards.card(name, story, told, tags, lang)
        self.missing = tuple(dict.fromkeys(way.choice.to for way in told.ways if way.broken))
        boxes = {name: card.box for name, card in self.cards.items()}
        boxes |= {cards.missing_name(name): cards.MISSING_BOX for name in self.missing}
        self.drawing = lay_out(boxes, [_arrow(way) for way in told.ways])
        self.width = max(_LEAST_WIDTH, self.drawing.width + 2 * _MARGIN)
        self.title = words.one_line(getattr(story.title, lang))
        self.counts = words.counts(story, len(told.ways), lang)

    def written(self) -> str:
        legend = Legend(self.story, self.told, self.lang, (_MARGIN, self.width - _MARGIN))
        top = _TITLE + _MARGIN
        legend_top = top + self.drawing.height + _MARGIN
        height = legend_top + legend.height + _MARGIN
        root = self._root(height)
        sub(root, "rect", width=self.width, height=height, fill=marks.PAPER)
        text(root, _MARGIN, 40, self.title, size=22, bold=True, room=self.width - 2 * _MARGIN)
        text(root, _MARGIN, 62, f"{self.story.id} · {self.counts}", size=13, colour=marks.SOFT_INK)
        self._body(sub(root, "g", transform=_moved((self.width - self.drawing.width) / 2, top)))
        legend.draw(root, legend_top)
        return ET.tostring(root, encoding="unicode") + "\n"

    def _root(self, height: float) -> ET.Element:
        name = f"{words.MAP_OF[self.lang]}{words.colon(self.lang)} {self.title}"
        root = ET.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "class": "story-map",
                "width": number(self.width),
                "height": number(height),
                "viewBox": f"0 0 {number(self.width)} {number(height)}",
                "lang": self.lang,
                # An image hides what is in it from screen readers; what can be focused must not be hidden.
                "role": "graphics-document document" if self.focusable else "img",
                "aria-label": name,
                "font-family": FONTS,
                "font-size": number(cards.TEXT_SIZE),
                "fill": marks.INK,
            },
        )
        sub(root, "title").text = name
        sub(root, "desc").text = self.counts
        sub(root, "style").text = _STYLE
        return root

    def _body(self, body: ET.Element) -> None:
        """Draw rings, then each node followed by its choices: so the keyboard goes through them in reading order."""
        for name, card in self.cards.items():
            faces.ring(body, card, self.drawing.places[name])
        routes = iter(self.drawing.routes)
        for name, card in self.cards.items():
            place = self.drawing.places[name]
            group = self._group(body, card.aloud, {"class": "map-node", "data-node": name})
            group.set("transform", _moved(place.x, place.y))
            sub(group, "title").text = f"{card.number}. {name}\n{card.whole}"
            faces.node(group, card, self.lang)
            for chosen in card.choices:
                self._choice(body, card, chosen, next(routes))
        for name in self.missing:
            place = self.drawing.places[cards.missing_name(name)]
            group = sub(body, "g", transform=_moved(place.x, place.y), data_missing=name)
            group.set("class", "map-missing")
            sub(group, "title").text = f"{name}{words.colon(self.lang)} {words.BROKEN[self.lang]}"
            faces.missing(group, name, place, self.lang)

    def _group(self, body: ET.Element, aloud: str, data: Mapping[str, str]) -> ET.Element:
        group = sub(body, "g")
        named = {"tabindex": "0", "role": "graphics-symbol img", "aria-label": aloud} if self.focusable else {}
        for key, value in {**data, **named}.items():
            group.set(key, value)
        return group

    def _choice(self, body: ET.Element, card: Card, chosen: Chosen, route: Route) -> None:
        way, place = chosen.way, self.drawing.places[card.name]
        data = {
            "class": "map-choice",
            "data-choice": way.choice.id,
            "data-from": way.scene,
            "data-to": way.choice.to,
            "data-stance": way.choice.stance,
        }
        group = self._group(body, chosen.aloud, data)
        sub(group, "title").text = chosen.aloud
        _line(group, way, route)
        left, top = place.x + card.choice_left(route.slot), place.y + card.choices_top
        faces.choice(group, card, chosen, left, top, self.lang)


def _arrow(way: Way) -> Arrow:
    target = cards.missing_name(way.choice.to) if way.broken else way.choice.to
    return Arrow(way.scene, target, way.choice.stance, back=way.back)


def _line(group: ET.Element, way: Way, route: Route) -> None:
    """Draw the arrow of a choice."""
    look = marks.STANCES[way.choice.stance]
    colour = marks.ALERT if way.broken else look.colour
    halo = backwards(route, leaves=_HALO_LEAVES)
    sub(group, "path", d=halo, fill="none", stroke=marks.PAPER, stroke_width=look.width + _HALO)
    line = sub(
        group,
        "path",
        d=backwards(route),
        fill="none",
        stroke=colour,
        stroke_width=look.width,
        stroke_dasharray=look.dashes or None,
        stroke_linecap="round",
    )
    line.set("class", "way")
    x, y = route.end
    sub(group, "path", d=f"M{number(x)} {number(y)} l-5.5 {number(-HEAD_LENGTH)} h11 Z", fill=colour)
    if way.back:
        mark(group, *climbs_at(route), marks.UP, colour)
    if way.broken:
        sub(group, "circle", cx=x, cy=y - 18, r=8, fill=marks.PAPER, stroke=colour, stroke_width=1.5)
        mark(group, x, y - 18, marks.CROSS, colour)


def _moved(x: float, y: float) -> str:
    return f"translate({number(x)} {number(y)})"
