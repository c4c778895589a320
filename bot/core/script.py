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


Stance = Literal["resists", "hesitates", "goes-along", "neutral"]


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
    """One answer: what it says, what it brings, where it leads. `seen`: bits of the signs it lets the teen see.

    `feedback` is empty where there is nothing to weigh.
    """

    id: str
    label: Both
    feedback: Both
    seen: int
    to: str
    said: Mapping[Lang, tuple[str, ...]]
    acts: frozenset[str] = frozenset()
    stance: Stance = "neutral"

    @property
    def goes_along(self) -> bool:
        """Whether it is what the other one wants."""
        return self.stance == "goes-along"

    @property
    def resists(self) -> bool:
        """Whether it stands up to the other one."""
        return self.stance == "resists"

    def option(self, lang: Lang) -> Option:
        """Give the choice as words: its label in the language of the chat, other words for it in both."""
        texts = (self.label[lang], *(said for texts in self.said.values() for said in texts))
        return Option(self.id, texts, self.acts, self.goes_along, self.resists)


@dataclass(frozen=True, slots=True)
class Ending:
    """What an ending has and a scene has not. `retry`: scenes to go back to, as `way_back` reads them."""

    outcome: Literal["safe", "open", "caught", "done"]
    debrief: Both
    help: tuple[str, ...]
    retry: tuple[str, ...]


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
    """One branching story, or a training module (`workshop` 0).

    `signs` gives each bit of `Place.seen` its warning sign; the bits above say which of `turns` were passed.
    `sentences` are lines to say in one's own words.
    """

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
    turns: tuple[str, ...] = ()
    sentences: tuple[Both, ...] = ()
    facilitator_questions: tuple[Both, ...] = ()


def seen_signs(story: Scenario, bits: int) -> tuple[Sign, ...]:
    """List the signs of a story whose bits are set."""
    return tuple(sign for place, sign in enumerate(story.signs) if bits >> place & 1)


def way_back(story: Scenario, ending: Ending, bits: int) -> str:
    """Give the scene to try again from: the first of `retry` that was passed, or the last; "" when there is none."""
    passed = {name for place, name in enumerate(story.turns, len(story.signs)) if bits >> place & 1}
    return next((name for name in ending.retry if name in passed), ending.retry[-1] if ending.retry else "")


def leads_back(story: Scenario, node: str, to: str) -> bool:
    """Say whether a choice at one node, leading to another, can lead to that one node again."""
    waiting, met = [to], {to}
    while waiting:
        here = waiting.pop()
        if here == node:
            return True
        for choice in story.nodes[here].choices.values():
            if choice.to not in met:
                met.add(choice.to)
                waiting.append(choice.to)
    return False


@dataclass(frozen=True, slots=True)
class Page:
    """A title and what stands under it."""

    title: Both
    text: Both


@dataclass(frozen=True, slots=True)
class Workshop:
    """One workshop, and its pages of the facilitator's guide."""

    number: int
    title: Both
    aim: Both
    guide: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """One thing to tick in the logbook: the button, and the words on the finished page."""

    label: Both
    words: Both


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question of the logbook. `line` begins its line on the finished page; `most` options may be ticked."""

    ask: Both
    line: Both
    most: int
    options: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class LogPage:
    """One page of the logbook. `workshop` is 0 for the safety plan."""

    id: str
    workshop: int
    title: Both
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True)
class Logbook:
    """The pages, and the questions asked after a story: those in front made from the story, the others the same.

    `signs` and `sentence` have no options yet: the story that was played gives them.
    """

    pages: Mapping[str, LogPage]
    signs: Prompt
    sentence: Prompt
    story: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True)
class FilmScene:
    """What is read before the next tap."""

    lines: tuple[Line, ...]
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class FilmSide:
    """One side of the coin."""

    coin: Literal["heads", "tails"]
    title: Both
    scenes: tuple[FilmScene, ...]


@dataclass(frozen=True, slots=True)
class Film:
    """A short film read in the chat, without choices."""

    id: str
    title: Both
    summary: Both
    content_note: Both
    minutes: int
    help: tuple[str, ...]
    sides: tuple[FilmSide, ...]
    discussion: tuple[Both, ...]
    after: Both

    @property
    def frames(self) -> tuple[FilmSide | FilmScene | Both, ...]:
        """What is shown, one tap each: each side and its scenes, then the questions to talk about."""
        shown: list[FilmSide | FilmScene | Both] = []
        for side in self.sides:
            shown += [side, *side.scenes]
        return (*shown, *self.discussion)


@dataclass(frozen=True, slots=True)
class Card:
    """The two sides of a card of the game. `flip` is the statement turned round; what depends has none."""

    flip: Both | None
    believed: Both


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing people say or ask, and what is true about it. A question is no card.

    `signs` are the warning signs the answer speaks of, `related` the entries a reader may want next.
    """

    id: str
    theme: str
    kind: Literal["myth", "reality", "depends", "question"]
    statement: Both
    answer: Both
    phrasings: Mapping[Lang, tuple[str, ...]]
    fact: str
    sources: tuple[str, ...]
    help: tuple[str, ...]
    card: Card | None = None
    laws: tuple[Both, ...] = ()
    signs: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


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
class SmallTalk:
    """A small answer. `not_safe`: it offers "I'm not safe", for who says yes or no to an answer to danger.

    `opens_help`: the help screen is shown with it.
    """

    answer: Both
    not_safe: bool = False
    opens_help: bool = False


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
    workshops: Mapping[int, Workshop]
    guide: tuple[Page, ...]
    logbook: Logbook
    films: Mapping[str, Film]
    signs: Mapping[str, Sign]
    entries: Mapping[str, Entry]
    themes: Mapping[str, Theme]
    resources: Mapping[str, Resource]
    menus: Mapping[str, Menu]
    interface: Mapping[str, Both]
    small_talk: Mapping[str, SmallTalk]
    danger_answers: Mapping[str, Both]
    danger_entries: Mapping[str, str]
    strengths: Mapping[str, Both]
    codec: Codec = field(repr=False)
    understanding: Understanding = field(repr=False)

    def say(self, key: str, lang: Lang, /, **values: object) -> str:
        """Return a text of the interface. The content checks prove that its placeholders are the ones given."""
        return self.interface[key][lang].format(**values)
