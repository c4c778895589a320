"""A story as a picture: SVG, for the screen and for paper.

Rule: text is only ever text. The picture is built as a tree of elements and written out by the library, so no label can
become markup; it holds no script, no link and no address.
Each node is an element with `data-node`, each choice one with `data-choice` (and `data-from`, `data-to`), its arrow
in it; all can be focused and have a name to be read aloud, so that a page can make them buttons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from bot.content import schema
from bot.content.map import cards, marks, words
from bot.content.map.arrows import HEAD_LENGTH, backwards, climbs_at
from bot.content.map.cards import CHOICE_PAD, HEAD, LINE, NAME_SIZE, PAD, TAG, TEXT_SIZE, Card, Chosen
from bot.content.map.elements import mark, number, sub, text
from bot.content.map.layers import Arrow
from bot.content.map.layout import Drawing, Place, Route, lay_out
from bot.content.map.legend import Legend
from bot.content.map.measure import width
from bot.content.map.order import Order, Way, order
from bot.content.map.shapes import SHAPES, frame

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.content.map.marks import Look
    from bot.core.turn import Lang

    Played = schema.Scenario | schema.Training

FONTS: Final = "Roboto, Arial, 'Liberation Sans', Helvetica, sans-serif"
#: Around the drawing; the title above it.
_MARGIN: Final = 28.0
_TITLE: Final = 62.0
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
        self.story, self.lang, self.here, self.marked, self.focusable = story, lang, here, marked, focusable
        self.told: Order = order(story)
        self.cards = {
            name: cards.card(
                name, story, self.told, cards.tags(name, story, self.told, here, marked.get(name, ""), lang), lang
            )
            for name in self.told.numbers
        }
        self.missing = list(dict.fromkeys(way.choice.to for way in self.told.ways if way.broken))
        boxes = {name: card.box for name, card in self.cards.items()}
        boxes |= {cards.missing_name(name): cards.missing_box() for name in self.missing}
        arrows = [
            Arrow(
                way.scene,
                cards.missing_name(way.choice.to) if way.broken else way.choice.to,
                way.choice.stance,
                back=way.back,
            )
            for way in self.told.ways
        ]
        self.drawing: Drawing = lay_out(boxes, arrows)
        self.width = max(_LEAST_WIDTH, self.drawing.width + 2 * _MARGIN)
        self.shift = (self.width - self.drawing.width) / 2, _TITLE + _MARGIN

    # ---- the whole -------------------------------------------------------------------------------------------------

    def written(self) -> str:
        legend = Legend(self.story, self.told, self.lang, (_MARGIN, self.width - _MARGIN))
        legend_top = self.shift[1] + self.drawing.height + _MARGIN
        height = legend_top + legend.height + _MARGIN
        role = {"role": "graphics-document document"} if self.focusable else {"role": "img"}
        root = ET.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "class": "story-map",
                "width": number(self.width),
                "height": number(height),
                "viewBox": f"0 0 {number(self.width)} {number(height)}",
                "lang": self.lang,
                **role,
                "aria-label": self._name(),
                "font-family": FONTS,
                "font-size": number(TEXT_SIZE),
                "fill": marks.INK,
            },
        )
        sub(root, "title").text = self._name()
        sub(root, "desc").text = self._counts()
        sub(root, "style").text = _STYLE
        sub(root, "rect", width=self.width, height=height, fill=marks.PAPER)
        self._heading(root)
        body = sub(root, "g", transform=f"translate({number(self.shift[0])} {number(self.shift[1])})")
        for name, card in self.cards.items():
            self._ring(body, card, self.drawing.places[name])
        routes = iter(self.drawing.routes)
        for name, card in self.cards.items():
            self._node(body, card, self.drawing.places[name])
            for chosen in card.choices:
                self._choice(body, card, chosen, next(routes))
        for name in self.missing:
            self._missing(body, name, self.drawing.places[cards.missing_name(name)])
        legend.draw(root, legend_top)
        return ET.tostring(root, encoding="unicode") + "\n"

    def _name(self) -> str:
        return (
            f"{words.MAP_OF[self.lang]}{words.colon(self.lang)} {words.one_line(getattr(self.story.title, self.lang))}"
        )

    def _counts(self) -> str:
        return words.counts(self.story, len(self.told.ways), self.lang)

    def _heading(self, root: ET.Element) -> None:
        title = words.one_line(getattr(self.story.title, self.lang))
        text(root, _MARGIN, 40, title, size=22, bold=True, room=self.width - 2 * _MARGIN)
        text(root, _MARGIN, 62, f"{self.story.id} · {self._counts()}", size=13, colour=marks.SOFT_INK)

    # ---- nodes -----------------------------------------------------------------------------------------------------

    def _node(self, body: ET.Element, card: Card, place: Place) -> None:
        node = self.story.nodes[card.name]
        group = self._group(body, self._aloud(card), {"data-node": card.name, "class": "map-node"}, place)
        sub(group, "title").text = f"{card.number}. {card.name}\n{words.opening(node, self.story, self.lang)}"
        if isinstance(node, schema.Ending):
            self._ending(group, card, node)
        else:
            self._scene(group, card, node)
        top = 0.0
        for kind, said in card.tags:
            self._tag(group, card, kind, said, top)
            top += TAG
        top += LINE if isinstance(node, schema.Ending) else 0
        for count, line in enumerate(card.opening):
            y = top + HEAD + 10 + count * LINE
            text(group, PAD, y, line, colour=marks.INK, room=card.box.width - 2 * PAD)
        if card.foot:
            y, room = card.box.height - PAD - 2, card.box.width - 2 * PAD - cards.FOOT_MARK
            mark(group, PAD + 7, y - 4.5, marks.AGAIN, marks.SOFT_INK)
            text(group, PAD + cards.FOOT_MARK, y, card.foot, colour=marks.SOFT_INK, room=room)

    def _group(self, body: ET.Element, aloud: str, data: Mapping[str, str], place: Place | None) -> ET.Element:
        group = sub(body, "g")
        for key, value in data.items():
            group.set(key, value)
        if place:
            group.set("transform", f"translate({number(place.x)} {number(place.y)})")
        if self.focusable:
            group.set("tabindex", "0")
            group.set("role", "graphics-symbol img")
            group.set("aria-label", aloud)
        return group

    def _aloud(self, card: Card) -> str:
        """Say a node in one line: number, name, what is special, how it begins."""
        node = self.story.nodes[card.name]
        facts = [said for _, said in card.tags]
        facts += [words.OUTCOMES[node.outcome][self.lang]] if isinstance(node, schema.Ending) else []
        facts += [words.SAY[self.lang]] if isinstance(node, schema.Scene) and node.say_it_your_way else []
        facts += [words.signs(len(node.signs), self.lang)] if node.signs else []
        return ". ".join((f"{card.number}, {card.name}", *facts, words.opening(node, self.story, self.lang)))

    def _scene(self, group: ET.Element, card: Card, node: schema.Scene) -> None:
        unreached = not self.told.is_reached(card.name)
        start = card.name == self.story.start
        sub(
            group,
            "rect",
            width=card.box.width,
            height=card.box.height,
            rx=8,
            fill=marks.PAPER,
            stroke=marks.ALERT if unreached else marks.INK if start else marks.EDGE,
            stroke_width=3 if start else 1.4,
            stroke_dasharray="3 4" if unreached else None,
        )
        top = len(card.tags) * TAG
        self._badge(group, PAD + 9, top + HEAD / 2 + 2, card.number, marks.INK)
        text(group, PAD + 24, top + HEAD / 2 + 6.5, card.title, size=NAME_SIZE, bold=True)
        right = card.box.width - PAD - 8
        if node.signs:
            right = self._flag(group, right, top + HEAD / 2 + 2, len(node.signs))
        if node.say_it_your_way:
            mark(group, right, top + HEAD / 2 + 2, marks.PENCIL, marks.INK, words.SAY[self.lang])

    def _ending(self, group: ET.Element, card: Card, node: schema.Ending) -> None:
        look = marks.OUTCOMES[node.outcome]
        unreached = not self.told.is_reached(card.name)
        wide, high = card.box.width, card.box.height
        sub(
            group,
            "path",
            d=SHAPES[node.outcome](wide, high),
            fill=look.ground,
            stroke=marks.ALERT if unreached else look.colour,
            stroke_width=2.4,
            stroke_dasharray="3 4" if unreached else look.dashes or None,
        )
        if node.outcome == "done":
            sub(group, "path", d=frame(wide, high, 5), fill="none", stroke=look.colour, stroke_width=1)
        top = len(card.tags) * TAG
        middle = top + HEAD / 2 + 2
        self._badge(group, PAD + 9, middle, card.number, look.colour)
        text(group, PAD, middle + HEAD / 2 + 8, card.title, size=NAME_SIZE, bold=True, room=wide - 2 * PAD)
        said = words.OUTCOMES[node.outcome][self.lang]
        pill = width(said, TEXT_SIZE, bold=True) + 26
        left = PAD + 24
        sub(group, "rect", x=left, y=middle - 10, width=pill, height=20, rx=10, fill=look.colour)
        mark(group, left + 12, middle, look.mark, marks.PAPER)
        text(group, left + 21, middle + 4.2, said, bold=True, colour=marks.PAPER)
        if node.signs:
            self._flag(group, wide - PAD - 8, middle, len(node.signs))

    def _ring(self, body: ET.Element, card: Card, place: Place) -> None:
        """Draw a ring round the node where one is, and round one with problems; arrows are drawn over it."""
        severity = self.marked.get(card.name, "")
        colour = marks.HERE if card.name == self.here else _severity(severity) if severity else ""
        if colour:
            around = {"x": place.x - 6, "y": place.y - 6, "width": place.width + 12, "height": place.height + 12}
            sub(body, "rect", **around, rx=13, fill="none", stroke=colour, stroke_width=4)

    def _tag(self, group: ET.Element, card: Card, kind: str, said: str, top: float) -> None:
        severity = self.marked.get(card.name, "")
        colour, path = {
            "here": (marks.HERE, marks.PIN),
            "start": (marks.INK, marks.PLAY),
            "unreached": (marks.ALERT, marks.CROSS),
            "marked": (_severity(severity), marks.ALARM),
        }[kind]
        sub(
            group,
            "rect",
            x=PAD - 2,
            y=top + 6,
            width=width(said, TEXT_SIZE, bold=True) + 26,
            height=18,
            rx=9,
            fill=colour,
        )
        mark(group, PAD + 9, top + 15, path, marks.PAPER)
        text(group, PAD + 19, top + 19.2, said, bold=True, colour=marks.PAPER)

    def _badge(self, group: ET.Element, x: float, y: float, number: int, colour: str) -> None:
        sub(group, "circle", cx=x, cy=y, r=10.5, fill=colour)
        text(group, x, y + 4.2, str(number), bold=True, colour=marks.PAPER, anchor="middle")

    def _flag(self, group: ET.Element, right: float, y: float, count: int) -> float:
        """Draw a flag with the number of signs; return where the next mark may stand."""
        mark(group, right - 10, y, marks.FLAG, marks.ALERT, words.signs(count, self.lang))
        text(group, right + 7, y + 4.2, str(count), bold=True, colour=marks.ALERT, anchor="end")
        return right - 32

    def _missing(self, body: ET.Element, name: str, place: Place) -> None:
        group = sub(body, "g", transform=f"translate({number(place.x)} {number(place.y)})")
        group.set("data-missing", name)
        group.set("class", "map-missing")
        sub(
            group,
            "rect",
            width=place.width,
            height=place.height,
            rx=4,
            fill=marks.PAPER,
            stroke=marks.ALERT,
            stroke_width=2,
            stroke_dasharray="3 4",
        )
        mark(group, 16, place.height / 2, marks.CROSS, marks.ALERT)
        sub(group, "title").text = f"{name}{words.colon(self.lang)} {words.BROKEN[self.lang]}"
        room = place.width - 40
        text(group, 30, 19, name, bold=True, colour=marks.ALERT, room=room)
        text(group, 30, 34, words.BROKEN[self.lang], colour=marks.ALERT, room=room)

    # ---- choices ---------------------------------------------------------------------------------------------------

    def _choice(self, body: ET.Element, card: Card, chosen: Chosen, route: Route) -> None:
        way, place = chosen.way, self.drawing.places[card.name]
        look = marks.STANCES[way.choice.stance]
        data = {
            "class": "map-choice",
            "data-choice": way.choice.id,
            "data-from": way.scene,
            "data-to": way.choice.to,
            "data-stance": way.choice.stance,
        }
        group = self._group(body, self._choice_aloud(way), data, None)
        sub(group, "title").text = self._choice_aloud(way)
        self._arrow(group, way, look, route)
        left, top = place.x + card.slot_left(route.slot), place.y + card.choices_top
        sub(
            group,
            "rect",
            x=left,
            y=top,
            width=card.choice_width,
            height=card.choice_height,
            rx=5,
            fill=look.ground,
            stroke=look.colour,
            stroke_width=1.4,
        )
        mark(group, left + 12, top + 11, look.mark, look.colour)
        stance = words.STANCES[way.choice.stance][self.lang]
        text(group, left + 22, top + 15, stance, size=11, colour=look.colour, bold=True)
        if way.choice.signs:
            mark(
                group,
                left + card.choice_width - 10,
                top + 11,
                marks.FLAG,
                marks.ALERT,
                words.signs(len(way.choice.signs), self.lang),
            )
        for count, line in enumerate(chosen.lines):
            text(
                group,
                left + CHOICE_PAD,
                top + cards.MARK + 11 + count * LINE,
                line,
                room=card.choice_width - 2 * CHOICE_PAD,
            )

    def _choice_aloud(self, way: Way) -> str:
        choice = way.choice
        label = words.quoted(words.one_line(getattr(choice.label, self.lang)), self.lang)
        stance = words.STANCES[choice.stance][self.lang]
        seen = f", {words.signs(len(choice.signs), self.lang)}" if choice.signs else ""
        return f"{label} ({stance}{seen}) → {self._target(way)}"

    def _target(self, way: Way) -> str:
        if way.broken:
            return f"{way.choice.to} ({words.BROKEN[self.lang]})"
        back = f" ({words.LEADS_BACK[self.lang]})" if way.back else ""
        return f"{self.told.numbers[way.choice.to]} {way.choice.to}{back}"

    def _arrow(self, group: ET.Element, way: Way, look: Look, route: Route) -> None:
        colour = marks.ALERT if way.broken else look.colour
        path = backwards(route)
        halo = backwards(route, leaves=_HALO_LEAVES)
        sub(group, "path", d=halo, fill="none", stroke=marks.PAPER, stroke_width=look.width + _HALO)
        line = sub(
            group,
            "path",
            d=path,
            fill="none",
            stroke=colour,
            stroke_width=look.width,
            stroke_dasharray=look.dashes or None,
            stroke_linecap="round",
        )
        line.set("class", "way")
        x, y = route.end
        sub(group, "path", d=f"M{number(x)} {number(y)} l-5.5 {-HEAD_LENGTH} h11 Z", fill=colour)
        if way.back:
            mark(group, *climbs_at(route), marks.UP, colour)
        if way.broken:
            sub(group, "circle", cx=x, cy=y - 18, r=8, fill=marks.PAPER, stroke=colour, stroke_width=1.5)
            mark(group, x, y - 18, marks.CROSS, colour)


def _severity(severity: str) -> str:
    return marks.WARNING if severity == "warning" else marks.ALERT
