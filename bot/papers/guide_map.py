"""The pages of a guide that show the map of a story.

Rule: every strip says which part it is, and has the legend below it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PIL import Image

from bot.content.map.png import png
from bot.content.map.svg import svg
from bot.papers import words
from bot.papers.drawn import as_written
from bot.papers.letters import known_only
from bot.papers.sheet import BOTTOM, MAP_SIDE, SMALL, TOP, Part
from bot.papers.strips import Page, cut_out, height, legend, strips

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.content import schema
    from bot.core.script import Both, Scenario
    from bot.core.turn import Lang
    from bot.papers.sheet import Sheet
    from bot.papers.strips import Strip

#: Letter paper, in points.
_SHORT, _LONG = 612.0, 792.0
#: What the heading of a strip takes of its page, and what is left free above the legend.
_HEAD: Final = 48.0
_ABOVE_LEGEND: Final = 8.0
#: How large the letters of the legend are, as a part of their size on a screen.
_LEGEND_SCALE: Final = 0.66
#: Dots for a point: 240 an inch.
_DOTS: Final = 240 / 72
#: A map has few colours; with so many, the edges of its letters stay smooth, and it takes a third of the room.
_COLOURS: Final = 64


@dataclass(frozen=True, slots=True)
class _Kind:
    """Pages that are held one way: the room for a strip, and the legend with its height, in points."""

    landscape: bool
    page: Page
    legend: Image.Image
    legend_high: float


def add_map(sheet: Sheet, story: Scenario) -> None:
    """Add the map of a story, a page for each strip."""
    written, lang = as_written(story), sheet.written_in
    picture = known_only(svg(written, lang, focusable=False))
    kinds = {kind.page: kind for kind in (_kind(written, lang, landscape=turned) for turned in (False, True))}
    cut = strips(picture, written, lang, tuple(kinds))
    for part, strip in enumerate(cut, 1):
        kind = kinds[strip.page]
        sheet.begin_page(landscape=kind.landscape, side=MAP_SIDE)
        sheet.heading(words.MAP[lang] if len(cut) == 1 else words.MAP_PART[lang].format(part=part, parts=len(cut)))
        sheet.block(Part(_how(cut)[lang], SMALL))
        _put_strip(sheet, picture, strip, f"{words.MAP_SHOWS[lang]} ({part}/{len(cut)})")
        sheet.set_y(sheet.h - BOTTOM - kind.legend_high)
        sheet.put(kind.legend, (kind.page.wide, kind.legend_high))


def _how(cut: Sequence[Strip]) -> Both:
    """Say how the pages belong together."""
    if len({strip.area.left for strip in cut}) > 1:
        return words.MAP_COLUMNS
    return words.MAP_HOW if len(cut) > 1 else words.MAP_SHOWS


def _kind(written: schema.Scenario, lang: Lang, *, landscape: bool) -> _Kind:
    across, down = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
    wide = across - 2 * MAP_SIDE
    explained = legend(written, lang, wide / _LEGEND_SCALE)
    high = height(explained) * _LEGEND_SCALE
    page = Page(wide, down - TOP - BOTTOM - _HEAD - _ABOVE_LEGEND - high)
    return _Kind(landscape, page, _drawn(explained, _LEGEND_SCALE), high)


def _put_strip(sheet: Sheet, picture: str, strip: Strip, shown: str) -> None:
    size = (strip.area.width * strip.scale, strip.area.height * strip.scale)
    sheet.put(_drawn(cut_out(picture, strip.area), strip.scale), size, shown, centred=True)


def _drawn(picture: str, scale: float) -> Image.Image:
    """Draw an SVG of which a pixel gets so many points."""
    data = png(picture, scale * _DOTS, system_fonts=False)
    return Image.open(io.BytesIO(data)).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
