"""The pages of a printed guide: where a block of words stands, what every page says at its edges.

Rule: a block stays whole, and a heading stays with the block below it.
Sizes are in points, on letter paper, as printers in Québec hold it. Everything is black on white, and nothing needs
colour to be understood.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Final, Literal

from fpdf import FPDF
from fpdf.enums import Align, MethodReturnValue, XPos, YPos

from bot.content.map.png import font_files
from bot.papers import words
from bot.papers.letters import printable

if TYPE_CHECKING:
    from datetime import date

    from PIL.Image import Image

    from bot.core.turn import Lang

#: The margins: of a page with text, of one with a map; the room of header and footer.
SIDE: Final = 62.0
MAP_SIDE: Final = 28.0
TOP: Final = 62.0
BOTTOM: Final = 62.0
#: Sizes of letters.
TITLE: Final = 25.0
BODY: Final = 10.5
SMALL: Final = 9.0
_EDGE_SIZE: Final = 8.0
_HEADINGS: Final = (15.0, 11.5)
#: Above and below a heading; from one block to the next.
_ABOVE: Final = (20.0, 10.0)
_BELOW: Final = (6.0, 3.0)
GAP: Final = 7.0
#: From one line to the next, in sizes of its letters.
_LEADING: Final = 1.38
_GREY: Final = 90
#: Heights are sums of fractions.
_ROUNDING: Final = 0.01
_PALE: Final = 242
_BAR: Final = 3.0
_BOX_PAD: Final = 9.0
_FAMILY: Final = "Roboto"
#: What stands for the number of all pages until it is known.
_ALL: Final = "{nb}"


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a block that look alike. `indent`: from the left margin. `mark` hangs to the left of it."""

    text: str
    size: float = BODY
    bold: bool = False
    indent: float = 0.0
    mark: str = ""


