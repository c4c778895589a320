"""How wide text is, and how it is cut into lines that fit.

Rule: no line is longer than its box, by the widths of Roboto; a line that nearly fills its box is drawn with its length
given, so that it fits in whatever other font shows it.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Widths of Roboto in hundredths of the font size, rounded up.
_WIDTHS: Final = {
    18: "'",
    20: ",",
    21: "‘’",
    22: ";",
    24: "j",
    25: " :il|\xa0\u202f¡¦¸ìíîï",
    26: "!",
    27: ".[]·",
    28: "-IÌÍÎÏ",
    31: "`",
    32: "´",
    33: '"t',
    34: "r{}•",
    35: "()f„",
    36: "“”",
    37: "²³¹",
    38: "°",
    42: "/\\^¨",
    44: "*",
    45: "ª",
    46: "_¯º",
    47: "«»",
    48: "?y¿ýÿ",
    49: "v¶",
    50: "xz",
    51: "<k",
    52: "s",
    53: ">c¥ç",
    54: "Le±×èéêë",
    55: "=a¢àáâãäå",
    56: "FJhnu¬ñùúûü",
    57: "$+0123456789EbdgpqµÈÉÊËø",
    58: "oòóôõö÷þ",
    59: "£ð",
    60: "STZÞß",
    61: "YÝŸ",
    62: "#R§",
    63: "&BKX",
    64: "PV",
    65: "UÙÚÛÜ",
    66: "ACDÀÁÂÃÄÅÇ–",
    67: "…",
    68: "Ð",
    69: "GOQ~ÒÓÔÕÖØ",
    72: "HN¤Ñ",
    74: "%¼",
    76: "w",
    78: "½¾",
    79: "©®—",
    85: "æ",
    88: "Mm",
    89: "W",
    90: "@",
    91: "œ",
    94: "Æ",
    96: "Œ",
}
_WIDTH_OF: Final = {char: width for width, chars in _WIDTHS.items() for char in chars}
#: What is not in the table, an approximation: emoji and East Asian letters, the rest, and what belongs to the character
#: before it (an accent, a joiner, a variant): as that takes no room, no cut comes before it.
_WIDE, _OTHER, _NONE = 135, 85, 0
#: Bold letters are wider by up to this much, but the hyphen.
BOLD: Final = 1.05
_BOLD_HYPHEN: Final = 39
_ELLIPSIS: Final = "…"


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Say how wide a text is, in the unit of the font size."""
    total = sum(map(_of, text))
    if bold:
        hyphens = text.count("-")
        total = int((total - hyphens * _WIDTH_OF["-"]) * BOLD) + hyphens * _BOLD_HYPHEN
    return total * size / 100


def _of(char: str) -> int:
    known = _WIDTH_OF.get(char)
    if known is not None:
        return known
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return _NONE
    wide = unicodedata.east_asian_width(char) in "WF" or unicodedata.category(char) == "So"
    return _WIDE if wide else _OTHER


def wrapped(text: str, room: float, size: float, most: int, *, bold: bool = False) -> tuple[str, ...]:
    """Cut a text into at most `most` lines of this width; what does not fit is left out and an ellipsis says so."""
    lines: list[str] = []
    line = ""
    for word in _pieces(text, room, size, bold=bold):
        longer = f"{line}{word}"
        if not line or width(longer.rstrip(" "), size, bold=bold) <= room:
            line = longer
        else:
            lines.append(line.rstrip(" "))
            line = word
    lines.append(line.rstrip(" "))
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], shortened(f"{lines[most - 1]} {_ELLIPSIS}", room, size, bold=bold))


def shortened(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Cut a text to one line; an ellipsis stands for what is left out."""
    if not text.endswith(_ELLIPSIS) and width(text, size, bold=bold) <= room:
        return text
    kept = text.removesuffix(_ELLIPSIS).rstrip(" ")
    while kept and width(f"{kept}{_ELLIPSIS}", size, bold=bold) > room:
        kept = kept[:-1].rstrip(" ")
    return f"{kept}{_ELLIPSIS}"


def _pieces(text: str, room: float, size: float, *, bold: bool) -> Iterator[str]:
    """Give the words with the space after them, and a word longer than a line in pieces that fit."""
    for word in text.split(" "):
        piece = ""
        for char in word:
            if piece and width(piece + char, size, bold=bold) > room:
                yield piece
                piece = ""
            piece += char
        yield f"{piece} "
