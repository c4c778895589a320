"""Texts that need quotes, or other ones, or whose quotes do not fit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.content.rules.apostrophe import RULE as APOSTROPHE
from bot.content.rules.backslash import RULE as BACKSLASH
from bot.content.rules.colon_in_text import RULE as COLON_IN_TEXT
from bot.content.rules.comma_in_text import RULE as COMMA_IN_TEXT
from bot.content.rules.quote_inside import RULE as QUOTE_INSIDE
from bot.content.rules.quote_open import RULE as QUOTE_OPEN
from bot.content.rules.reserved_character import RULE as RESERVED_CHARACTER
from bot.content.rules.smart_quotes import RULE as SMART_QUOTES
from bot.content.rules.text_cut import RULE as TEXT_CUT
from bot.content.traps.spot import Spot, Trap, quote, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What stands before the value of a line: dashes, a key and its colon.
_HEAD: Final = re.compile(r" *(?:- +)*(?:[^\W\d][\w-]* *: +)?")
#: What stands before a value between braces, or between brackets.
_BETWEEN_BRACES: Final = re.compile(r"[{,] *[\w\"'-]+ *: *")
_BETWEEN_BRACKETS: Final = re.compile(r"[\[,] *")
_CLOSING: Final = re.compile(r"[\s}\]]*\Z")
BRACKETS: Final = {"{": "}", "[": "]"}
CURVED: Final = {"“": "”", "„": "”", "«": "»", "‘": "’", "”": "”"}
_RESERVED: Final = frozenset("@`%*&!|>-?[]{},#\"'")
QUOTED: Final = re.compile(r"\"(?:\\.|[^\"\\])*\"|(?<!\w)'(?:''|[^'])*'")


def texts(spot: Spot) -> Iterator[Trap]:
    """Find a text that needs quotes, or other ones, or whose quotes do not fit."""
    for start, end, flow in segments(spot.line):
        text = spot.line[start:end]
        if text[0] in CURVED:
            yield from _curved(spot, start, end)
        elif text[0] == "'":
            yield from _in_single_quotes(spot, start, end)
        elif text[0] == '"':
            yield from _in_double_quotes(spot, start, end)
        else:
            yield from _bare(spot, start, end, flow=flow)


def segments(line: str) -> Iterator[tuple[int, int, bool]]:
    """Give what may be a text: from, to, and whether it stands between braces or brackets."""
    found = _HEAD.match(line)
    start, end = found.end() if found else 0, len(line.rstrip())
    # What goes on behind its last bracket was never meant as a list.
    is_text = start < end and line[start] in BRACKETS and line[end - 1] not in BRACKETS.values()
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
    if start < end and line[start] not in BRACKETS:
        yield start, end, False


def _curved(spot: Spot, start: int, end: int) -> Iterator[Trap]:
    text = spot.line[start:end]
    close = CURVED[text[0]]
    inner = text[1:].removesuffix(close).strip()
    if text.endswith(close):
        yield spot.trap(SMART_QUOTES, start, (start, end, quote(inner)))
    yield spot.trap(RESERVED_CHARACTER, start, (start, end, quote(text)), sign=text[0], write=shortened(quote(text)))


def _in_single_quotes(spot: Spot, start: int, end: int) -> Iterator[Trap]:
    text = spot.line[start:end]
    closed = len(text) > 1 and text.endswith("'")
    inner = text[1:-1] if closed else text[1:]
    apostrophe = re.search(r"(?<!')'(?!')", inner)
    if apostrophe:
        at = start + 1 + apostrophe.start()
        yield spot.trap(APOSTROPHE, at, (start, end, quote(inner.replace("''", "'"))))
    elif not closed:
        yield spot.trap(QUOTE_OPEN, start, (start, end, quote(inner.replace("''", "'"))))


def _in_double_quotes(spot: Spot, start: int, end: int) -> Iterator[Trap]:
    text = spot.line[start:end]
    closed = len(text) > 1 and re.search(r'(?<!\\)(?:\\\\)*"\Z', text)
    inner = text[1:-1] if closed else text[1:]
    inside = re.search(r'(?<!\\)"', inner)
    if inside:
        mended = re.sub(r'(?<!\\)"', r'\\"', inner)
        yield spot.trap(QUOTE_INSIDE, start + 1 + inside.start(), (start, end, f'"{mended}"'))
    elif not closed:
        if inner.endswith('\\"'):
            yield spot.trap(BACKSLASH, end - 2, (start, end, f'"{inner[:-2]}\\\\"'))
        yield spot.trap(QUOTE_OPEN, start, (start, end, f'"{inner}"'))


def _bare(spot: Spot, start: int, end: int, *, flow: bool) -> Iterator[Trap]:
    """Put a text between double quotes that stands without; say what in it asks for them."""
    text = spot.line[start:end]
    change = (start, end, quote(text))
    if text[0] in _RESERVED:
        yield spot.trap(RESERVED_CHARACTER, start, change, sign=text[0], write=shortened(quote(text)))
    elif found := re.search(r":(?=\s|\Z)", text):
        yield spot.trap(COLON_IN_TEXT, start + found.start(), change)
    elif found := re.search(r"(?<=\s)#", text):
        yield spot.trap(TEXT_CUT, start + found.start(), change)
    elif found := re.search(r"[\[\]{}]", text):
        yield spot.trap(RESERVED_CHARACTER, start + found.start(), change, sign=found[0], write=shortened(quote(text)))
    elif flow and (found := re.search(",", text)):
        yield spot.trap(COMMA_IN_TEXT, start + found.start(), change)


def backslashes(spot: Spot) -> Iterator[Trap]:
    """Find a backslash that begins no sign YAML knows."""
    for quoted in QUOTED.finditer(spot.line):
        found = re.search(r"\\[^0abtnvfre \"/\\N_LPxuU]", quoted[0])
        if quoted[0].startswith('"') and found:
            mended = re.sub(r"\\(?![0abtnvfre \"/\\N_LPxuU])", r"\\\\", quoted[0])
            yield spot.trap(BACKSLASH, quoted.start() + found.start(), (*quoted.span(), mended))