class Sheet(FPDF):
    """A document while it is written, from the top of its first page to the end of its last."""

    def __init__(self, name: str, lang: Lang, today: date) -> None:
        """`name` is the document's, at the head of each page; `today` is what it says it was made on."""
        super().__init__(orientation="portrait", unit="pt", format="letter")
        self.name, self.written_in, self.today = printable(name), lang, today
        for style, file in zip(("", "B"), font_files(), strict=True):
            self.add_font(_FAMILY, "B" if style else "", file)
        self.set_title(self.name)
        self.set_lang(words.LANGUAGES[lang])
        self.set_creation_date(datetime.combine(today, time(), UTC))
        self.alias_nb_pages(_ALL)
        self.c_margin = 0.0
        self._next_side = SIDE
        self._waiting: list[tuple[str, int]] = []
        self.set_auto_page_break(auto=True, margin=BOTTOM)
        self.begin_page()

    def begin_page(self, *, landscape: bool = False, side: float = SIDE) -> None:
        """Begin a page; `side`: its left and right margins."""
        self._next_side = side
        self.add_page(orientation="landscape" if landscape else "portrait")

    # ---- what every page says at its edges

    def header(self) -> None:
        """Write the name of the document and the number of the page.

        Only here does a page get its margins: the footer before it is still written with those of its own page.
        """
        self.set_margins(self._next_side, TOP, self._next_side)
        self._write_edge(TOP - 32, self.name, Align.L)
        page = words.PAGE[self.written_in].format(page=self.page_no(), pages=_ALL)
        self._write_edge(TOP - 32, page, Align.R)
        self._rule(TOP - 18)
        self.set_y(TOP)

    def footer(self) -> None:
        """Write when it was made, and what it is not."""
        top = self.h - BOTTOM + 20
        self._rule(top - 4)
        made = words.MADE_ON[self.written_in].format(date=self.today.isoformat())
        self._write_edge(top, f"{made}. {words.NOT_OFFICIAL[self.written_in]}", Align.L)

    def _write_edge(self, top: float, text: str, align: Align) -> None:
        self._letters(_EDGE_SIZE, bold=False)
        self.set_text_color(_GREY)
        self.set_xy(self.l_margin, top)
        self.cell(self.epw, _EDGE_SIZE * _LEADING, printable(text), align=align)
        self.set_text_color(0)

    def _rule(self, y: float) -> None:
        self.set_line_width(0.5)
        self.set_draw_color(_GREY)
        self.line(self.l_margin, y, self.w - self.r_margin, y)

    # ---- blocks

    def heading(self, text: str, level: Literal[0, 1] = 0) -> None:
        """Write a heading; it waits for the block below it."""
        self._waiting.append((printable(text), level))

    def block(self, *parts: Part, boxed: bool = False) -> None:
        """Write words that stay together. `boxed`: they must not be overlooked."""
        pad = _BOX_PAD if boxed else 0.0
        high = sum(self._height(part, pad) for part in parts) + 2 * pad
        self._make_room(high)
        if boxed:
            self._box(high)
        top = self.get_y()
        self.set_y(top + pad)
        for part in parts:
            self._write(part, pad)
        self.set_y(top + high + GAP)

    def put(self, picture: bytes | Image, size: tuple[float, float], shown: str = "", *, centred: bool = False) -> None:
        """Put a picture. `shown` is what it shows, for who does not see it; "" for what only decorates."""
        wide, high = size
        self._make_room(high)
        left = self.l_margin + ((self.epw - wide) / 2 if centred else 0)
        self.image(picture, left, self.get_y(), wide, high, alt_text=printable(shown) or None)
        self.set_y(self.get_y() + high + GAP)

    def _make_room(self, high: float) -> None:
        """Begin a page when a block and the headings that wait for it do not fit; write the headings."""
        above = sum(self._heading_height(text, level) for text, level in self._waiting)
        if self.get_y() + above + high > self.page_break_trigger + _ROUNDING:
            self.begin_page()
        waiting, self._waiting = self._waiting, []
        for text, level in waiting:
            self._write_heading(text, level)

    def _write_heading(self, text: str, level: int) -> None:
        if self.get_y() > TOP:
            self.set_y(self.get_y() + _ABOVE[level])
        self.start_section(text, level)
        self._lines(text, _HEADINGS[level], bold=True)
        self.set_y(self.get_y() + _BELOW[level])

    def _heading_height(self, text: str, level: int) -> float:
        return _ABOVE[level] + self._measured(text, _HEADINGS[level], self.epw, bold=True) + _BELOW[level]

    def _height(self, part: Part, pad: float) -> float:
        return self._measured(printable(part.text), part.size, self.epw - part.indent - 2 * pad, bold=part.bold)

    def _write(self, part: Part, pad: float) -> None:
        left, top = self.l_margin + pad, self.get_y()
        if part.mark:
            self._letters(part.size, bold=True)
            self.set_xy(left, top)
            self.cell(part.indent, part.size * _LEADING, printable(part.mark))
        self.set_xy(left + part.indent, top)
        self._lines(printable(part.text), part.size, bold=part.bold, room=self.epw - part.indent - 2 * pad)

    def _box(self, high: float) -> None:
        self.set_fill_color(_PALE)
        self.rect(self.l_margin, self.get_y(), self.epw, high, style="F")
        self.set_fill_color(0)
        self.rect(self.l_margin, self.get_y(), _BAR, high, style="F")

    # ---- letters

    def _letters(self, size: float, *, bold: bool) -> None:
        self.set_font(_FAMILY, "B" if bold else "", size)

    def _lines(self, text: str, size: float, *, bold: bool, room: float = 0.0) -> None:
        self._letters(size, bold=bold)
        self.multi_cell(
            room or self.epw, size * _LEADING, text, align=Align.L, new_x=XPos.LMARGIN, new_y=YPos.NEXT, padding=0
        )

    def _measured(self, text: str, size: float, room: float, *, bold: bool) -> float:
        self._letters(size, bold=bold)
        high = self.multi_cell(
            room, size * _LEADING, text, align=Align.L, dry_run=True, output=MethodReturnValue.HEIGHT, padding=0
        )
        if not isinstance(high, float | int):
            raise TypeError("fpdf2 gave no height")
        return float(high)
