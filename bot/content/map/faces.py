"""How a card is drawn.

Rule: everything special about a node is said in words or by a mark, and never by colour alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.map import marks, words
from bot.content.map.cards import (
    CHOICE_PAD,
    FOOT_MARK,
    HEAD,
    LINE,
    MARK,
    NAME_SIZE,
    PAD,
    TAG,
    TEXT_SIZE,
    Card,
    Chosen,
)
from bot.content.map.elements import mark, sub, text
from bot.content.map.measure import shortened, width
from bot.content.map.shapes import SHAPES, frame

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from bot.content.map.layout import Place
    from bot.core.turn import Lang

#: From the line a mark or a number is centred on down to the foot of letters beside it.
_TO_FOOT: Final = 4.2
_NUMBER_RADIUS: Final = 10.5
#: What a pill takes besides its words: the mark before them, the round ends.
_PILL: Final = 26.0
_RING: Final = 6.0
_TAGS: Final = {
    "here": (marks.HERE, marks.PIN),
    "error": (marks.ALERT, marks.ALARM),
    "warning": (marks.WARNING, marks.ALARM),
    "start": (marks.INK, marks.PLAY),
    "unreached": (marks.ALERT, marks.CROSS),
}
_UNREACHED_DASHES: Final = "3 4"


def ring(body: ET.Element, card: Card, place: Place) -> None:
    """Draw a ring round the node where one is, and round one with problems."""
    kind = next((tag.kind for tag in card.tags if tag.kind in ("here", "error", "warning")), "")
    if kind:
        sub(
            body,
            "rect",
            x=place.x - _RING,
            y=place.y - _RING,
            width=place.width + 2 * _RING,
            height=place.height + 2 * _RING,
            rx=13,
            fill="none",
            stroke=_TAGS[kind][0],
            stroke_width=4,
        )


def node(group: ET.Element, card: Card, lang: Lang) -> None:
    """Draw a card, its upper left corner at the origin; its choices are drawn apart."""
    (_ending if card.outcome else _scene)(group, card, lang)
    for count, tag in enumerate(card.tags):
        colour, path = _TAGS[tag.kind]
        _pill(group, PAD - 2, count * TAG + 15, 18, (colour, path, tag.said))
    top = len(card.tags) * TAG + HEAD + (LINE if card.outcome else 0)
    for count, line in enumerate(card.opening):
        text(group, PAD, top + PAD + count * LINE, line, room=card.inner)
    if card.foot:
        y = card.box.height - PAD - 2
        mark(group, PAD + 7, y - _TO_FOOT, marks.AGAIN, marks.SOFT_INK)
        text(group, PAD + FOOT_MARK, y, card.foot, colour=marks.SOFT_INK, room=card.inner - FOOT_MARK)


def choice(group: ET.Element, card: Card, chosen: Chosen, left: float, top: float, lang: Lang) -> None:  # noqa: PLR0913 - what, and where
    """Draw the box of a choice."""
    look, signs = marks.STANCES[chosen.way.choice.stance], len(chosen.way.choice.signs)
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
    stance = words.STANCES[chosen.way.choice.stance][lang]
    text(group, left + 22, top + 15, stance, size=11, colour=look.colour, bold=True)
    if signs:
        mark(group, left + card.choice_width - 10, top + 11, marks.FLAG, marks.ALERT, words.signs(signs, lang))
    room = card.choice_width - 2 * CHOICE_PAD
    for count, line in enumerate(chosen.lines):
        text(group, left + CHOICE_PAD, top + MARK + 11 + count * LINE, line, room=room)


def missing(group: ET.Element, name: str, place: Place, lang: Lang) -> None:
    """Draw what stands for a scene that does not exist, its upper left corner at the origin."""
    room = place.width - 40
    sub(
        group,
        "rect",
        width=place.width,
        height=place.height,
        rx=4,
        fill=marks.PAPER,
        stroke=marks.ALERT,
        stroke_width=2,
        stroke_dasharray=_UNREACHED_DASHES,
    )
    mark(group, 16, place.height / 2, marks.CROSS, marks.ALERT)
    text(group, 30, 19, shortened(name, room, TEXT_SIZE, bold=True), bold=True, colour=marks.ALERT, room=room)
    text(group, 30, 34, words.BROKEN[lang], colour=marks.ALERT, room=room)


def _scene(group: ET.Element, card: Card, lang: Lang) -> None:
    start, unreached = card.has("start"), card.has("unreached")
    sub(
        group,
        "rect",
        width=card.box.width,
        height=card.box.height,
        rx=8,
        fill=marks.PAPER,
        stroke=marks.ALERT if unreached else marks.INK if start else marks.EDGE,
        stroke_width=3 if start else 1.4,
        stroke_dasharray=_UNREACHED_DASHES if unreached else None,
    )
    middle = _head(card)
    _number(group, card, middle, marks.INK)
    text(group, PAD + 24, middle + _TO_FOOT, card.title, size=NAME_SIZE, bold=True)
    right = card.box.width - PAD - 8
    if card.signs:
        right = _flag(group, right, middle, card.signs, lang)
    if card.say:
        mark(group, right, middle, marks.PENCIL, marks.INK, words.SAY[lang])


def _ending(group: ET.Element, card: Card, lang: Lang) -> None:
    look, unreached = marks.OUTCOMES[card.outcome], card.has("unreached")
    wide, high = card.box.width, card.box.height
    sub(
        group,
        "path",
        d=SHAPES[card.outcome](wide, high),
        fill=look.ground,
        stroke=marks.ALERT if unreached else look.colour,
        stroke_width=2.4,
        stroke_dasharray=_UNREACHED_DASHES if unreached else look.dashes or None,
    )
    if card.outcome == "done":
        sub(group, "path", d=frame(wide, high, 5), fill="none", stroke=look.colour, stroke_width=1)
    middle = _head(card)
    _number(group, card, middle, look.colour)
    _pill(group, PAD + 24, middle, 20, (look.colour, look.mark, words.OUTCOMES[card.outcome][lang]))
    text(group, PAD, middle + HEAD / 2 + 8, card.title, size=NAME_SIZE, bold=True, room=card.inner)
    if card.signs:
        _flag(group, wide - PAD - 8, middle, card.signs, lang)


def _head(card: Card) -> float:
    """Give the middle of the line that has the number."""
    return len(card.tags) * TAG + HEAD / 2 + 2


def _pill(group: ET.Element, left: float, middle: float, high: float, look: tuple[str, str, str]) -> None:
    """Draw words in a coloured pill. `look`: its colour, the mark in it, the words."""
    colour, path, said = look
    room = width(said, TEXT_SIZE, bold=True)
    sub(group, "rect", x=left, y=middle - high / 2, width=room + _PILL, height=high, rx=high / 2, fill=colour)
    mark(group, left + 12, middle, path, marks.PAPER)
    text(group, left + 21, middle + _TO_FOOT, said, bold=True, colour=marks.PAPER, room=room)


def _number(group: ET.Element, card: Card, middle: float, colour: str) -> None:
    sub(group, "circle", cx=PAD + 9, cy=middle, r=_NUMBER_RADIUS, fill=colour)
    text(group, PAD + 9, middle + _TO_FOOT, str(card.number), bold=True, colour=marks.PAPER, anchor="middle")


def _flag(group: ET.Element, right: float, middle: float, count: int, lang: Lang) -> float:
    """Draw a flag with the number of signs; return where the next mark may stand."""
    mark(group, right - 10, middle, marks.FLAG, marks.ALERT, words.signs(count, lang))
    text(group, right + 7, middle + _TO_FOOT, str(count), bold=True, colour=marks.ALERT, anchor="end")
    return right - 32
