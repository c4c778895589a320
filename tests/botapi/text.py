"""Rule: text and entities come out as Telegram leaves them, or its own complaint comes out.

Three steps, in Telegram's order: `parse` reads HTML, `fix` cleans and trims, `detect` marks what nobody marked
(commands, mentions, hashtags, addresses). Offsets and lengths are counted in UTF-16 code units throughout.

Sources: https://core.telegram.org/bots/api#html-style and the public source of TDLib (MessageEntity).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any, Final

from tests.botapi.links import LinkError, checked_link

Raw = dict[str, Any]

MOST_SOURCE_BYTES: Final = 1 << 15
MOST_UNITS: Final = 4096
MOST_ENTITIES: Final = 100

_SPACES: Final = " \t\r\n\v\0"
_TYPES: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
#: What comes first of entities that begin and end together.
_ORDER: Final = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 10,
    "code": 20,
    "text_link": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}
#: These may be cut and joined freely; the others are wholes.
_LOOSE: Final = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
#: These stay even when only spaces are inside.
_KEPT_WHEN_BLANK: Final = frozenset({"text_link", "text_mention", "pre", "custom_emoji"})
#: Inside these nothing is detected.
_CLOSED: Final = frozenset({"text_link", "text_mention", "pre", "code", "custom_emoji"})

_ESCAPE: Final = re.compile(
    r"&(?:#x([0-9a-fA-F]{1,6})(?![0-9a-fA-F])|#([0-9]{1,7})(?![0-9])|(lt|gt|amp|quot)(?![a-zA-Z]));?"
)
_NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_NAME_TOKEN: Final = re.compile(r"[a-zA-Z0-9.-]*")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
_REMOVED: Final = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")

_DETECTED: Final = (
    ("bot_command", re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/<>])")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@(?:[a-zA-Z0-9-]+\.)+[a-zA-Z]{2,}")),
    (
        "url",
        re.compile(
            r"(?<![\w@.])(?:https?://(?:[\w-]+\.)+[a-z]{2,}|(?:[\w-]+\.)+(?:ca|com|org|net|me|fr|info|io))"
            r"(?![\w-])(?::\d+)?(?:[/?#][^\s<>]*[^\s<>.,;:!?)»\"'])?"
        ),
    ),
    ("mention", re.compile(r"(?<![\w.+-])@[a-zA-Z][a-zA-Z0-9_]{3,31}(?!\w)")),
    ("hashtag", re.compile(r"(?<!\w)#\w*[^\W\d]\w*")),
)


class ParseError(ValueError):
    """Text that Telegram cannot parse; the message is Telegram's."""


