"""Place <-> the bytes of a button.

Rule: total. Any bytes give a Press, or a clear nothing: `Unreadable`, with the language when that can be read.

The form is `1<lang><screen>` and then fields, each announced by its letter:

    1fd.sAb3d.nX9qE.b2k.cTr5w
    ^^^  scenario, node, seen bits (base 36), choice; `i` item, `p` page, `h` held (both base 36), `o` offer, `l` left;
         of what a facilitator suggested: `g` the group (`G` when not the first time through), `t` the stories that come
         then, `q` the statement asked before and after; `k` the secret that opens results

Ids are written as digests of four base64 letters (24 bits of BLAKE2s), so that a place always fits in Telegram's 64
bytes however long the ids are, and so that renaming a title breaks no button.
The content checks prove that no two ids of one kind share a digest.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from bot.core.turn import RESUMED, Lang, Place, Press, Run, Screen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

VERSION = "1"
#: https://core.telegram.org/bots/api#inlinekeyboardbutton: callback_data is 1 to 64 bytes.
MOST_BYTES = 64
#: The most signs one scenario may show, with its turning points: 25 bits are 5 letters in base 36.
MOST_SIGNS = 25
MOST_PAGES = 99
#: What may be ticked on the page of a story: 31 bits are 6 letters.
MOST_STORY_BITS = 31
#: An id of the content is so many letters of a button.
DIGEST_LETTERS = 4
#: The code of a group: 48 bits. A thousand groups at once, and a thousand guesses a second, are years to the first hit,
#: and a hit opens nothing: it only adds to the group's figures.
CODE_LETTERS = 8
#: The secret that opens the results of a group: 128 bits.
KEY_LETTERS = 22
#: What a facilitator suggested may have so many stories behind the first.
MOST_THEN = 2
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
        """Write a press.

        At most `MOST_BYTES` bytes by construction. The longest is the way to help from the page of a story, in a series
        with a question: 3 + 3 x 6 (story, node, offer) + 7 + 3 + 8 + 3 (signs, page, ticks, left) + 10 + 6 + 6 (group,
        one story, question). A choice has no page; what has an item is at no ticks.
        """
        place = press.place
        fields = [VERSION + _LANG_LETTER[place.lang] + place.screen.value]
        ids = (("s", place.scenario), ("n", place.node), ("i", place.item), ("o", place.offer), ("c", press.choice))
        for letter, identity in ids:
            if identity:
                fields.append(letter + digest(identity))
        for letter, number in (("b", place.seen), ("p", place.page), ("h", place.held)):
            if number:
                fields.append(letter + base36(number))
        if place.left:
            fields.append("l" + place.left.value)
        return ".".join((*fields, *_of_run(place.run), *(("k" + place.key,) if place.key else ())))

    def scenario(self, letters: str) -> str:
        """Give the scenario with this digest; "" when there is none."""
        return self._scenarios.get(letters, "")

    def item(self, letters: str) -> str:
        """Give the topic, resource, theme, entry, page … with this digest; "" when there is none."""
        return self._items.get(letters, "")

    def decode(self, data: str) -> Press | Unreadable:
        """Read a press from anything."""
        head, *rest = data.split(".")
        lang = _LANG_OF.get(head[1:2]) if head[:1] == VERSION else None
        if lang is None or len(data.encode("utf-8", "replace")) > MOST_BYTES:
            return Unreadable(lang)
        screen = _SCREENS.get(head[2:])
        fields = {field[:1]: field[1:] for field in rest}
        if screen is None or len(fields) != len(rest) or not fields.keys() <= set("sniocbphlgGtqk"):
            return Unreadable(lang)
        scenario = self._scenarios.get(fields["s"]) if "s" in fields else ""
        node = self._nodes.get(scenario or "", {}).get(fields["n"]) if "n" in fields else ""
        choice = self._choices.get((scenario or "", node or ""), {}).get(fields["c"]) if "c" in fields else ""
        item = self._items.get(fields["i"]) if "i" in fields else ""
        offer = self._items.get(fields["o"]) if "o" in fields else ""
        seen, page, held = (from_base36(fields.get(letter, "0")) for letter in "bph")
        if scenario is None or node is None or choice is None or item is None or offer is None:
            return Unreadable(lang)
        if seen is None or seen >> MOST_SIGNS or page is None or page > MOST_PAGES:
            return Unreadable(lang)
        if held is None or held >> (MOST_STORY_BITS if scenario else MOST_HELD_BITS):
            return Unreadable(lang)
        left = _SCREENS.get(fields["l"]) if "l" in fields else None
        if "l" in fields and left not in RESUMED:
            return Unreadable(lang)
        run, key = self._run(fields), fields.get("k", "")
        if run is None or ("k" in fields and not is_key(key)):
            return Unreadable(lang)
        return Press(Place(lang, screen, scenario, node, seen, item, page, offer, held, left, run, key), choice)

    def _run(self, fields: Mapping[str, str]) -> Run | None:
        """Read what a facilitator suggested; a story or statement that is gone is left out. None: nobody wrote it."""
        group, again = (fields["G"], True) if "G" in fields else (fields.get("g", ""), False)
        then, asked = fields.get("t", ""), fields.get("q", "")
        wrong = (
            {"g", "G"} <= fields.keys(),
            ("g" in fields or again) and not _CODE.fullmatch(group),
            "t" in fields and not _THEN.fullmatch(then),
            "q" in fields and len(asked) != DIGEST_LETTERS,
        )
        if any(wrong):
            return None
        stories = (self.scenario(then[at : at + DIGEST_LETTERS]) for at in range(0, len(then), DIGEST_LETTERS))
        return Run(group, tuple(filter(None, stories)), self.item(asked), again)


def _of_run(run: Run) -> tuple[str, ...]:
    """Write what a facilitator suggested, as fields."""
    group = ("G" if run.again else "g") + run.group
    then, question = "t" + "".join(map(digest, run.then)), "q" + digest(run.question)
    named = ((group, run.group), (then, run.then), (question, run.question))
    return tuple(field for field, is_there in named if is_there)


_CODE: Final = re.compile(rf"[A-Za-z0-9_-]{{{CODE_LETTERS}}}")
_KEY: Final = re.compile(rf"[A-Za-z0-9_-]{{{KEY_LETTERS}}}")
_THEN: Final = re.compile(rf"([A-Za-z0-9_-]{{{DIGEST_LETTERS}}}){{1,{MOST_THEN}}}")

_SCREENS = {screen.value: screen for screen in Screen}


def is_key(letters: str) -> bool:
    """Say whether these letters could be the secret that opens results."""
    return bool(_KEY.fullmatch(letters))


def base36(number: int) -> str:
    """Write a number in base 36. Raises ValueError for one below zero."""
    if number < 0:
        raise ValueError("a button holds no number below zero")
    letters = ""
    while number:
        number, rest = divmod(number, len(_DIGITS))
        letters = _DIGITS[rest] + letters
    return letters or "0"


def from_base36(letters: str) -> int | None:
    """Return the number, or None when it is not one that `base36` would have written."""
    if not 0 < len(letters) <= _MOST_LETTERS or any(letter not in _DIGITS for letter in letters):
        return None
    number = int(letters, len(_DIGITS))
    return number if base36(number) == letters else None


_MOST_LETTERS = len(base36(1 << MOST_HELD_BITS))
