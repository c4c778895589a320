"""Spaces, colons and commas that are missing around keys, or that are other signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.content.rules.colon_missing import RULE as COLON_MISSING
from bot.content.rules.comma_missing import RULE as COMMA_MISSING
from bot.content.rules.hidden_space import RULE as HIDDEN_SPACE
from bot.content.rules.space_after_colon import RULE as SPACE_AFTER_COLON
from bot.content.rules.space_after_dash import RULE as SPACE_AFTER_DASH
from bot.content.traps.spot import SPACES, Spot, Trap, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator


def spaces(spot: Spot) -> Iterator[Trap]:
    """Find a space that is missing or none of the space bar, around keys and dashes."""
    for found in re.finditer(rf"^[ -]*[{SPACES}]+|^ *(?:- +)*[\w-]+ *:[{SPACES}]+|[{{,:] *[{SPACES}]+", spot.line):
        at = found.end() - 1
        mended = re.sub(f"[{SPACES}]", " ", found[0])
        yield spot.trap(HIDDEN_SPACE, at, (found.start(), found.end(), mended))
    for found in re.finditer(r"(?:^ *(?:- +)*|[{,] *)([^\W\d][\w-]*:)(?=[^\s/])", spot.line):
        rest = spot.line[found.end() :]
        write = shortened(f"{found[1]} {rest.strip()}")
        yield spot.trap(SPACE_AFTER_COLON, found.end(), (found.end(), found.end(), " "), write=write)
    if dash := re.match(r" *-(?=[^\s-])", spot.line):
        write = shortened(f"- {spot.line[dash.end() :].strip()}")
        yield spot.trap(SPACE_AFTER_DASH, dash.end(), (dash.end(), dash.end(), " "), write=write)


def colons(spot: Spot) -> Iterator[Trap]:
    """Find a key whose colon is another sign, or none."""
    sign = r"(?: *(?:=>?|->|[→：;])\s*| *\Z| +(?=[\"'{\[]))"
    for found in re.finditer(rf"(?:^ *(?:- +)*|[{{,] *)([^\W\d][\w-]*)({sign})", spot.line):
        start, end = found.span(2)
        write = shortened(f"{found[1]}: {spot.line[end:].strip()}".rstrip())
        yield spot.trap(COLON_MISSING, start, (start, end, ": "), name=found[1], write=write)


def commas(spot: Spot) -> Iterator[Trap]:
    """Find two things between braces without a comma."""
    for found in re.finditer(r"(?<=[\"'}\]])(\s+)(?=([\w-]+ *:\s|[\"'{\[]))", spot.line):
        following = spot.line[found.end() :].partition(" ")[0]
        yield spot.trap(COMMA_MISSING, found.start(), (found.start(), found.end(), ", "), next=following)
