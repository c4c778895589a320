"""Place <-> the bytes of a button.

Rule: total. Any bytes give a Press, or a clear nothing: `Unreadable`, with the language when that can be read.

The form is `1<lang><screen>` and then fields, each announced by its letter:

    1fd.sAb3d.nX9qE.b2k.cTr5w
    ^^^  scenario, node, seen bits (base 36), choice; `i` item, `p` page, `h` held (both base 36), `o` offer, `l` left

Ids are written as digests of four base64 letters (24 bits of BLAKE2s), so that a place always fits in Telegram's 64
bytes however long the ids are, and so that renaming a title breaks no button.
The content checks prove that no two ids of one kind share a digest.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.core.turn import RESUMED, Lang, Place, Press, Screen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

VERSION = "1"
#: https://core.telegram.org/bots/api#inlinekeyboardbutton: callback_data is 1 to 64 bytes.
MOST_BYTES = 64
#: The most signs one scenario may show: 40 bits are 8 letters in base 36.
MOST_SIGNS = 40
MOST_PAGES = 99
#: What a game or a page of the logbook holds: 48 bits are 10 letters in base 36.
MOST_HELD_BITS = 48

_LANG_LETTER: dict[Lang, str] = {"fr": "f", "en": "e"}
_LANG_OF = {letter: lang for lang, letter in _LANG_LETTER.items()}
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@cache
def digest(identity: str) -> str:
    """Four letters that stand for an id of the content."""
    return base64.urlsafe_b64encode(hashlib.blake2s(identity.encode(), digest_size=3).digest()).decode()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A button from other content, another version, or somebody's imagination."""

    lang: Lang | None = None


class Codec:
    """Writes and reads buttons for one version of the content."""

    def __init__(self, scenarios: Mapping[str, Mapping[str, Iterable[str]]], items: Iterable[str]) -> None:
        """`scenarios`: scenario id -> node id -> ids of its choices. `items`: topics, resources, themes and entries."""
        self._scenarios = {digest(name): name for name in scenarios}
        self._nodes = {name: {digest(node): node for node in nodes} for name, nodes in scenarios.items()}
        self._choices = {
            (name, node): {digest(choice): choice for choice in choices}
            for name, nodes in scenarios.items()
            for node, choices in nodes.items()
        }
        self._items = {digest(item): item for item in items}

    def encode(self, press: Press) -> str:
        """Write a press; at most `MOST_BYTES` bytes by construction (3 + 5 x 6 + 10 + 4 + 12 + 3)."""
        place = press.place
        fields = [VERSION + _LANG_LETTER[place.lang] + place.screen.value]
        ids = (("s", place.scenario), ("n", place.node), ("i", place.item), ("o", place.offer), ("c", press.choice))
        for letter, identity in ids:
            if identity:
                fields.append(letter + digest(identity))
        for letter, number in (("b", place.seen), ("p", place.page), ("h", place.held)):
            if number:
                fields.append(letter + _base36(number))
        if place.left:
            fields.append("l" + place.left.value)
        return ".".join(fields)

    def decode(self, data: str) -> Press | Unreadable:
        """Read a press from anything."""
        head, *rest = data.split(".")
        lang = _LANG_OF.get(head[1:2]) if head[:1] == VERSION else None
        if lang is None or len(data.encode("utf-8", "replace")) > MOST_BYTES:
            return Unreadable(lang)
        screen = _SCREENS.get(head[2:])
        fields = {field[:1]: field[1:] for field in rest}
        if screen is None or len(fields) != len(rest) or not fields.keys() <= set("sniocbphl"):
            return Unreadable(lang)
        scenario = self._scenarios.get(fields["s"]) if "s" in fields else ""
        node = self._nodes.get(scenario or "", {}).get(fields["n"]) if "n" in fields else ""
        choice = self._choices.get((scenario or "", node or ""), {}).get(fields["c"]) if "c" in fields else ""
        item = self._items.get(fields["i"]) if "i" in fields else ""
        offer = self._items.get(fields["o"]) if "o" in fields else ""
        seen, page, held = (_from_base36(fields.get(letter, "0")) for letter in "bph")
        if scenario is None or node is None or choice is None or item is None or offer is None:
            return Unreadable(lang)
        if seen is None or seen >> MOST_SIGNS or page is None or page > MOST_PAGES:
            return Unreadable(lang)
        if held is None or held >> MOST_HELD_BITS:
            return Unreadable(lang)
        left = _SCREENS.get(fields["l"]) if "l" in fields else None
        if "l" in fields and left not in RESUMED:
            return Unreadable(lang)
        return Press(Place(lang, screen, scenario, node, seen, item, page, offer, held, left), choice)


_SCREENS = {screen.value: screen for screen in Screen}


def _base36(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number, len(_DIGITS))
        letters = _DIGITS[rest] + letters
    return letters or "0"


def _from_base36(letters: str) -> int | None:
    """Return the number, or None when it is not one that `_base36` would have written."""
    if not 0 < len(letters) <= _MOST_LETTERS or any(letter not in _DIGITS for letter in letters):
        return None
    number = int(letters, len(_DIGITS))
    return number if _base36(number) == letters else None


_MOST_LETTERS = len(_base36(1 << MOST_HELD_BITS))
