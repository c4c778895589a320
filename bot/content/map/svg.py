"""A story as a picture: SVG, for the screen and for paper.

Rule: text is only ever text. The picture is built as a tree of elements and written out by the library, so no label can
become markup; it holds no script, no link and no address.
Each node is an element with `data-node`, each choice one with `data-choice` (and `data-from`, `data-to`), its arrow
in it; all can be focused and have a name to be read aloud, so that a page can make them buttons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as Tree  # noqa: S405 - trees are written with it; nothing is read

from bot.content import schema
from bot.content.map import cards, marks, words
from bot.content.map.cards import CHOICE_GAP, HEAD, LINE, NAME_SIZE, PAD, TAG, TEXT_SIZE, Card, Chosen
from bot.content.map.layers import Arrow
from bot.content.map.layout import Drawing, Place, Route, lay_out
from bot.content.map.measure import width
from bot.content.map.order import Order, Way, order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.map.marks import Look
    from bot.core.turn import Lang

    Played = schema.Scenario | schema.Training

FONTS: Final = "Roboto, Arial, 'Liberation Sans', Helvetica, sans-serif"
#: Around the drawing; the title above it.
_MARGIN: Final = 28.0
_TITLE: Final = 62.0
_LEAST_WIDTH: Final = 720.0
_HEAD_LENGTH: Final = 9.0
_HALO: Final = 5.0
#: A line that takes up more of its room than this is drawn with its length given: another font may be wider.
_TIGHT: Final = 0.85
#: From one row of the legend to the next, and how wide a sample in it is.
_LEGEND_ROW: Final = 24.0
_SAMPLE: Final = 34.0
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
    `focusable`: nodes and choices can be reached by the keyboard; without it the picture is one image to a screen reader.
    """
    return _Picture(story, lang, here, marked or {}, focusable=focusable).written()


