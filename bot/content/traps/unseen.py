"""Signs that nobody sees, and letters that a wrong encoding tore."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, Final

from bot.content.rules.hidden_character import RULE as HIDDEN_CHARACTER
from bot.content.rules.mojibake import RULE as MOJIBAKE
from bot.content.traps.spot import Trap, spot_at

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A file with more invisible characters than this came out of some program as a whole.
_MOST_HIDDEN: Final = 20
#: Characters that nobody sees: controls, marks of width zero or of direction, and joiners where no emoji is joined.
_CONTROLS: Final = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff"
)
HIDDEN: Final = re.compile(rf"[{_CONTROLS}]|(?<![\u2190-\U0010ffff])\u200d|\u200d(?![\u2190-\U0010ffff])")
#: The same and all joiners, which is looked up much faster: most files hold none of them.
_PERHAPS_HIDDEN: Final = re.compile(f"[{_CONTROLS}\u200d]")
#: What is left of a letter or a quotation mark of UTF-8 that was read as Windows-1252 or Latin-1. "Â" begins words too.
TORN: Final = re.compile(
    "Ã[\u0080-\u00bf\u2013-\u203a\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u20ac\u2122]"
    "|Â[\u00a0-\u00bf]|Å\u201c|â\u20ac[^\\s\\w]?|\ufffd"
)


def torn(text: str) -> Iterator[Trap]:
    """Give the first letter that a wrong encoding made two signs of: who lost one lost them all."""
    if found := TORN.search(text):
        yield Trap(MOJIBAKE, found.start(), values={"signs": found[0]})


def hidden(text: str) -> Iterator[Trap]:
    """Give the characters that nobody sees, the first of each line."""
    if not _PERHAPS_HIDDEN.search(text):
        return
    end = -1
    for found in islice(HIDDEN.finditer(text), _MOST_HIDDEN):
        if found.start() > end:
            name = f"U+{ord(found[0]):04X} {unicodedata.name(found[0], '')}".strip()
            yield Trap(HIDDEN_CHARACTER, found.start(), values={"name": name})
            end = spot_at(text, found.start()).end
