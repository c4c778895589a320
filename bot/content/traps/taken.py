"""What the parser reads without a word, and takes for something else than was meant."""

from __future__ import annotations

import re
from typing import Final

from bot.content.rules.backslash import RULE as BACKSLASH
from bot.content.rules.colon_missing import RULE as COLON_MISSING
from bot.content.rules.comma_in_text import RULE as COMMA_IN_TEXT
from bot.content.rules.hidden_space import RULE as HIDDEN_SPACE
from bot.content.rules.quote_unopened import RULE as QUOTE_UNOPENED
from bot.content.rules.reserved_character import RULE as RESERVED_CHARACTER
from bot.content.rules.smart_quotes import RULE as SMART_QUOTES
from bot.content.rules.space_after_colon import RULE as SPACE_AFTER_COLON
from bot.content.rules.space_after_dash import RULE as SPACE_AFTER_DASH
from bot.content.rules.text_cut import RULE as TEXT_CUT
from bot.content.traps.spot import SPACES, Trap, end_of_line, quote, shortened, spot_at
from bot.content.traps.texts import CURVED, segments

_SPACE_IN_KEY: Final = re.compile(rf"\A[{SPACES}]|[{SPACES}]\Z|:[{SPACES}]")
_GLUED: Final = re.compile(r"[^\W\d][\w-]*:(?=[^\s/])")
_COLON_NEXT: Final = re.compile(r"\s*:")
#: A note behind a text. One without a space behind its sign is a word, such as #1.
_NOTE: Final = re.compile(r"[ \t]+(?P<sign>#)(?P<words>[^\s#-][^\r\n]*)?[^\r\n]*")
#: A backslash that is not written twice, and the letter of a code behind it.
_CODE: Final = re.compile(r"(?<!\\)(?:\\\\)*\\[0abtvfreNL_P]")
_ONE_BACKSLASH: Final = re.compile(r"(?<!\\)\\(?=[0abtvfreNL_P])")
_LANGUAGES: Final = frozenset(("fr", "en"))


def taken_for_key(text: str, start: int, end: int, *, flow: bool) -> Trap | None:
    """Look at a key without quotes that may not be meant as one; `flow`: it stands between braces."""
    name = text[start:end]
    if found := _SPACE_IN_KEY.search(name):
        return Trap(HIDDEN_SPACE, start + found.end() - 1)
    if found := _GLUED.match(name):
        write = shortened(f"{found[0]} {name[found.end() :]}")
        return Trap(SPACE_AFTER_COLON, start + found.end(), values={"write": write})
    if not flow or _COLON_NEXT.match(text, end):
        return None
    before = _before(text, start)
    if text[before] == "{":
        whole = f"{text[before:end]}}}"
        return Trap(RESERVED_CHARACTER, before, values={"sign": "{", "write": shortened(quote(whole))})
    spot = spot_at(text, start)
    for first, last, _ in segments(spot.line):
        if spot.start + first < start < spot.start + last:
            whole = spot.line[first:last]
            return Trap(COMMA_IN_TEXT, before, values={"write": shortened(quote(whole))})
    return None


def taken_for_code(text: str, start: int, end: int) -> Trap | None:
    """Look at a text between double quotes in which a backslash and a letter became a sign that nobody can type."""
    if found := _CODE.search(text, start, end):
        write = shortened(_ONE_BACKSLASH.sub(r"\\\\", text[start:end]))
        return Trap(BACKSLASH, found.end() - 2, values={"write": write})
    return None


def _before(text: str, offset: int) -> int:
    """Give the offset of the last sign before an offset that is no space, or 0."""
    while offset > 1 and text[offset - 1] in " \t\r\n":
        offset -= 1
    return max(offset - 1, 0)


def taken_for_text(text: str, start: int, end: int, *, key: str | None, flow: bool) -> Trap | None:
    """Look at a text without quotes that may not be what was meant; `key`: what it stands under."""
    value = text[start:end]
    close = CURVED.get(value[:1])
    if close and (value.endswith(close) or (flow and value[0] in "“„")):
        whole, found, _ = text[start : end_of_line(text, start)].rpartition(close)
        inner = (whole if found else value)[1:].partition(close)[0].strip()
        return Trap(SMART_QUOTES, start, values={"write": shortened(quote(inner))})
    if value.endswith('"') and value.count('"') == 1:
        return Trap(QUOTE_UNOPENED, end - 1, values={"write": shortened(quote(value))})
    note = _NOTE.match(text, end)
    if note and (key in _LANGUAGES or " " in value or note["words"]):
        whole = " ".join(text[start : note.end()].split())
        return Trap(TEXT_CUT, note.start("sign"), values={"write": shortened(quote(whole))})
    return None if flow or not _begins_line(text, start) else _meant_as_key(value, start)


def _begins_line(text: str, offset: int) -> bool:
    """Whether only spaces and dashes stand before, on the same line."""
    while offset and text[offset - 1] in " -":
        offset -= 1
    return offset == 0 or text[offset - 1] in "\r\n"


def _meant_as_key(value: str, start: int) -> Trap | None:
    """Look at a text that stands where a key could."""
    if found := re.match(rf"(?:[^\W\d][\w-]*:|-|)[{SPACES}]", value):
        return Trap(HIDDEN_SPACE, start + found.end() - 1)
    if found := _GLUED.match(value):
        return Trap(
            SPACE_AFTER_COLON, start + found.end(), values={"write": shortened(f"{found[0]} {value[found.end() :]}")}
        )
    if found := re.match(r"-(?=[^\W\d])", value):
        first = re.split(r"\s+-", value[1:])[0]
        return Trap(SPACE_AFTER_DASH, start + 1, values={"write": shortened(f"- {first}")})
    if found := re.match(r"([a-z_]+) *(?:=>?|->|[→：])\s*(?=\S)", value):
        write = shortened(f"{found[1]}: {value[found.end() :]}")
        return Trap(COLON_MISSING, start + len(found[1]), values={"name": found[1], "write": write})
    return None