class _Picture:
    """The picture while it is drawn."""

    def __init__(
        self, story: Played, lang: Lang, here: str, marked: Mapping[str, str], *, focusable: bool
    ) -> None:
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
        legend_top = self.shift[1] + self.drawing.height + _MARGIN
        rows = list(self._legend_rows())
        height = legend_top + len(rows) * _LEGEND_ROW + _MARGIN
        role = {"role": "graphics-document document"} if self.focusable else {"role": "img"}
        root = Tree.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "class": "story-map",
                "width": _number(self.width),
                "height": _number(height),
                "viewBox": f"0 0 {_number(self.width)} {_number(height)}",
                "lang": self.lang,
                **role,
                "aria-label": self._name(),
                "font-family": FONTS,
                "font-size": _number(TEXT_SIZE),
                "fill": marks.INK,
            },
        )
        _sub(root, "title").text = self._name()
        _sub(root, "desc").text = self._counts()
        _sub(root, "style").text = _STYLE
        _sub(root, "rect", width=self.width, height=height, fill=marks.PAPER)
        self._heading(root)
        body = _sub(root, "g", transform=f"translate({_number(self.shift[0])} {_number(self.shift[1])})")
        routes = iter(self.drawing.routes)
        for name, card in self.cards.items():
            self._node(body, card, self.drawing.places[name])
            for chosen in card.choices:
                self._choice(body, card, chosen, next(routes))
        for name in self.missing:
            self._missing(body, name, self.drawing.places[cards.missing_name(name)])
        self._legend(root, rows, legend_top)
        return Tree.tostring(root, encoding="unicode") + "\n"

    def _name(self) -> str:
        return f"{words.MAP_OF[self.lang]}{words.colon(self.lang)} {words.one_line(getattr(self.story.title, self.lang))}"

    def _counts(self) -> str:
        return words.counts(self.story, len(self.told.ways), self.lang)

    def _heading(self, root: Tree.Element) -> None:
        title = words.one_line(getattr(self.story.title, self.lang))
        _text(root, _MARGIN, 40, title, size=22, bold=True, room=self.width - 2 * _MARGIN)
        _text(root, _MARGIN, 62, f"{self.story.id} · {self._counts()}", size=13, colour=marks.SOFT_INK)

    # ---- nodes -----------------------------------------------------------------------------------------------------

    def _node(self, body: Tree.Element, card: Card, place: Place) -> None:
        node = self.story.nodes[card.name]
        group = self._group(body, self._aloud(card), {"data-node": card.name, "class": "map-node"}, place)
        _sub(group, "title").text = f"{card.number}. {card.name}\n{words.opening(node, self.story, self.lang)}"
        if isinstance(node, schema.Ending):
            self._ending(group, card, node)
        else:
            self._scene(group, card, node)
        top = 0.0
        for kind, said in card.tags:
            self._tag(group, card, kind, said, top)
            top += TAG
        for place_, line in enumerate(card.opening):
            y = top + HEAD + 10 + place_ * LINE
            _text(group, PAD, y, line, colour=marks.INK, room=card.box.width - 2 * PAD)
        if card.foot:
            _text(
                group, PAD, card.box.height - PAD - 2, card.foot, colour=marks.SOFT_INK, room=card.box.width - 2 * PAD
            )

    def _group(self, body: Tree.Element, aloud: str, data: Mapping[str, str], place: Place | None) -> Tree.Element:
        group = _sub(body, "g")
        for key, value in data.items():
            group.set(key, value)
        if place:
            group.set("transform", f"translate({_number(place.x)} {_number(place.y)})")
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

    def _scene(self, group: Tree.Element, card: Card, node: schema.Scene) -> None:
        unreached = not self.told.is_reached(card.name)
        start = card.name == self.story.start
        self._ring(group, card)
        _sub(
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
        _text(group, PAD + 24, top + HEAD / 2 + 6.5, card.title, size=NAME_SIZE, bold=True)
        right = card.box.width - PAD - 8
        if node.signs:
            right = self._flag(group, right, top + HEAD / 2 + 2, len(node.signs))
        if node.say_it_your_way:
            _mark(group, right, top + HEAD / 2 + 2, marks.PENCIL, marks.INK, words.SAY[self.lang])

    def _ending(self, group: Tree.Element, card: Card, node: schema.Ending) -> None:
        look = marks.OUTCOMES[node.outcome]
        unreached = not self.told.is_reached(card.name)
        self._ring(group, card)
        wide, high = card.box.width, card.box.height
        _sub(
            group,
            "path",
            d=_SHAPES[node.outcome](wide, high),
            fill=look.ground,
            stroke=marks.ALERT if unreached else look.colour,
            stroke_width=2.4,
            stroke_dasharray="3 4" if unreached else look.dashes or None,
        )
        if node.outcome == "done":
            _sub(group, "path", d=_box(wide, high, 5), fill="none", stroke=look.colour, stroke_width=1)
        top = len(card.tags) * TAG
        middle = top + HEAD / 2 + 2
        self._badge(group, PAD + 9, middle, card.number, look.colour)
        _text(group, PAD + 24, middle + 4.5, card.title, size=NAME_SIZE, bold=True)
        said = words.OUTCOMES[node.outcome][self.lang]
        pill = width(said, TEXT_SIZE, bold=True) + 26
        left = wide - PAD - pill + 2
        _sub(group, "rect", x=left, y=middle - 10, width=pill, height=20, rx=10, fill=look.colour)
        _mark(group, left + 12, middle, look.mark, marks.PAPER)
        _text(group, left + 21, middle + 4.2, said, bold=True, colour=marks.PAPER)
        if node.signs:
            self._flag(group, left - 16, middle, len(node.signs))

    def _ring(self, group: Tree.Element, card: Card) -> None:
        """Draw a ring round the node where one is, and round one with problems."""
        severity = self.marked.get(card.name, "")
        colour = marks.HERE if card.name == self.here else _severity(severity) if severity else ""
        if colour:
            _sub(
                group,
                "rect",
                x=-6,
                y=-6,
                width=card.box.width + 12,
                height=card.box.height + 12,
                rx=13,
                fill="none",
                stroke=colour,
                stroke_width=4,
            )

    def _tag(self, group: Tree.Element, card: Card, kind: str, said: str, top: float) -> None:
        severity = self.marked.get(card.name, "")
        colour, mark = {
            "here": (marks.HERE, marks.PIN),
            "start": (marks.INK, marks.PLAY),
            "unreached": (marks.ALERT, marks.CROSS),
            "marked": (_severity(severity), marks.ALARM),
        }[kind]
        _sub(group, "rect", x=PAD - 2, y=top + 6, width=width(said, TEXT_SIZE, bold=True) + 26, height=18, rx=9, fill=colour)
        _mark(group, PAD + 9, top + 15, mark, marks.PAPER)
        _text(group, PAD + 19, top + 19.2, said, bold=True, colour=marks.PAPER)

    def _badge(self, group: Tree.Element, x: float, y: float, number: int, colour: str) -> None:
        _sub(group, "circle", cx=x, cy=y, r=10.5, fill=colour)
        _text(group, x, y + 4.2, str(number), bold=True, colour=marks.PAPER, anchor="middle")

    def _flag(self, group: Tree.Element, right: float, y: float, count: int) -> float:
        """Draw a flag with the number of signs; return where the next mark may stand."""
        _mark(group, right - 10, y, marks.FLAG, marks.ALERT, words.signs(count, self.lang))
        _text(group, right + 7, y + 4.2, str(count), bold=True, colour=marks.ALERT, anchor="end")
        return right - 32

    def _missing(self, body: Tree.Element, name: str, place: Place) -> None:
        group = _sub(body, "g", transform=f"translate({_number(place.x)} {_number(place.y)})")
        group.set("data-missing", name)
        group.set("class", "map-missing")
        _sub(
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
        _mark(group, 16, place.height / 2, marks.CROSS, marks.ALERT)
        _sub(group, "title").text = f"{name}{words.colon(self.lang)} {words.BROKEN[self.lang]}"
        room = place.width - 40
        _text(group, 30, 19, name, bold=True, colour=marks.ALERT, room=room)
        _text(group, 30, 34, words.BROKEN[self.lang], colour=marks.ALERT, room=room)

    # ---- choices ---------------------------------------------------------------------------------------------------

    def _choice(self, body: Tree.Element, card: Card, chosen: Chosen, route: Route) -> None:
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
        _sub(group, "title").text = self._choice_aloud(way)
        self._arrow(group, way, look, route)
        left, top = place.x + card.slot_left(route.slot), place.y + card.choices_top
        _sub(
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
        _mark(group, left + 12, top + 11, look.mark, look.colour)
        stance = words.STANCES[way.choice.stance][self.lang]
        _text(group, left + 22, top + 15, stance, size=11, colour=look.colour, bold=True)
        if way.choice.signs:
            _mark(group, left + card.choice_width - 10, top + 11, marks.FLAG, marks.ALERT, words.signs(len(way.choice.signs), self.lang))
        for number, line in enumerate(chosen.lines):
            _text(group, left + 6, top + cards.MARK + 11 + number * LINE, line, room=card.choice_width - 10)

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

    def _arrow(self, group: Tree.Element, way: Way, look: Look, route: Route) -> None:
        colour = marks.ALERT if way.broken else look.colour
        path = _backwards(route)
        _sub(group, "path", d=path, fill="none", stroke=marks.PAPER, stroke_width=look.width + _HALO)
        line = _sub(
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
        _sub(group, "path", d=f"M{_number(x)} {_number(y)} l-5.5 {-_HEAD_LENGTH} h11 Z", fill=colour)
        if way.back:
            _mark(group, *_climbs_at(route), "M0 -6 L6 5 L0 2 L-6 5 Z", colour)
        if way.broken:
            _sub(group, "circle", cx=x, cy=y - 18, r=8, fill=marks.PAPER, stroke=colour, stroke_width=1.5)
            _mark(group, x, y - 18, marks.CROSS, colour)

    # ---- the legend ------------------------------------------------------------------------------------------------

    def _legend_items(self) -> Iterator[tuple[str, str, str]]:
        """Give what needs explaining in this story: kind, key, words."""
        scenes = [node for node in self.story.nodes.values() if isinstance(node, schema.Scene)]
        endings = [node for node in self.story.nodes.values() if isinstance(node, schema.Ending)]
        stances = {way.choice.stance for way in self.told.ways}
        outcomes = {ending.outcome for ending in endings}
        yield from (("stance", key, said[self.lang]) for key, said in words.STANCES.items() if key in stances)
        yield from (("outcome", key, said[self.lang]) for key, said in words.OUTCOMES.items() if key in outcomes)
        if any(node.signs for node in self.story.nodes.values()) or any(way.choice.signs for way in self.told.ways):
            yield "mark", "signs", words.SIGNS[self.lang]
        if any(scene.say_it_your_way for scene in scenes):
            yield "mark", "say", words.SAY[self.lang]
        if any(way.back for way in self.told.ways):
            yield "mark", "back", words.LEADS_BACK[self.lang]
        if self.missing:
            yield "mark", "broken", words.BROKEN[self.lang]

    def _legend_rows(self) -> Iterator[list[tuple[float, tuple[str, str, str]]]]:
        """Set the items side by side, as many in a row as fit: each with its x."""
        x, row = _MARGIN + width(words.LEGEND[self.lang], TEXT_SIZE, bold=True) + 24, []
        first = x
        for item in self._legend_items():
            wide = _SAMPLE + 8 + width(item[2], TEXT_SIZE) + 22
            if row and x + wide > self.width - _MARGIN:
                yield row
                x, row = first, []
            row.append((x, item))
            x += wide
        yield row

    def _legend(self, root: Tree.Element, rows: list[list[tuple[float, tuple[str, str, str]]]], top: float) -> None:
        group = _sub(root, "g")
        group.set("class", "map-legend")
        _text(group, _MARGIN, top + 4, words.LEGEND[self.lang], bold=True)
        for number, row in enumerate(rows):
            y = top + number * _LEGEND_ROW
            for x, (kind, key, said) in row:
                self._sample(group, x, y, kind, key)
                _text(group, x + _SAMPLE + 8, y + 4, said)

    def _sample(self, group: Tree.Element, x: float, y: float, kind: str, key: str) -> None:
        middle = x + _SAMPLE / 2
        if kind == "stance":
            look = marks.STANCES[key]
            _mark(group, x + 4, y, look.mark, look.colour)
            line = _sub(group, "path", d=f"M{_number(x + 14)} {_number(y)} h20", stroke=look.colour)
            line.set("stroke-width", _number(look.width))
            line.set("stroke-linecap", "round")
            if look.dashes:
                line.set("stroke-dasharray", look.dashes)
        elif kind == "outcome":
            look = marks.OUTCOMES[key]
            shape = _sub(group, "path", d=_SHAPES[key](_SAMPLE, 19.0, 6.0), fill=look.ground, stroke=look.colour)
            shape.set("stroke-width", "2")
            shape.set("transform", f"translate({_number(x)} {_number(y - 9.5)})")
            if look.dashes:
                shape.set("stroke-dasharray", look.dashes)
            _mark(group, middle, y, look.mark, look.colour)
        else:
            mark, colour = {
                "signs": (marks.FLAG, marks.ALERT),
                "say": (marks.PENCIL, marks.INK),
                "back": ("M0 -6 L6 5 L0 2 L-6 5 Z", marks.INK),
                "broken": (marks.CROSS, marks.ALERT),
            }[key]
            _mark(group, x + _SAMPLE - 8, y, mark, colour)


def _severity(severity: str) -> str:
    return marks.WARNING if severity == "warning" else marks.ALERT


# ---- shapes --------------------------------------------------------------------------------------------------------


def _box(wide: float, high: float, inset: float = 0.0) -> str:
    one, other = _number(wide - inset), _number(high - inset)
    near = _number(inset)
    return f"M{near} {near} H{one} V{other} H{near} Z"


def _round(wide: float, high: float, radius: float = 22.0) -> str:
    curve = _number(radius)
    across, down = _number(wide - 2 * radius), _number(high - 2 * radius)
    arc = f"a{curve} {curve} 0 0 1"
    return (
        f"M{curve} 0 h{across} {arc} {curve} {curve} v{down} {arc} -{curve} {curve} h-{across} "
        f"{arc} -{curve} -{curve} v-{down} {arc} {curve} -{curve} Z"
    )


def _cut(wide: float, high: float, corner: float = 14.0) -> str:
    """Draw a box without corners, like a road sign."""
    near, across, down = _number(corner), _number(wide - corner), _number(high - corner)
    return (
        f"M{near} 0 H{across} L{_number(wide)} {near} V{down} L{across} {_number(high)} H{near} L0 {down} V{near} Z"
    )


def _plain(wide: float, high: float, _corner: float = 0.0) -> str:
    return _box(wide, high)


_SHAPES: Final = {"safe": _round, "open": _plain, "caught": _cut, "done": _plain}


def _backwards(route: Route) -> str:
    """Write an arrow from its head to its slot: where arrows run together, their dashes then fall on each other."""
    points = [route.start]
    kinds = []
    for step in route.steps:
        points += step
        kinds.append(len(step))
    x, y = points[-1]
    points[-1] = (x, y - _HEAD_LENGTH + 1)
    points.reverse()
    written, at = [f"M{_point(points[0])}"], 1
    for kind in reversed(kinds):
        written.append(("L" if kind == 1 else "C") + " ".join(_point(point) for point in points[at : at + kind]))
        at += kind
    return " ".join(written)


def _climbs_at(route: Route) -> tuple[float, float]:
    """Give a place where a climbing arrow goes straight up."""
    corner, after = route.steps[1][-1], route.steps[2][-1]
    return corner[0], (corner[1] + after[1]) / 2


# ---- elements ------------------------------------------------------------------------------------------------------


def _sub(parent: Tree.Element, name: str, **attributes: object) -> Tree.Element:
    """Add an element; attributes that are None are left out, and `_` in their names stands for `-`."""
    element = Tree.SubElement(parent, name)
    for key, value in attributes.items():
        if value is not None:
            element.set(key.replace("_", "-"), _number(value) if isinstance(value, (int, float)) else str(value))
    return element


def _text(  # noqa: PLR0913 - how a line of text looks
    parent: Tree.Element,
    x: float,
    y: float,
    said: str,
    *,
    size: float = TEXT_SIZE,
    bold: bool = False,
    colour: str = marks.INK,
    anchor: str = "",
    room: float = 0.0,
) -> None:
    """Write a line. `room`: how wide it may be; a line that nearly is, is held to its measured width."""
    element = _sub(parent, "text", x=x, y=y, font_size=size, fill=colour)
    if bold:
        element.set("font-weight", "bold")
    if anchor:
        element.set("text-anchor", anchor)
    measured = width(said, size, bold=bold)
    if room and measured > room * _TIGHT:
        element.set("textLength", _number(min(measured, room)))
        element.set("lengthAdjust", "spacingAndGlyphs")
    element.text = said


def _mark(parent: Tree.Element, x: float, y: float, path: str, colour: str, said: str = "") -> None:
    """Draw a mark around a point; `said` is shown when a pointer rests on it."""
    mark = _sub(parent, "path", d=path, fill=colour, fill_rule="evenodd")
    mark.set("transform", f"translate({_number(x)} {_number(y)})")
    if said:
        _sub(mark, "title").text = said


def _point(point: tuple[float, float]) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
