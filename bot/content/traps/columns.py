"""Lines that stand in the wrong column, or are of another kind than their neighbours."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from bot.content.rules.dash_missing import RULE as DASH_MISSING
from bot.content.rules.indentation import RULE as INDENTATION
from bot.content.rules.list_beside_keys import RULE as LIST_BESIDE_KEYS
from bot.content.traps.spot import ENDS, Spot, Trap, lines_above, shortened, spot_at

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_COLUMNS: Final = 6
_KEY: Final = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)*)(?P<name>[\"']?[\w-]+[\"']?) *:(?P<value>\s.*)?\Z")
_ITEM: Final = re.compile(r"(?P<indent> *)-(?: |\Z)")
#: Mistakes in the order of lines: behind another mistake, they may only follow from how that one was mended; and what
#: comes behind them, from how they were.
OF_ORDER: Final = frozenset((INDENTATION.code, LIST_BESIDE_KEYS.code))


def beside(spot: Spot) -> Iterator[Trap]:
    """Find a dash among keys, or a key among dashes, in the same column."""
    is_item = _ITEM.match(spot.line)
    here = is_item or _KEY.match(spot.line)
    if here is None:
        return
    for above in lines_above(spot):
        column = len(above.line) - len(above.line.lstrip())
        if column > len(here["indent"]):
            continue
        other = _KEY.match(above.line)
        mixed = bool(is_item) != bool(_ITEM.match(above.line))
        holds_more = bool(other) and not (other and (other["value"] or "").strip())
        if column == len(here["indent"]) and mixed and not (is_item and holds_more and _is_next(above, spot)):
            yield Trap(LIST_BESIDE_KEYS, spot.start + column, _without(spot))
        return


def _is_next(above: Spot, below: Spot) -> bool:
    """Whether nothing stands between two lines."""
    return next(lines_above(below)) == above


def _without(spot: Spot) -> str:
    """Give the text in which a line, and what belongs to it, are notes."""
    start, end = spot.start, _end_of_block(spot)
    return spot.text[:start] + re.sub(r"(?m)^", "#", spot.text[start:end]) + spot.text[end:]


def _end_of_block(spot: Spot, other: int = 0) -> int:
    """Find the end of the lines that stand at least as deep as a line, up to one in a column it should stand in."""
    column = len(spot.line) - len(spot.line.lstrip(" "))
    end = spot.end
    while found := ENDS.match(spot.text, end):
        below = spot_at(spot.text, found.end())
        deep = len(below.line) - len(below.line.lstrip(" "))
        if below.line.strip() and (deep < column or deep == other > column):
            break
        end = below.end
    return end


def columns(spot: Spot) -> Iterator[Trap]:
    """Find a key or a dash out of line: try the columns of its neighbours above, the nearest first."""
    here = _KEY.match(spot.line) or _ITEM.match(spot.line)
    if here is None:
        return
    column = len(here["indent"])
    columns = {each for above in lines_above(spot) for each in _columns_of(above.line)} - {column}
    # A key that holds what stands below it is no deeper than that.
    most = _deep_below(spot) if here.groupdict().get("name") and not (here["value"] or "").strip() else None
    by_likeness = sorted(columns, key=lambda each: (most is not None and each >= most, abs(each - column), -each))
    for other in by_likeness[:MOST_COLUMNS]:
        name = here.groupdict().get("name") or "-"
        yield Trap(INDENTATION, spot.start + column, _moved(spot, other - column), {"name": name, "spaces": other})


def _deep_below(spot: Spot) -> int | None:
    """Give the column in which the next line begins, when it stands deeper than this one."""
    found = re.compile(r"(?:\s*(?:\r\n|\r|\n))+(?P<indent> *)\S").match(spot.text, spot.end)
    deep = len(found["indent"]) if found else 0
    return deep if deep > len(spot.line) - len(spot.line.lstrip(" ")) else None


def _columns_of(line: str) -> Iterator[int]:
    """Give the columns (from 0) in which a neighbour of this line may begin."""
    if found := _KEY.match(line):
        yield len(found["indent"])
        yield len(found["indent"]) + len(found["dashes"])
    elif found := _ITEM.match(line):
        yield len(found["indent"])


def _moved(spot: Spot, by: int) -> str:
    """Give the text in which a line, and the lines that stand as deep below it, are moved to the right or the left."""
    column = len(spot.line) - len(spot.line.lstrip(" "))
    start, end = spot.start, _end_of_block(spot, column + by)
    block = spot.text[start:end]
    moved = re.sub(r"(?m)^(?=.)", " " * by, block) if by > 0 else re.sub(rf"(?m)^ {{{-by}}}", "", block)
    return spot.text[:start] + moved + spot.text[end:]


def fallen(spot: Spot) -> Iterator[Trap]:
    """Find a line of a block of text that stands less deep than the one above it."""
    if _KEY.match(spot.line) or _ITEM.match(spot.line):
        return
    column = len(spot.line) - len(spot.line.lstrip(" "))
    for above in islice(lines_above(spot), 1):
        other = len(above.line) - len(above.line.lstrip(" "))
        if other > column:
            values = {"name": shortened(spot.line.strip()), "spaces": other}
            yield Trap(INDENTATION, spot.start + column, _moved(spot, other - column), values)


def dashes(spot: Spot) -> Iterator[Trap]:
    """Find an item of a list without its dash."""
    found = re.match(r" *(?:  )(?=[{\[\"'])", spot.line)
    for above in islice(lines_above(spot), 1 if found else 0):
        item = _ITEM.match(above.line)
        if found and item and len(item["indent"]) == found.end() - 2:
            write = shortened(f"- {spot.line.strip()}")
            yield spot.trap(DASH_MISSING, found.end(), (found.end() - 2, found.end(), "- "), write=write)
