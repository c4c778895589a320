"""Elements of an SVG: text, marks, and how numbers are written.

Rule: text is only ever text; the library that writes the tree escapes it.
"""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

from bot.content.map import marks
from bot.content.map.cards import TEXT_SIZE
from bot.content.map.measure import width

#: The first is measured (`measure`); the others stand in for it where it is not installed.
FONTS: Final = "Roboto, Arial, 'Liberation Sans', Helvetica, sans-serif"
#: A line that takes up more of its room than this is drawn with its length given: another font may be wider.
_TIGHT: Final = 0.85


def sub(parent: ET.Element, name: str, **attributes: object) -> ET.Element:
    """Add an element; attributes that are None are left out, and `_` in their names stands for `-`."""
    element = ET.SubElement(parent, name)
    for key, value in attributes.items():
        if value is not None:
            element.set(key.replace("_", "-"), number(value) if isinstance(value, (int, float)) else str(value))
    return element


def text(  # noqa: PLR0913 - how a line of text looks
    parent: ET.Element,
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
    element = sub(parent, "text", x=x, y=y, font_size=size, fill=colour)
    if bold:
        element.set("font-weight", "bold")
    if anchor:
        element.set("text-anchor", anchor)
    measured = width(said, size, bold=bold)
    if room and measured > room * _TIGHT:
        element.set("textLength", number(min(measured, room)))
        element.set("lengthAdjust", "spacingAndGlyphs")
    element.text = said


def mark(  # noqa: PLR0913 - where, what, and what it says
    parent: ET.Element, x: float, y: float, path: str, colour: str, said: str = ""
) -> None:
    """Draw a mark around a point; `said` is shown when a pointer rests on it."""
    drawn = sub(parent, "path", d=path, fill=colour, fill_rule="evenodd")
    drawn.set("transform", f"translate({number(x)} {number(y)})")
    if said:
        sub(drawn, "title").text = said


def pair(point: tuple[float, float]) -> str:
    """Write a point."""
    return f"{number(point[0])} {number(point[1])}"


def number(value: float) -> str:
    """Write a number to a tenth of a pixel."""
    return f"{value:.1f}".removesuffix(".0")
