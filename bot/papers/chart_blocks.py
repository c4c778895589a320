"""What a picture of results is made of: blocks, each with its height, set under each other.

Rule: a block is as high as its words need. Nothing is cut, and nothing is drawn outside it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.content.map import marks, words
from bot.content.map.elements import mark, sub, text
from bot.content.map.measure import width, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from xml.etree import ElementTree as ET

    from bot.content.map.marks import Look

#: Sizes of letters, in pixels of a picture that is as wide as a phone.
TEXT: Final = 16.0
SMALL: Final = 14.0
HEAD: Final = 17.0
TITLE: Final = 24.0
#: From one line to the next, and from the top of a line to its foot, in sizes of its letters.
_LINE: Final = 1.3
_FOOT: Final = 1.0
#: Before the words of an answer stands its mark.
_INDENT: Final = 24.0
_BAR: Final = 14.0
_LEAST_BAR: Final = 6.0
_BESIDE_BAR: Final = 8.0
#: From the edge of a card to what stands in it.
PAD: Final = 14.0
CARD_EDGE: Final = "#c9ced6"
#: More lines than any text has.
_ALL: Final = 10_000
#: Symbols and what joins or tints them: Roboto has none of them, and a server may have no other font.
_SYMBOLS: Final = ("So", "Sk", "Mn", "Cf", "Co", "Cn")
_LATIN: Final = "\xff"


@dataclass(frozen=True, slots=True)
class Block:
    """How high it is, in pixels, and what draws it with its left upper corner at a point."""

    height: float
    draw: Callable[[ET.Element, float, float], None]


def drawn(said: str) -> str:
    """Give the words as they are drawn: on one line, without emoji; words that are nothing else stay as they are."""
    line = words.one_line(said)
    letters = (char for char in line if char <= _LATIN or unicodedata.category(char) not in _SYMBOLS)
    return words.unbroken(" ".join("".join(letters).split(" ")).strip() or line)


def paragraph(said: str, room: float, size: float = TEXT, *, bold: bool = False, colour: str = marks.INK) -> Block:
    """Set words in lines no wider than `room`."""
    rows = wrapped(drawn(said), room, size, _ALL, bold=bold)

    def draw(parent: ET.Element, x: float, y: float) -> None:
        for count, row in enumerate(rows):
            text(
                parent, x, y + count * size * _LINE + size * _FOOT, row, size=size, bold=bold, colour=colour, room=room
            )

    return Block(len(rows) * size * _LINE, draw)


def marked(said: str, look: Look, room: float, size: float = TEXT) -> Block:
    """Set words behind a mark."""
    beside = paragraph(said, room - _INDENT, size)

    def draw(parent: ET.Element, x: float, y: float) -> None:
        mark(parent, x + _INDENT / 2 - 4, y + size * _LINE / 2 + 1, look.mark, look.colour)
        beside.draw(parent, x + _INDENT, y)

    return Block(beside.height, draw)


def bar(share: float, said: str, look: Look, room: float, widest: str) -> Block:
    """Draw a bar, its number behind it. `share` of 1 is the longest bar, beside which `widest` has room."""
    longest = room - _INDENT - _BESIDE_BAR - width(drawn(widest), TEXT, bold=True)
    height = TEXT * _LINE

    def draw(parent: ET.Element, x: float, y: float) -> None:
        long = max(_LEAST_BAR, longest * min(share, 1.0))
        top = y + (height - _BAR) / 2
        sub(parent, "rect", x=x + _INDENT, y=top, width=long, height=_BAR, rx=3, fill=look.colour)
        text(parent, x + _INDENT + long + _BESIDE_BAR, y + TEXT * _FOOT, drawn(said), size=TEXT, bold=True)

    return Block(height, draw)


def gap(height: float) -> Block:
    """Leave room."""
    return Block(height, lambda _parent, _x, _y: None)


def stacked(blocks: Sequence[Block]) -> Block:
    """Set blocks under each other."""

    def draw(parent: ET.Element, x: float, y: float) -> None:
        for block in blocks:
            block.draw(parent, x, y)
            y += block.height

    return Block(sum(block.height for block in blocks), draw)


def card(inside: Block, wide: float) -> Block:
    """Put a block on a card of its own; `wide` is how wide the card is."""
    height = inside.height + 2 * PAD

    def draw(parent: ET.Element, x: float, y: float) -> None:
        sub(parent, "rect", x=x, y=y, width=wide, height=height, rx=8, fill=marks.PAPER, stroke=CARD_EDGE)
        inside.draw(parent, x + PAD, y + PAD)

    return Block(height, draw)
