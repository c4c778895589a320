"""Groups for tests: what is suggested, and what a facilitator finds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.conversation import Conversation, Uncounted
from bot.core import engine, results
from bot.core.disclosure import Found
from bot.core.game import Round, cards_of, shuffled
from bot.core.invitation import Invitation, invitation, week_of
from bot.core.place import Codec
from bot.core.turn import Go, Moment
from bot.core.understand import understand
from tests.chat import NOON, Chat

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from bot.core.script import Script
    from bot.core.turn import Intent, Lang, Mark, Outcome, Screen, Turn

CODE: Final = "AbCd_-12"
KEY: Final = "k_ey-0123456789ABCDEFG"
THIS_WEEK: Final = week_of(NOON.date())


def suggested(script: Script) -> list[Invitation]:
    """Give one invitation of each kind whose choices are counted, the last with the longest place there can be."""
    first, second, third = [story.id for story in script.scenarios.values() if story.workshop][:3]
    question = next(entry.id for entry in script.entries.values() if entry.card)
    theme = next(theme for theme in script.themes if cards_of(theme, script))
    return [
        Invitation(THIS_WEEK, stories=(first,), group=CODE),
        Invitation(THIS_WEEK, played=Round(77, 5), item=theme, group=CODE),
        Invitation(THIS_WEEK, item="workshop-1"),
        Invitation(THIS_WEEK, stories=(first, second, third), group=CODE),
        Invitation(THIS_WEEK, stories=(second, first), question=question, group=CODE),
    ]


def everything(script: Script, suggestion: Invitation, number: int = 10) -> Mapping[str, Mapping[str, int]]:
    """Give scenes in which everything was chosen so often."""
    scenes: dict[str, dict[str, int]] = {}
    bets = {"reality": number, "myth": number, "depends": number}
    for name in suggestion.stories:
        story = script.scenarios[name]
        scenes[results.begun(name)] = {"": number}
        scenes[results.at_end(name)] = {node.id: number for node in story.nodes.values() if node.ending}
        for node in story.nodes.values():
            if node.choices:
                scenes[results.at_node(name, node.id)] = dict.fromkeys(node.choices, number)
    if suggestion.question:
        for after in (False, True):
            scenes[results.asked(suggestion.question, after=after)] = bets
    if suggestion.played:
        for face in shuffled(cards_of(suggestion.item, script), suggestion.played.seed):
            scenes[results.of_card(face.entry.id, flipped=face.flipped)] = bets
    return scenes


def facilitators(script: Script) -> Moment:
    """Give a moment in which groups can be kept, and every secret opens the same full group."""
    largest = suggested(script)[-1]
    found = Found(largest.payload(), everything(script, largest))
    return Moment(
        NOON,
        address="https://t.me/a_bot",
        groups=True,
        new_code=lambda: CODE,
        new_key=lambda: KEY,
        found=found,
        board="https://example.org/board",
    )


def without(script: Script, *gone: str) -> Script:
    """Give the content without some stories, as it is once they are removed."""
    scenarios = {name: story for name, story in script.scenarios.items() if name not in gone}
    nodes = {name: {node.id: list(node.choices) for node in story.nodes.values()} for name, story in scenarios.items()}
    return replace(script, scenarios=scenarios, codec=Codec(nodes, script.codec._items.values()))


def bare(marks: Iterable[Mark]) -> list[Mark]:
    """Give marks without what else could have been answered."""
    return [replace(mark, among=("",)) for mark in marks]


class Circle(Conversation):
    """The bot with groups in it, as `Conversation.attend` is: what is kept is here, and what was marked.

    `opened`: secret -> what its link carries. `kept`: whether groups can be kept. `now` may be moved.
    """

    def __init__(self, script: Script, now: datetime = NOON, *, kept: bool = True) -> None:
        super().__init__(script, lambda: self.now, Uncounted(), lambda: 0)
        self.now = now
        self.kept = kept
        self.opened: dict[str, str] = {}
        self.marks: list[Mark] = []

    def answer(self, turn: Turn) -> Outcome:
        """Answer one turn, and do for groups what it asks for."""
        return self.follow(understand(turn, self.script))

    def follow(self, intent: Intent) -> Outcome:
        """Answer what a turn means."""
        key = intent.place.key if isinstance(intent, Go) else ""
        outcome = engine.step(intent, self.script, replace(self.moment(), found=self._look(key)))
        if outcome.opens:
            self.opened[outcome.opens.key] = outcome.opens.payload
        self.opened.pop(outcome.erases, None)
        self.marks += outcome.marks
        return outcome

    def moment(self) -> Moment:
        """Give the moment without a group."""
        whole = facilitators(self.script)
        return replace(whole, now=self.now, groups=self.kept, found=None, chance=lambda: 77)

    def _look(self, key: str) -> Found | None:
        if key not in self.opened:
            return None
        payload = self.opened[key]
        suggestion = invitation(payload, self.script)
        return Found(payload, everything(self.script, suggestion) if suggestion else {})


class Member(Chat):
    """One person of a group, or the one who made it."""

    def __init__(self, circle: Circle, lang: Lang = "fr") -> None:
        super().__init__(circle.script, lang)
        self.circle = circle
        self._conversation = circle

    @property
    def marks(self) -> list[Mark]:
        """What was marked until now, without what else could have been answered."""
        return bare(self.circle.marks)

    def key(self, key: str, **values: object) -> None:
        """Press a button by the key of its label, in the language of the last message."""
        self.press(self.script.say(key, self.reply.place.lang, **values))

    def stands_at(self, screen: Screen) -> None:
        """Assert that the last message is of this screen."""
        self._promise(screen is self.reply.place.screen, f"the last message is not of {screen}")

    def has(self, key: str) -> bool:
        """Say whether the last message has this button, by the key of its label."""
        return self.script.say(key, self.reply.place.lang) in self.buttons
