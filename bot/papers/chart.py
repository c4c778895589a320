"""The results of a group as a picture, to be looked at in a chat.

Rule: one picture, whatever a group played; every label is there whole, and no number that is not in the report.
Telegram takes photos whose width and height are 10,000 together, and shows them in a square of 1280 or 2560: what is
long and narrow would be made small. So a short report is one column, as wide as a phone, and a longer one has as many
columns as bring it near to a square; whoever reads it on a phone brings one column after the other nearer.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from bot.content.map import marks
from bot.content.map.elements import FONTS, number, sub
from bot.content.map.png import SCALE
from bot.content.map.png import png as as_png
from bot.papers import chart_words as words
from bot.papers.chart_blocks import (
    HEAD,
    PAD,
    SMALL,
    TEXT,
    TITLE,
    Block,
    bar,
    card,
    gap,
    marked,
    paragraph,
    stacked,
)
from bot.papers.chart_looks import SIGN, look

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.content.map.marks import Look
    from bot.core.results import Chapter, Report, Row, Section
    from bot.core.turn import Lang

#: A column and what is left around it are as wide as a phone.
COLUMN: Final = 376.0
MARGIN: Final = 12.0
#: Up to this height one column is enough: a phone shows it with little more than one screen.
_ONE_SCREEN: Final = 900.0
#: With more columns, so much higher than wide at most.
_HIGHEST: Final = 1.25
#: Width and height together, in pixels of the PNG. https://core.telegram.org/bots/api#sendphoto
MOST_PIXELS: Final = 10_000
_GROUND: Final = "#f3f4f6"
_ROOM: Final = COLUMN - 2 * PAD
#: Taller steps would leave columns uneven, smaller ones only take longer.
_STEP: Final = 8.0


def png(report: Report) -> bytes:
    """Draw a report as PNG that Telegram takes as a photo."""
    picture = _Picture(report)
    # Nothing that ships comes near; a report that did would be drawn with fewer pixels rather than not be sent.
    scale = min(SCALE, (MOST_PIXELS - 2) / (picture.width + picture.height))
    return as_png(picture.written(), scale, system_fonts=False)


def svg(report: Report) -> str:
    """Draw a report as SVG."""
    return _Picture(report).written()


@dataclass(frozen=True, slots=True)
class _Band:
    """What stands across the whole picture, as paragraphs (words, size, strong), and the cards under it."""

    heading: tuple[tuple[str, float, bool], ...]
    cards: tuple[Block, ...] = ()


class _Picture:
    """The picture, laid out in as many columns as it needs."""

    def __init__(self, report: Report) -> None:
        self._lang: Lang = report.lang
        bands = tuple(_bands(report))
        for columns in count(1):
            self.width = columns * (COLUMN + MARGIN) + MARGIN
            self._body = stacked([each for band in bands for each in _laid_out(band, columns)])
            self.height = self._body.height + 2 * MARGIN
            if self.height <= (_ONE_SCREEN if columns == 1 else self.width * _HIGHEST) or columns >= _most(bands):
                break

    def written(self) -> str:
        root = ET.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "width": number(self.width),
                "height": number(self.height),
                "viewBox": f"0 0 {number(self.width)} {number(self.height)}",
                "lang": self._lang,
                "role": "img",
                "aria-label": words.TITLE[self._lang],
                "font-family": FONTS,
                "fill": marks.INK,
            },
        )
        sub(root, "rect", width=self.width, height=self.height, fill=_GROUND)
        self._body.draw(root, MARGIN, MARGIN)
        return ET.tostring(root, encoding="unicode") + "\n"


def _most(bands: Sequence[_Band]) -> int:
    """More columns than this leave none of them shorter."""
    return max(1, *(len(band.cards) for band in bands))


# ---- what there is to be told


def _bands(report: Report) -> Iterator[_Band]:
    lang = report.lang
    yield _Band(((words.TITLE[lang], TITLE, True), (words.NOTE[lang], SMALL, False)))
    for chapter in report.chapters:
        told = words.TOOK_PART[lang].format(number=chapter.number) if chapter.number else words.WAITING[lang]
        yield _Band(((chapter.title, TITLE, True), (told, TEXT, False)), tuple(_cards(chapter, lang)))
    if report.asked:
        asked = tuple(_section(section, _most_of(report.asked), lang) for section in report.asked)
        yield _Band(((words.ASKED[lang], TITLE, True),), asked)


def _cards(chapter: Chapter, lang: Lang) -> Iterator[Block]:
    most = max(chapter.number, _most_of(chapter.sections))
    yield from (_section(section, most, lang) for section in chapter.sections)
    if chapter.missed:
        yield _missed(chapter.missed, lang)


def _most_of(sections: Sequence[Section]) -> int:
    return max((row.number for section in sections for row in section.rows), default=0)


def _section(section: Section, most: int, lang: Lang) -> Block:
    """Draw one scene: its answers as bars, and under them those that few gave."""
    blocks = [paragraph(section.title or words.ENDINGS[lang], _ROOM, HEAD, bold=True)]
    widest = words.about(most, lang)
    for row in section.rows:
        blocks += _row(row, row.number / most, words.about(row.number, lang), look(row.kind), widest)
    if section.few:
        blocks += [gap(10), paragraph(words.FEW[lang], _ROOM, SMALL, bold=True, colour=marks.SOFT_INK)]
        blocks += [marked(label, look(""), _ROOM, SMALL) for label in section.few]
    return card(stacked(blocks), COLUMN)


def _row(row: Row, share: float, said: str, seen: Look, widest: str) -> list[Block]:
    return [gap(8), marked(row.label, seen, _ROOM), gap(2), bar(share, said, seen, _ROOM, widest)]


def _missed(missed: Sequence[Row], lang: Lang) -> Block:
    most = max(row.number for row in missed)
    blocks = [
        paragraph(words.MISSED[lang], _ROOM, HEAD, bold=True),
        gap(2),
        paragraph(words.MISSED_NOTE[lang], _ROOM, SMALL, colour=marks.SOFT_INK),
    ]
    for row in missed:
        said, widest = (words.TIMES[lang].format(number=times) for times in (row.number, most))
        blocks += _row(row, row.number / most, said, SIGN, widest)
    return card(stacked(blocks), COLUMN)


# ---- where it stands


def _laid_out(band: _Band, columns: int) -> Iterator[Block]:
    """Give a band in so many columns: its heading across all of them, its cards under it."""
    across = columns * (COLUMN + MARGIN) - MARGIN
    for said, size, bold in band.heading:
        yield paragraph(said, across, size, bold=bold)
        yield gap(4)
    if band.cards:
        yield gap(6)
        yield _beside([_spaced(column) for column in _shared_out(band.cards, columns)], COLUMN + MARGIN)
    yield gap(18)


def _shared_out(cards: Sequence[Block], columns: int) -> list[list[Block]]:
    """Share cards out to columns, in their order, so that the highest column is as low as it can be."""
    limit = max(max(each.height for each in cards) + MARGIN, sum(each.height + MARGIN for each in cards) / columns)
    while True:
        found = _filled(cards, limit)
        if len(found) <= columns:
            return found
        limit += _STEP


def _filled(cards: Sequence[Block], limit: float) -> list[list[Block]]:
    found: list[list[Block]] = [[]]
    height = 0.0
    for each in cards:
        if found[-1] and height + each.height + MARGIN > limit:
            found.append([])
            height = 0.0
        found[-1].append(each)
        height += each.height + MARGIN
    return found


def _spaced(column: Sequence[Block]) -> Block:
    return stacked([part for each in column for part in (each, gap(MARGIN))])


def _beside(blocks: Sequence[Block], step: float) -> Block:
    """Set blocks beside each other, one a step."""

    def draw(parent: ET.Element, x: float, y: float) -> None:
        for place, block in enumerate(blocks):
            block.draw(parent, x + place * step, y)

    return Block(max(block.height for block in blocks), draw)
