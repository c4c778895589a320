"""Telegram's HTML, as strict as Telegram: what it does not know is an error, not text.

Source: https://core.telegram.org/bots/api#html-style
"""

from __future__ import annotations

import html
import re
from typing import Any

_TAGS = {
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
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
}
_PIECE = re.compile(r"<(/?)([a-zA-Z-]+)((?:\s+[a-z-]+(?:=\"[^\"<>]*\")?)*)\s*>|(&[^;\s]{1,10};)|([<&>])|([^<&>]+)")
_HREF = re.compile(r"href=\"([^\"]*)\"")
_NAMED = {"&lt;", "&gt;", "&amp;", "&quot;"}


class EntityError(Exception):
    """The text cannot be parsed; the message is Telegram's."""


def units(text: str) -> int:
    """Count as Telegram counts: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def parse(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the text and its entities. Raises EntityError."""
    text = ""
    entities: list[dict[str, Any]] = []
    open_tags: list[tuple[str, int, str]] = []
    for closing, tag, attributes, escaped, stray, plain in _PIECE.findall(source):
        if stray:
            where = units(text)
            raise EntityError(f'Unsupported start tag "{stray}" at byte offset {where}')
        if plain:
            text += plain
        elif escaped:
            text += _unescaped(escaped)
        elif closing:
            if not open_tags or open_tags[-1][0] != tag:
                raise EntityError(f'Unmatched end tag at byte offset {units(text)}, found "</{tag}>"')
            _, start, url = open_tags.pop()
            entities.append(_entity(tag, start, units(text) - start, url))
        else:
            if tag not in _TAGS:
                raise EntityError(f'Unsupported start tag "{tag}" at byte offset {units(text)}')
            href = _HREF.search(attributes)
            open_tags.append((tag, units(text), html.unescape(href[1]) if href else ""))
    if open_tags:
        raise EntityError(f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return text, [entity for entity in entities if entity["length"] and (entity["type"] != "text_link" or entity["url"])]


def _unescaped(escaped: str) -> str:
    if escaped in _NAMED or escaped.startswith("&#"):
        return html.unescape(escaped)
    raise EntityError(f"Unknown entity {escaped}")


def _entity(tag: str, offset: int, length: int, url: str) -> dict[str, Any]:
    entity: dict[str, Any] = {"type": _TAGS[tag], "offset": offset, "length": length}
    return entity | ({"url": url} if tag == "a" else {})
