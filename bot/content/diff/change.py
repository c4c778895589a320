"""What is told of two versions: frozen values, the words for them come later.

Rule: a change says in which file, of which thing, what happened; never the words of the content themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

How = Literal["changed", "added", "removed", "renamed", "reordered"]

#: What can be counted in a file. Their order is the order in which they are told.
Noun = Literal[
    "title",
    "summary",
    "content-note",
    "scene",
    "ending",
    "line",
    "choice",
    "label",
    "feedback",
    "said",
    "target",
    "start",
    "outcome",
    "retry",
    "debrief",
    "character",
    "sentence",
    "discussion",
    "page",
    "prompt",
    "option",
    "side",
    "film-scene",
    "question",
    "answer",
    "verdict",
    "card",
    "phrasing",
    "example",
    "pattern",
    "word",
    "figure",
    "sign",
    "law",
    "fact",
    "source",
    "text",
    "way",
    "number",
    "address",
    "hours",
    "place-in-order",
    "help",
    "setting",
]

#: What stands by itself, under an id.
Kind = Literal[
    "story",
    "training",
    "film",
    "shelf",
    "entry",
    "resource",
    "menu",
    "sign",
    "figure",
    "law",
    "fact",
    "source",
    "interface-text",
    "small-talk",
    "reply-act",
    "danger",
    "harmless",
    "word-class",
    "file",
]

#: What is told in a sentence of its own.
Code = Literal[
    "leads-elsewhere",
    "starts-elsewhere",
    "ending-out-of-reach",
    "endings-kept",
    "number-changed",
    "address-changed",
    "hours-changed",
    "figure-changed",
    "seen-bits",
    "ticked-bits",
    "link-broken",
    "buttons-gone",
    "one-language",
    "moved",
    "id-twice",
    "unseen",
    "unreadable",
]


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """What a change is about: a story, an entry, a sign; a file as a whole has the id "". `file` is where it is now."""

    file: str
    kind: Kind
    id: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """A thing that is new, gone, or has another id. `before`: the id it had."""

    thing: Thing
    how: How
    before: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """So many of something happened to a thing. `names`: where in it, as far as places have names."""

    thing: Thing
    noun: Noun
    how: How
    number: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence about a thing: its code, and the names, numbers and values in it."""

    thing: Thing
    code: Code
    values: tuple[str, ...] = ()


Change = Whole | Counted | Told


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that changed, in the order of files and things.

    `files`: those whose bytes differ, added and removed ones among them; each is named by some change.
    `names`: kind and id -> what people call it, in French and in English; only of what has a name.
    """

    changes: tuple[Change, ...]
    files: tuple[str, ...]
    names: Mapping[tuple[Kind, str], tuple[str, str]]
