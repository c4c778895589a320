"""The letters that paper has: those of Roboto.

Rule: what cannot be printed is left out cleanly, so that no empty box stands in a sentence.
Texts are written for a chat, and may hold emoji; no font package that is small holds them in black and white.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Final

from fpdf import FPDF
from fpdf.fonts import TTFFont

from bot.content.map.png import font_files
from bot.content.map.words import unbroken

#: They only say how the character before them is shown, or join two.
_SELECTORS: Final = "\u200d\ufe0e\ufe0f"
#: Roboto has no narrow space; a French mark keeps its word with the wide one.
_NARROW: Final = "\u202f"
#: Stands for what has no letter; it goes with the space before it.
_MISSING: Final = "\0"
_LEFT_OUT: Final = re.compile(f" ?{_MISSING}+")


def printable(text: str) -> str:
    """Give a text with the letters that can be printed, in lines that break where French may break."""
    lines = known_only(text).split("\n")
    return unbroken("\n".join(line.strip() for line in lines))


def known_only(text: str) -> str:
    """Leave out what has no letter, and the space before it."""
    whole = unicodedata.normalize("NFC", text).replace(_NARROW, "\xa0")
    marked = "".join(letter if letter == "\n" or ord(letter) in _known() else _MISSING for letter in whole)
    return _LEFT_OUT.sub("", marked)


@functools.cache
def _known() -> frozenset[int]:
    """Give the code points that both the regular and the bold letters have."""
    document = FPDF()
    for number, file in enumerate(font_files()):
        document.add_font(str(number), fname=file)
    fonts = [font for font in document.fonts.values() if isinstance(font, TTFFont)]
    known = frozenset.intersection(*(frozenset(font.cmap) for font in fonts))
    for font in fonts:
        font.close()
    return known - frozenset(map(ord, _SELECTORS + _MISSING))