def units(text: str) -> int:
    """Count UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def part(text: str, offset: int, length: int) -> str:
    """Cut a part out of a text, by UTF-16 code units."""
    return text.encode("utf-16-le", "surrogatepass")[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


def unescape(source: str) -> str:
    """Replace the entities Telegram knows; all others stay as they are written."""
    return _ESCAPE.sub(_character, source) if "&" in source else source


def _character(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3]]
    code = int(found[1], 16) if found[1] else int(found[2])
    return chr(code) if 0 < code < 0x10FFFF else found[0]


# ---- HTML


@dataclass(slots=True)
class _Open:
    """A start tag whose end is awaited."""

    name: str
    argument: str
    offset: int
    piece: int


class _Html:
    """Reads HTML from left to right, as Telegram does."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.pieces: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Raw] = []

    def read(self) -> tuple[str, list[Raw]]:
        """Return the text and its entities. Raises ParseError."""
        while self.at < len(self.source):
            tag = self.source.find("<", self.at)
            tag = len(self.source) if tag < 0 else tag
            self._plain(self.source[self.at : tag])
            self.at = tag
            if self.source.startswith("</", tag):
                self._end_tag()
            elif tag < len(self.source):
                self._start_tag()
        if self.open:
            raise ParseError(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        text = "".join(self.pieces)
        if _SURROGATE.search(text):
            raise ParseError(
                "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate "
                "code units"
            )
        return text, self.entities

    def _plain(self, source: str) -> None:
        text = unescape(source)
        self.pieces.append(text)
        self.length += units(text)

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        name = self._until(_SPACES + ">").lower()
        if self._ended:
            raise self._error("Unclosed start tag", begin)
        if name not in _TYPES:
            raise self._error(f'Unsupported start tag "{name}"', begin)
        argument = self._attributes(name, begin)
        if name == "span" and argument != "spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', begin)
        self.at += 1
        self.open.append(_Open(name, argument, self.length, len(self.pieces)))

    def _attributes(self, tag: str, begin: int) -> str:
        """Read attributes up to the end of the tag; return the value of the one that means something."""
        argument = ""
        while True:
            self._spaces()
            if self._ended:
                raise self._error("Unclosed start tag", begin)
            if self._next == ">":
                return argument
            name = self._until(_SPACES + "=>/\"'")
            if not name:
                raise self._error(f'Empty attribute name in the tag "{tag}"', begin)
            self._spaces()
            if self._next == "=":
                argument = _argument(tag, name, self._value(tag, begin), argument)
            elif self._ended:
                raise self._error(f'Unclosed start tag "{tag}"', begin)
            elif (tag, name) == ("blockquote", "expandable"):
                argument = "1"

    def _value(self, tag: str, begin: int) -> str:
        self.at += 1
        self._spaces()
        if self._ended:
            raise self._error(f'Unclosed start tag "{tag}"', begin)
        quote = self._next
        if quote not in "\"'":
            return self._name_token()
        self.at += 1
        value = self._until(quote)
        self.at += 1
        if self._ended:
            raise self._error("Unclosed start tag", begin)
        return unescape(value)

    def _name_token(self) -> str:
        begin = self.at
        found = _NAME_TOKEN.match(self.source, begin)
        self.at = found.end() if found else begin
        if not self._ended and self._next not in _SPACES + ">":
            raise self._error("Unexpected end of name token", begin)
        return self.source[begin : self.at].lower()

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._error("Unexpected end tag", begin)
        self.at += 2
        name = self._until(_SPACES + ">").lower()
        self._spaces()
        if self._ended or self._next != ">":
            raise self._error("Unclosed end tag", begin)
        self.at += 1
        opened = self.open.pop()
        if name not in ("", opened.name):
            where = self._error("Unmatched end tag", begin)
            raise ParseError(f'{where}, expected "</{opened.name}>", found "</{name}>"')
        if self.length > opened.offset:
            self._add(opened)

    def _add(self, opened: _Open) -> None:
        entity: Raw = {"type": _TYPES[opened.name], "offset": opened.offset, "length": self.length - opened.offset}
        if opened.name == "a":
            _add_link(entity, opened.argument or "".join(self.pieces[opened.piece :]))
            if "url" not in entity and "user" not in entity:
                return
        elif opened.name == "blockquote" and opened.argument:
            entity["type"] = "expandable_blockquote"
        elif opened.name == "tg-emoji":
            if not opened.argument.isdecimal() or not int(opened.argument):
                raise ParseError("Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = opened.argument
        elif opened.name in ("code", "pre"):
            self._add_code(entity, opened)
            return
        self.entities.append(entity)

    def _add_code(self, entity: Raw, opened: _Open) -> None:
        """Join `<pre><code class="language-x">` into one; a language alone says nothing."""
        last = self.entities[-1] if self.entities else {}
        same = (last.get("offset"), last.get("length")) == (entity["offset"], entity["length"])
        if opened.name == "pre" and same and last.get("type") == "code" and last.get("language"):
            last["type"] = "pre"
        elif opened.name == "code" and same and last.get("type") == "pre" and opened.argument:
            last["language"] = opened.argument
        else:
            self.entities.append(entity | ({"language": opened.argument} if opened.argument else {}))

    def _until(self, stops: str) -> str:
        begin = self.at
        while self.at < len(self.source) and self.source[self.at] not in stops:
            self.at += 1
        return self.source[begin : self.at]

    def _spaces(self) -> None:
        while self.at < len(self.source) and self.source[self.at] in _SPACES:
            self.at += 1

    @property
    def _ended(self) -> bool:
        return self.at >= len(self.source)

    @property
    def _next(self) -> str:
        return self.source[self.at : self.at + 1]

    def _error(self, what: str, at: int) -> ParseError:
        return ParseError(f"{what} at byte offset {len(self.source[:at].encode(errors='surrogatepass'))}")


def _argument(tag: str, name: str, value: str, before: str) -> str:
    """Keep the value of an attribute that means something on its tag."""
    if (tag, name) in (("a", "href"), ("tg-emoji", "emoji-id")):
        return value
    if (tag, name) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, name) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    if (tag, name) == ("blockquote", "expandable"):
        return "1"
    return before


def _add_link(entity: Raw, link: str) -> None:
    """Give an entity its address; a bad one gets none, without a complaint."""
    person = re.fullmatch(r"(?i)tg:(?://)?user/?\?id=(\d+)", link)
    if person:
        entity.update(type="text_mention", user={"id": int(person[1]), "is_bot": False, "first_name": ""})
        return
    try:
        entity["url"] = checked_link(link)
    except LinkError:
        return


def parse(source: str) -> tuple[str, list[Raw]]:
    """Read HTML: the text, and its entities as they were closed. Raises ParseError."""
    text, entities = _Html(source).read()
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return text, entities


# ---- cleaning


def fix(text: str, entities: list[Raw]) -> tuple[str, list[Raw]]:
    """Clean and trim a text, moving its entities along; the text may come out empty."""
    text, entities = _cleaned(text, entities)
    entities = [each for each in (_without_margin(text, each) for each in _joined(entities)) if each]
    text = text.rstrip(" \n")
    end = units(text)
    for entity in entities:
        entity["length"] = min(entity["length"], end - entity["offset"])
    entities = [each for each in entities if each["length"] > 0]
    first = min((each["offset"] for each in entities), default=end)
    lead = min(first, len(text) - len(text.lstrip(" \n")))
    for entity in entities:
        entity["offset"] -= lead
    return text[lead:], in_order(entities)


def _cleaned(text: str, entities: list[Raw]) -> tuple[str, list[Raw]]:
    """Turn control characters into spaces, and take away those that Telegram takes away."""
    text = _CONTROL.sub(" ", text)
    gone = [units(text[: found.start()]) for found in _REMOVED.finditer(text)]
    moved = []
    for entity in entities:
        begin, end = entity["offset"], entity["offset"] + entity["length"]
        begin, end = begin - bisect_left(gone, begin), end - bisect_left(gone, end)
        if end > begin:
            moved.append({**entity, "offset": begin, "length": end - begin})
    return _REMOVED.sub("", text), moved


def _without_margin(text: str, entity: Raw) -> Raw | None:
    """Move an entity's start behind leading spaces; None when only spaces are inside."""
    if entity["type"] in _KEPT_WHEN_BLANK:
        return entity
    inside = part(text, entity["offset"], entity["length"])
    blank = len(inside) - len(inside.lstrip(" \n"))
    if not blank:
        return entity
    if blank == len(inside):
        return None
    return {**entity, "offset": entity["offset"] + blank, "length": entity["length"] - blank}


def _joined(entities: list[Raw]) -> list[Raw]:
    """Join loose entities of one type that touch, unless the border of a whole one is between them."""
    borders = {
        place
        for each in entities
        if each["type"] not in _LOOSE
        for place in (each["offset"], each["offset"] + each["length"])
    }
    last: dict[str, Raw] = {}
    found: list[Raw] = []
    for entity in in_order(entities):
        before = last.get(entity["type"]) if entity["type"] in _LOOSE else None
        end = before["offset"] + before["length"] if before else -1
        if before and (entity["offset"] < end or (entity["offset"] == end and end not in borders)):
            before["length"] = max(end, entity["offset"] + entity["length"]) - before["offset"]
        else:
            last[entity["type"]] = dict(entity)
            found.append(last[entity["type"]])
    return found


def in_order(entities: list[Raw]) -> list[Raw]:
    """Sort entities as Telegram lists them."""
    return sorted(entities, key=lambda each: (each["offset"], -each["length"], _ORDER.get(each["type"], 50)))


def detect(text: str, entities: list[Raw]) -> list[Raw]:
    """Add the entities that nobody marked: commands, mentions, hashtags, addresses."""
    taken = [(each["offset"], each["offset"] + each["length"]) for each in entities if each["type"] in _CLOSED]
    added: list[Raw] = []
    for kind, pattern in _DETECTED:
        for found in pattern.finditer(text):
            begin = units(text[: found.start()])
            end = begin + units(found[0])
            if all(end <= other_begin or begin >= other_end for other_begin, other_end in taken):
                taken.append((begin, end))
                added.append({"type": kind, "offset": begin, "length": end - begin})
    return in_order([*entities, *added]) if added else entities


def within_limit(entities: list[Raw]) -> list[Raw]:
    """Keep the first hundred: wholes before loose ones, as Telegram does."""
    if len(entities) <= MOST_ENTITIES:
        return entities
    ranked = sorted(entities, key=lambda each: each["type"] in _LOOSE)
    return in_order(ranked[:MOST_ENTITIES])
