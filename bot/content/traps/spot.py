"""One line of a text that may hold a mistake, and the mistake found in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.rule import Rule

#: What is shown of a mended text.
_MOST_SHOWN: Final = 60
#: Lines above a mistake in which its neighbours are looked for: no story has a longer stretch of deeper lines.
_FAR_ABOVE: Final = 200
#: Spaces that are not the one of the space bar, inside a class of letters.
SPACES: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_LINE: Final = re.compile(r"[^\r\n]*")
#: Ends of lines.
ENDS: Final = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Trap:
    """A mistake: the rule it breaks, where it stands in the text, and the whole text without it.

    `values` fill in the words of the rule; `mended` is empty when only the writer can say what was meant.
    """

    rule: Rule
    offset: int
    mended: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spot:
    """One line of the text, without its end."""

    text: str
    start: int
    end: int

    @property
    def line(self) -> str:
        """The line itself."""
        return self.text[self.start : self.end]

    def put(self, start: int, end: int, new: str) -> str:
        """Give the whole text with a part of this line changed."""
        return f"{self.text[: self.start + start]}{new}{self.text[self.start + end :]}"

    def trap(self, rule: Rule, at: int, change: tuple[int, int, str], **values: object) -> Trap:
        """Make a trap at a column of this line, mended by a change (from, to, what to put there)."""
        start, end, new = change
        shown = values or {"write": shortened(new.strip())}
        return Trap(rule, self.start + at, self.put(start, end, new), shown)


def shortened(text: str) -> str:
    """Shorten a text in its middle: its beginning and its end are what was mended; only the first of its lines."""
    text = ENDS.split(text, maxsplit=1)[0]
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 15]}…{text[-14:]}"


def quote(text: str) -> str:
    """Put a text between double quotes; one that it ends with already, and that was never opened, stays."""
    if text.endswith('"') and text.count('"') == 1:
        text = text[:-1]
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def spot_at(text: str, offset: int) -> Spot:
    """Give the line around an offset."""
    feed = text.rfind("\n", 0, offset)
    start = max(feed, text.rfind("\r", feed + 1, offset)) + 1
    return Spot(text, start, end_of_line(text, start))


def lines_above(spot: Spot) -> Iterator[Spot]:
    """Give the lines above that hold something, the nearest first."""
    for _ in range(_FAR_ABOVE):
        if spot.start == 0:
            return
        spot = spot_at(spot.text, spot.start - (2 if spot.text.endswith("\r\n", 0, spot.start) else 1))
        if spot.line.strip() and not spot.line.lstrip().startswith("#"):
            yield spot


def end_of_line(text: str, offset: int) -> int:
    """Find the end of the line around an offset."""
    found = _LINE.match(text, offset)
    return found.end() if found else offset
