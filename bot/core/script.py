"""The finished content: everything the bot can say, with every reference resolved.

Rule: nothing here can be wrong. `content` builds it from checked files; the core only reads it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from bot.core.replies import Option

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from opening_hours import OpeningHours

    from bot.core.alarm import Listener
    from bot.core.place import Codec
    from bot.core.questions import Questions
    from bot.core.replies import Replies
    from bot.core.turn import Lang


@dataclass(frozen=True, slots=True)
class Both:
    """The same words in both languages."""

    fr: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        return self.fr if lang == "fr" else self.en


@dataclass(frozen=True, slots=True)
class Sign:
    """A warning sign: what it is called, and why it counts."""

    id: str
    name: Both
    why: Both


@dataclass(frozen=True, slots=True)
class Line:
    """One bubble. `who` is None for the narrator, who has no name to show."""

    who: Both | None
    words: Both


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: what it says, what it brings, where it leads. `seen`: bits of the signs it lets the teen see."""

    id: str
    label: Both
    feedback: Both
    seen: int
    to: str
    said: Mapping[Lang, tuple[str, ...]]
    acts: frozenset[str] = frozenset()
    goes_along: bool = False

    def option(self, lang: Lang) -> Option:
        """Give the choice as words: its label in the language of the chat, other words for it in both."""
        texts = (self.label[lang], *(said for texts in self.said.values() for said in texts))
        return Option(self.id, texts, self.acts, self.goes_along)


@dataclass(frozen=True, slots=True)
class Ending:
    """What an ending has and a scene has not."""

    outcome: Literal["safe", "open", "caught"]
    debrief: Both
    help: tuple[str, ...]
    retry: str


@dataclass(frozen=True, slots=True)
class Node:
    """One place of a story: a scene with choices, or an ending without. `help` when it is not the story's own."""

    id: str
    lines: tuple[Line, ...]
    seen: int
    choices: Mapping[str, Choice]
    ending: Ending | None = None
    help: tuple[str, ...] = ()
    say_it_your_way: bool = False


@dataclass(frozen=True, slots=True)
class Scenario:
    """One branching story. `signs` gives each bit of `Place.seen` its warning sign."""

    id: str
    workshop: int
    title: Both
    summary: Both
    content_note: Both
    minutes: int
    help: tuple[str, ...]
    start: str
    nodes: Mapping[str, Node]
    signs: tuple[Sign, ...]
    facilitator_questions: tuple[Both, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing people say or ask, and what is true about it."""

    id: str
    theme: str
    kind: Literal["myth", "reality", "depends", "question"]
    statement: Both
    answer: Both
    phrasings: Mapping[Lang, tuple[str, ...]]
    fact: str
    sources: tuple[str, ...]
    help: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """One shelf of the knowledge base."""

    id: str
    title: Both
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach a resource; `where` is a number or an address."""

    kind: Literal["text", "phone", "chat", "site"]
    where: Both
    keyword: Both | None
    press: int | None
    hours: OpeningHours | None
    always: bool
    verify: bool


@dataclass(frozen=True, slots=True)
class Regional:
    """One number of a resource that has one for each region."""

    region: Both
    number: str
    verify: bool


@dataclass(frozen=True, slots=True)
class Resource:
    """A service that helps. `listens`: a trained person answers there."""

    id: str
    name: Both
    who_for: Both
    ways: tuple[Way, ...]
    languages: tuple[Lang, ...]
    listens: bool
    confidential: bool | None
    know: Both | None
    regional: tuple[Regional, ...]
    checked_on: date
    verify: frozenset[str]


@dataclass(frozen=True, slots=True)
class Menu:
    """The resources for one need, in the order they are offered by day."""

    topic: str
    name: Both
    order: tuple[Resource, ...]


@dataclass(frozen=True, slots=True)
class Understanding:
    """What is learned from the content: what typed words mean."""

    questions: Questions
    replies: Replies
    listener: Listener


@dataclass(frozen=True, slots=True)
class Script:
    """The whole content, ready to be played."""

    scenarios: Mapping[str, Scenario]
    entries: Mapping[str, Entry]
    themes: Mapping[str, Theme]
    resources: Mapping[str, Resource]
    menus: Mapping[str, Menu]
    interface: Mapping[str, Both]
    small_talk: Mapping[str, Both]
    strengths: Mapping[str, Both]
    codec: Codec = field(repr=False)
    understanding: Understanding = field(repr=False)

    def say(self, key: str, lang: Lang, /, **values: object) -> str:
        """Return a text of the interface. The content checks prove that its placeholders are the ones given."""
        return self.interface[key][lang].format(**values)
