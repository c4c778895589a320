"""Mistakes of writing that YAML refuses or, worse, takes for something else.

Rule: a mistake that stops the parser is named only when mending it lets the parser go on; so what is told helps.

The place where a parser stops is often not the place of the mistake: a quote that is never closed is noticed at the
next quote, lines below. So the lines that may be to blame are mended one way after the other, and tried again.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from bot.content.rules.apostrophe import RULE as APOSTROPHE
from bot.content.rules.backslash import RULE as BACKSLASH
from bot.content.rules.bracket_extra import RULE as BRACKET_EXTRA
from bot.content.rules.bracket_open import RULE as BRACKET_OPEN
from bot.content.rules.colon_in_text import RULE as COLON_IN_TEXT
from bot.content.rules.colon_missing import RULE as COLON_MISSING
from bot.content.rules.comma_in_text import RULE as COMMA_IN_TEXT
from bot.content.rules.comma_missing import RULE as COMMA_MISSING
from bot.content.rules.dash_missing import RULE as DASH_MISSING
from bot.content.rules.hidden_character import RULE as HIDDEN_CHARACTER
from bot.content.rules.hidden_space import RULE as HIDDEN_SPACE
from bot.content.rules.indentation import RULE as INDENTATION
from bot.content.rules.list_beside_keys import RULE as LIST_BESIDE_KEYS
from bot.content.rules.mojibake import RULE as MOJIBAKE
from bot.content.rules.quote_inside import RULE as QUOTE_INSIDE
from bot.content.rules.quote_open import RULE as QUOTE_OPEN
from bot.content.rules.quote_unopened import RULE as QUOTE_UNOPENED
from bot.content.rules.reserved_character import RULE as RESERVED_CHARACTER
from bot.content.rules.smart_quotes import RULE as SMART_QUOTES
from bot.content.rules.space_after_colon import RULE as SPACE_AFTER_COLON
from bot.content.rules.space_after_dash import RULE as SPACE_AFTER_DASH
from bot.content.rules.tab import RULE as TAB
from bot.content.rules.text_cut import RULE as TEXT_CUT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from bot.content.rule import Rule

#: Each try reads the file again up to the mistake.
MOST_TRIED: Final = 60
#: A file with more invisible characters than this came out of some program as a whole.
_MOST_HIDDEN: Final = 20
#: Lines above a mistake in which its neighbours are looked for: no story has a longer stretch of deeper lines.
_FAR_ABOVE: Final = 200
MOST_COLUMNS: Final = 6
#: What is shown of a mended text.
_MOST_SHOWN: Final = 60
_SPACES: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
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
_LINE: Final = re.compile(r"[^\r\n]*")
_ENDS: Final = re.compile(r"\r\n|\r|\n")
#: What stands before the value of a line: dashes, a key and its colon.
_HEAD: Final = re.compile(r" *(?:- +)*(?:[^\W\d][\w-]* *: +)?")
#: What stands before a value between braces, or between brackets.
_BETWEEN_BRACES: Final = re.compile(r"[{,] *[\w\"'-]+ *: *")
_BETWEEN_BRACKETS: Final = re.compile(r"[\[,] *")
_CLOSING: Final = re.compile(r"[\s}\]]*\Z")
_KEY: Final = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)*)(?P<name>[\"']?[\w-]+[\"']?) *:(?P<value>\s.*)?\Z")
_ITEM: Final = re.compile(r"(?P<indent> *)-(?: |\Z)")
_QUOTED: Final = re.compile(r"\"(?:\\.|[^\"\\])*\"|(?<!\w)'(?:''|[^'])*'")
_BRACKETS: Final = {"{": "}", "[": "]"}
_CURVED: Final = {"“": "”", "„": "”", "«": "»", "‘": "’", "”": "”"}
_SPACE_IN_KEY: Final = re.compile(rf"\A[{_SPACES}]|[{_SPACES}]\Z|:[{_SPACES}]")
_GLUED: Final = re.compile(r"[^\W\d][\w-]*:(?=[^\s/])")
_COLON_NEXT: Final = re.compile(r"\s*:")
#: A note behind a text. One without a space behind its sign is a word, such as #1.
_NOTE: Final = re.compile(r"[ \t]+(?P<sign>#)(?P<words>[^\s#-][^\r\n]*)?[^\r\n]*")
_RESERVED: Final = frozenset("@`%*&!|>-?[]{},#\"'")
_LANGUAGES: Final = frozenset(("fr", "en"))
#: Mistakes in the order of lines: behind another mistake, they may only follow from how that one was mended; and what
#: comes behind them, from how they were.
OF_ORDER: Final = frozenset((INDENTATION.code, LIST_BESIDE_KEYS.code))


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
class Stop:
    """Where the parser stopped; `begun`: where the things begin that it was in the midst of.

    `key`: where the words begin that it took for a key and found no colon behind, or else where it stopped.
    """

    offset: int
    begun: tuple[int, ...]
    key: int


@dataclass(frozen=True, slots=True)
class _Spot:
    """One line of the text, without its end."""

    text: str
    start: int
    end: int

    @property
    def line(self) -> str:
        return self.text[self.start : self.end]

    def put(self, start: int, end: int, new: str) -> str:
        """Give the whole text with a part of this line changed."""
        return f"{self.text[: self.start + start]}{new}{self.text[self.start + end :]}"

    def trap(self, rule: Rule, at: int, change: tuple[int, int, str], **values: object) -> Trap:
        """Make a trap at a column of this line, mended by a change (from, to, what to put there)."""
        start, end, new = change
        shown = values or {"write": _shown(new.strip())}
        return Trap(rule, self.start + at, self.put(start, end, new), shown)


def _shown(text: str) -> str:
    """Shorten a text in its middle: its beginning and its end are what was mended; only the first of its lines."""
    text = _ENDS.split(text, maxsplit=1)[0]
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 15]}…{text[-14:]}"


def _quoted(text: str) -> str:
    """Put a text between double quotes; one that it ends with already, and that was never opened, stays."""
    if text.endswith('"') and text.count('"') == 1:
        text = text[:-1]
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# ---- what stops the parser -----------------------------------------------------------------------------------------


def cause(text: str, stop: Stop, stops: Callable[[str], int | None]) -> Trap | None:
    """Find the mistake for which the parser stopped, or None when it is none of the common ones.

    `stops` says where the parser stops in a text, or None when it reads the whole.
    """
    spots = list(_to_blame(text, stop))
    for spot in spots:
        if re.match(r" *\t", spot.line):
            return Trap(TAB, spot.start)

    def helps(trap: Trap) -> bool:
        after = stops(trap.mended)
        return after is None or len(trap.mended) - after < len(text) - stop.offset

    return (
        next(filter(helps, islice(_candidates(spots), MOST_TRIED)), None)
        or _unclosed(QUOTE_OPEN, _texts, stop, spots)
        or next(filter(helps, _columns(_spot(text, stop.offset))), None)
        or _unclosed(BRACKET_OPEN, _brackets, stop, spots)
    )


def _unclosed(rule: Rule, find: Callable[[_Spot], Iterator[Trap]], stop: Stop, spots: Iterable[_Spot]) -> Trap | None:
    """Name a quote or a bracket that the parser followed down to another line, where something else stopped it."""
    for spot in spots:
        if _ENDS.search(spot.text, spot.start, stop.offset):
            for trap in find(spot):
                if trap.rule is rule and trap.offset in stop.begun:
                    return trap
    return None


def _to_blame(text: str, stop: Stop) -> Iterator[_Spot]:
    """Give the lines that may hold the mistake: where something began, where the parser stopped, and the one above."""
    seen = set()
    below = _spot(text, stop.offset)
    for spot in (*(_spot(text, offset) for offset in stop.begun), below, *islice(_above(below), 1)):
        if spot.start not in seen:
            seen.add(spot.start)
            yield spot


def _spot(text: str, offset: int) -> _Spot:
    """Give the line around an offset."""
    feed = text.rfind("\n", 0, offset)
    start = max(feed, text.rfind("\r", feed + 1, offset)) + 1
    return _Spot(text, start, _end_of_line(text, start))


def _above(spot: _Spot) -> Iterator[_Spot]:
    """Give the lines above that hold something, the nearest first."""
    for _ in range(_FAR_ABOVE):
        if spot.start == 0:
            return
        spot = _spot(spot.text, spot.start - (2 if spot.text.endswith("\r\n", 0, spot.start) else 1))
        if spot.line.strip() and not spot.line.lstrip().startswith("#"):
            yield spot


def _candidates(spots: Iterable[_Spot]) -> Iterator[Trap]:
    for spot in spots:
        for find in (_spaces, _colons, _commas, _dashes, _fallen, _beside, _brackets, _backslashes, _texts):
            yield from find(spot)


def _spaces(spot: _Spot) -> Iterator[Trap]:
    """Find a space that is missing or none of the space bar, around keys and dashes."""
    for found in re.finditer(rf"^[ -]*[{_SPACES}]+|^ *(?:- +)*[\w-]+ *:[{_SPACES}]+|[{{,:] *[{_SPACES}]+", spot.line):
        at = found.end() - 1
        mended = re.sub(f"[{_SPACES}]", " ", found[0])
        yield spot.trap(HIDDEN_SPACE, at, (found.start(), found.end(), mended))
    for found in re.finditer(r"(?:^ *(?:- +)*|[{,] *)([^\W\d][\w-]*:)(?=[^\s/])", spot.line):
        rest = spot.line[found.end() :]
        write = _shown(f"{found[1]} {rest.strip()}")
        yield spot.trap(SPACE_AFTER_COLON, found.end(), (found.end(), found.end(), " "), write=write)
    if dash := re.match(r" *-(?=[^\s-])", spot.line):
        write = _shown(f"- {spot.line[dash.end() :].strip()}")
        yield spot.trap(SPACE_AFTER_DASH, dash.end(), (dash.end(), dash.end(), " "), write=write)


def _colons(spot: _Spot) -> Iterator[Trap]:
    """Find a key whose colon is another sign, or none."""
    sign = r"(?: *(?:=>?|->|[→：;])\s*| *\Z| +(?=[\"'{\[]))"
    for found in re.finditer(rf"(?:^ *(?:- +)*|[{{,] *)([^\W\d][\w-]*)({sign})", spot.line):
        start, end = found.span(2)
        write = _shown(f"{found[1]}: {spot.line[end:].strip()}".rstrip())
        yield spot.trap(COLON_MISSING, start, (start, end, ": "), name=found[1], write=write)


def _commas(spot: _Spot) -> Iterator[Trap]:
    """Find two things between braces without a comma."""
    for found in re.finditer(r"(?<=[\"'}\]])(\s+)(?=([\w-]+ *:\s|[\"'{\[]))", spot.line):
        following = spot.line[found.end() :].partition(" ")[0]
        yield spot.trap(COMMA_MISSING, found.start(), (found.start(), found.end(), ", "), next=following)


# ---- indentation ---------------------------------------------------------------------------------------------------


def _beside(spot: _Spot) -> Iterator[Trap]:
    """Find a dash among keys, or a key among dashes, in the same column."""
    is_item = _ITEM.match(spot.line)
    here = is_item or _KEY.match(spot.line)
    if here is None:
        return
    for above in _above(spot):
        column = len(above.line) - len(above.line.lstrip())
        if column > len(here["indent"]):
            continue
        other = _KEY.match(above.line)
        mixed = bool(is_item) != bool(_ITEM.match(above.line))
        holds_more = bool(other) and not (other and (other["value"] or "").strip())
        if column == len(here["indent"]) and mixed and not (is_item and holds_more and _is_next(above, spot)):
            yield Trap(LIST_BESIDE_KEYS, spot.start + column, _without(spot))
        return


def _is_next(above: _Spot, below: _Spot) -> bool:
    """Whether nothing stands between two lines."""
    return next(_above(below)) == above


def _without(spot: _Spot) -> str:
    """Give the text in which a line, and what belongs to it, are notes."""
    start, end = spot.start, _end_of_block(spot)
    return spot.text[:start] + re.sub(r"(?m)^", "#", spot.text[start:end]) + spot.text[end:]


def _end_of_block(spot: _Spot, other: int = 0) -> int:
    """Find the end of the lines that stand at least as deep as a line, up to one in a column it should stand in."""
    column = len(spot.line) - len(spot.line.lstrip(" "))
    end = spot.end
    while found := _ENDS.match(spot.text, end):
        below = _spot(spot.text, found.end())
        deep = len(below.line) - len(below.line.lstrip(" "))
        if below.line.strip() and (deep < column or deep == other > column):
            break
        end = below.end
    return end


def _columns(spot: _Spot) -> Iterator[Trap]:
    """Find a key or a dash out of line: try the columns of its neighbours above, the nearest first."""
    here = _KEY.match(spot.line) or _ITEM.match(spot.line)
    if here is None:
        return
    column = len(here["indent"])
    columns = {each for above in _above(spot) for each in _columns_of(above.line)} - {column}
    # A key that holds what stands below it is no deeper than that.
    most = _deep_below(spot) if here.groupdict().get("name") and not (here["value"] or "").strip() else None
    by_likeness = sorted(columns, key=lambda each: (most is not None and each >= most, abs(each - column), -each))
    for other in by_likeness[:MOST_COLUMNS]:
        name = here.groupdict().get("name") or "-"
        yield Trap(INDENTATION, spot.start + column, _moved(spot, other - column), {"name": name, "spaces": other})


def _deep_below(spot: _Spot) -> int | None:
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


def _moved(spot: _Spot, by: int) -> str:
    """Give the text in which a line, and the lines that stand as deep below it, are moved to the right or the left."""
    column = len(spot.line) - len(spot.line.lstrip(" "))
    start, end = spot.start, _end_of_block(spot, column + by)
    block = spot.text[start:end]
    moved = re.sub(r"(?m)^(?=.)", " " * by, block) if by > 0 else re.sub(rf"(?m)^ {{{-by}}}", "", block)
    return spot.text[:start] + moved + spot.text[end:]


def _fallen(spot: _Spot) -> Iterator[Trap]:
    """Find a line of a block of text that stands less deep than the one above it."""
    if _KEY.match(spot.line) or _ITEM.match(spot.line):
        return
    column = len(spot.line) - len(spot.line.lstrip(" "))
    for above in islice(_above(spot), 1):
        other = len(above.line) - len(above.line.lstrip(" "))
        if other > column:
            values = {"name": _shown(spot.line.strip()), "spaces": other}
            yield Trap(INDENTATION, spot.start + column, _moved(spot, other - column), values)


def _dashes(spot: _Spot) -> Iterator[Trap]:
    """Find an item of a list without its dash."""
    found = re.match(r" *(?:  )(?=[{\[\"'])", spot.line)
    for above in islice(_above(spot), 1 if found else 0):
        item = _ITEM.match(above.line)
        if found and item and len(item["indent"]) == found.end() - 2:
            write = _shown(f"- {spot.line.strip()}")
            yield spot.trap(DASH_MISSING, found.end(), (found.end() - 2, found.end(), "- "), write=write)


# ---- texts ---------------------------------------------------------------------------------------------------------


def _texts(spot: _Spot) -> Iterator[Trap]:
    """Find a text that needs quotes, or other ones, or whose quotes do not fit."""
    for start, end, flow in _segments(spot.line):
        text = spot.line[start:end]
        if text[0] in _CURVED:
            yield from _curved(spot, start, end)
        elif text[0] == "'":
            yield from _in_single_quotes(spot, start, end)
        elif text[0] == '"':
            yield from _in_double_quotes(spot, start, end)
        else:
            yield from _bare(spot, start, end, flow=flow)


def _segments(line: str) -> Iterator[tuple[int, int, bool]]:
    """Give what may be a text: from, to, and whether it stands between braces or brackets."""
    found = _HEAD.match(line)
    start, end = found.end() if found else 0, len(line.rstrip())
    # What goes on behind its last bracket was never meant as a list.
    is_text = start < end and line[start] in _BRACKETS and line[end - 1] not in _BRACKETS.values()
    if is_text:
        yield start, end, False
    for head in (_BETWEEN_BRACES, _BETWEEN_BRACKETS) if "[" in line else (_BETWEEN_BRACES,):
        heads = list(head.finditer(line, 0, end))
        for place, each in enumerate(heads):
            last = heads[place + 1].start() if place + 1 < len(heads) else end
            closing = _CLOSING.search(line[:last])
            last = closing.start() if closing else last
            if each.end() < last:
                yield each.end(), last, True
    if start < end and line[start] not in _BRACKETS:
        yield start, end, False


def _curved(spot: _Spot, start: int, end: int) -> Iterator[Trap]:
    text = spot.line[start:end]
    close = _CURVED[text[0]]
    inner = text[1:].removesuffix(close).strip()
    if text.endswith(close):
        yield spot.trap(SMART_QUOTES, start, (start, end, _quoted(inner)))
    yield spot.trap(RESERVED_CHARACTER, start, (start, end, _quoted(text)), sign=text[0], write=_shown(_quoted(text)))


def _in_single_quotes(spot: _Spot, start: int, end: int) -> Iterator[Trap]:
    text = spot.line[start:end]
    closed = len(text) > 1 and text.endswith("'")
    inner = text[1:-1] if closed else text[1:]
    apostrophe = re.search(r"(?<!')'(?!')", inner)
    if apostrophe:
        at = start + 1 + apostrophe.start()
        yield spot.trap(APOSTROPHE, at, (start, end, _quoted(inner.replace("''", "'"))))
    elif not closed:
        yield spot.trap(QUOTE_OPEN, start, (start, end, _quoted(inner.replace("''", "'"))))


def _in_double_quotes(spot: _Spot, start: int, end: int) -> Iterator[Trap]:
    text = spot.line[start:end]
    closed = len(text) > 1 and re.search(r'(?<!\\)(?:\\\\)*"\Z', text)
    inner = text[1:-1] if closed else text[1:]
    quote = re.search(r'(?<!\\)"', inner)
    if quote:
        mended = re.sub(r'(?<!\\)"', r'\\"', inner)
        yield spot.trap(QUOTE_INSIDE, start + 1 + quote.start(), (start, end, f'"{mended}"'))
    elif not closed:
        if inner.endswith('\\"'):
            yield spot.trap(BACKSLASH, end - 2, (start, end, f'"{inner[:-2]}\\\\"'))
        yield spot.trap(QUOTE_OPEN, start, (start, end, f'"{inner}"'))


def _bare(spot: _Spot, start: int, end: int, *, flow: bool) -> Iterator[Trap]:
    """Put a text between double quotes that stands without; say what in it asks for them."""
    text = spot.line[start:end]
    change = (start, end, _quoted(text))
    if text[0] in _RESERVED:
        yield spot.trap(RESERVED_CHARACTER, start, change, sign=text[0], write=_shown(_quoted(text)))
    elif found := re.search(r":(?=\s|\Z)", text):
        yield spot.trap(COLON_IN_TEXT, start + found.start(), change)
    elif found := re.search(r"(?<=\s)#", text):
        yield spot.trap(TEXT_CUT, start + found.start(), change)
    elif found := re.search(r"[\[\]{}]", text):
        yield spot.trap(RESERVED_CHARACTER, start + found.start(), change, sign=found[0], write=_shown(_quoted(text)))
    elif flow and (found := re.search(",", text)):
        yield spot.trap(COMMA_IN_TEXT, start + found.start(), change)


def _backslashes(spot: _Spot) -> Iterator[Trap]:
    """Find a backslash that begins no sign YAML knows."""
    for quoted in _QUOTED.finditer(spot.line):
        found = re.search(r"\\[^0abtnvfre \"/\\N_LPxuU]", quoted[0])
        if quoted[0].startswith('"') and found:
            mended = re.sub(r"\\(?![0abtnvfre \"/\\N_LPxuU])", r"\\\\", quoted[0])
            yield spot.trap(BACKSLASH, quoted.start() + found.start(), (*quoted.span(), mended))


# ---- brackets ------------------------------------------------------------------------------------------------------


def _brackets(spot: _Spot) -> Iterator[Trap]:
    """Find a bracket that is not closed on its line, or that closes nothing."""
    plain = _QUOTED.sub(lambda found: " " * len(found[0]), spot.line)
    opened: list[int] = []
    for at, sign in enumerate(plain):
        if sign in _BRACKETS:
            opened.append(at)
        elif sign in _BRACKETS.values():
            if not opened:
                yield spot.trap(BRACKET_EXTRA, at, (at, at + 1, ""), sign=sign)
                return
            fitting = _BRACKETS[plain[opened[-1]]]
            if sign != fitting:
                values = {"sign": plain[opened[-1]], "write": fitting}
                in_place = sum(map(plain.count, _BRACKETS)) == sum(map(plain.count, _BRACKETS.values()))
                yield spot.trap(BRACKET_OPEN, opened[-1], (at, at + 1 if in_place else at, fitting), **values)
                return
            opened.pop()
    end = len(spot.line.rstrip())
    if opened:
        closing = "".join(_BRACKETS[plain[at]] for at in reversed(opened))
        yield spot.trap(BRACKET_OPEN, opened[-1], (end, end, closing), sign=plain[opened[-1]], write=closing)


# ---- what YAML takes for something else ----------------------------------------------------------------------------


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
            end = _spot(text, found.start()).end


def taken_for_key(text: str, start: int, end: int, *, flow: bool) -> Trap | None:
    """Look at a key without quotes that may not be meant as one; `flow`: it stands between braces."""
    name = text[start:end]
    if found := _SPACE_IN_KEY.search(name):
        return Trap(HIDDEN_SPACE, start + found.end() - 1)
    if found := _GLUED.match(name):
        write = _shown(f"{found[0]} {name[found.end() :]}")
        return Trap(SPACE_AFTER_COLON, start + found.end(), values={"write": write})
    if not flow or _COLON_NEXT.match(text, end):
        return None
    before = _before(text, start)
    if text[before] == "{":
        whole = f"{text[before:end]}}}"
        return Trap(RESERVED_CHARACTER, before, values={"sign": "{", "write": _shown(_quoted(whole))})
    spot = _spot(text, start)
    for first, last, _ in _segments(spot.line):
        if spot.start + first < start < spot.start + last:
            whole = spot.line[first:last]
            return Trap(COMMA_IN_TEXT, before, values={"write": _shown(_quoted(whole))})
    return None


def _before(text: str, offset: int) -> int:
    """Give the offset of the last sign before an offset that is no space, or 0."""
    while offset > 1 and text[offset - 1] in " \t\r\n":
        offset -= 1
    return max(offset - 1, 0)


def taken_for_text(text: str, start: int, end: int, *, key: str | None, flow: bool) -> Trap | None:
    """Look at a text without quotes that may not be what was meant; `key`: what it stands under."""
    value = text[start:end]
    close = _CURVED.get(value[:1])
    if close and (value.endswith(close) or (flow and value[0] in "“„")):
        whole, found, _ = text[start : _end_of_line(text, start)].rpartition(close)
        inner = (whole if found else value)[1:].partition(close)[0].strip()
        return Trap(SMART_QUOTES, start, values={"write": _shown(_quoted(inner))})
    if value.endswith('"') and value.count('"') == 1:
        return Trap(QUOTE_UNOPENED, end - 1, values={"write": _shown(_quoted(value))})
    note = _NOTE.match(text, end)
    if note and (key in _LANGUAGES or " " in value or note["words"]):
        whole = " ".join(text[start : note.end()].split())
        return Trap(TEXT_CUT, note.start("sign"), values={"write": _shown(_quoted(whole))})
    return None if flow or not _begins_line(text, start) else _meant_as_key(value, start)


def _end_of_line(text: str, offset: int) -> int:
    found = _LINE.match(text, offset)
    return found.end() if found else offset


def _begins_line(text: str, offset: int) -> bool:
    """Whether only spaces and dashes stand before, on the same line."""
    while offset and text[offset - 1] in " -":
        offset -= 1
    return offset == 0 or text[offset - 1] in "\r\n"


def _meant_as_key(value: str, start: int) -> Trap | None:
    """Look at a text that stands where a key could."""
    if found := re.match(rf"(?:[^\W\d][\w-]*:|-|)[{_SPACES}]", value):
        return Trap(HIDDEN_SPACE, start + found.end() - 1)
    if found := _GLUED.match(value):
        return Trap(
            SPACE_AFTER_COLON, start + found.end(), values={"write": _shown(f"{found[0]} {value[found.end() :]}")}
        )
    if found := re.match(r"-(?=[^\W\d])", value):
        first = re.split(r"\s+-", value[1:])[0]
        return Trap(SPACE_AFTER_DASH, start + 1, values={"write": _shown(f"- {first}")})
    if found := re.match(r"([a-z_]+) *(?:=>?|->|[→：])\s*(?=\S)", value):
        write = _shown(f"{found[1]}: {value[found.end() :]}")
        return Trap(COLON_MISSING, start + len(found[1]), values={"name": found[1], "write": write})
    return None
