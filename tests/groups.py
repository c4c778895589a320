"""Groups for tests: what is suggested, and what a facilitator finds."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.conversation import Conversation, Uncounted
from bot.core import engine, results
from bot.core.disclosure import Found
from bot.core.facilitating import SCREENS
from bot.core.faults import buttons_of
from bot.core.game import Round, cards_of, shuffled
from bot.core.invitation import Invitation, invitation, week_of
from bot.core.place import Codec
from bot.core.turn import Go, Moment, Outcome, Press, Pressed, Screen, Turn, text_of
from bot.core.understand import understand
from tests.chat import NOON, Chat, back_label, one_of_many, stories

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from bot.core.script import Script
    from bot.core.turn import Intent, Lang, Mark

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


# ---- by buttons


Walk = dict[Press, Outcome]


#: Screens behind help: which topic, service or answer is looked at changes nothing of what can be marked.
_ABOUT: Final = frozenset(
    (Screen.TOPIC, Screen.RESOURCE, Screen.WAY, Screen.THEME, Screen.ENTRY, Screen.SIGN, Screen.GLOSSARY)
)


def alike(press: Press) -> Press:
    """Give the press that stands for all that mark the same: whatever was seen, ticked or bet before."""
    place = one_of_many(press.place) if press.place.screen not in SCREENS else press.place
    if place.screen in _ABOUT:
        place = replace(place, item="", page=0)
    if place.scenario and place.left:  # a story's page marks nothing, whatever stands on it
        place = replace(place, held=0, page=0)
    return Press(replace(place, seen=0), press.choice)


def card_of(script: Script) -> str:
    """Name the first statement that can be asked before and after."""
    return cards_of("", script)[0].id


def series(script: Script) -> list[Invitation]:
    """Give invitations in which every story is played, three at a time, and one of two stories with a statement."""
    names = [story.id for story in stories(script)]
    threes = zip(names[::3], names[1::3], names[2::3], strict=True)
    found = [Invitation(THIS_WEEK, None, three, group=CODE) for three in threes]
    return [*found, Invitation(THIS_WEEK, None, tuple(names[:2]), question=card_of(script), group=CODE)]


def presses(outcome: Outcome) -> list[Press]:
    """List what can be pressed under a message."""
    return [button.press for button in buttons_of(outcome.reply) if button.press]


def everywhere(first: Outcome, circle: Circle, follow: Callable[[Press], bool]) -> Walk:
    """Press all that can be pressed from a message on, as far as it is to be followed; each press with its outcome."""
    walk: Walk = {}
    waiting = deque(filter(follow, presses(first)))
    while waiting:
        press = waiting.popleft()
        if alike(press) not in walk:
            walk[alike(press)] = outcome = circle.answer(Turn(Pressed(circle.script.codec.encode(press)), "fr"))
            waiting.extend(filter(follow, presses(outcome)))
    return walk


def invited(script: Script, suggestion: Invitation, lang: Lang = "fr") -> Member:
    """Give somebody who just followed a link."""
    member = Member(Circle(script), lang)
    member.command(f"/start {suggestion.payload()}")
    return member


def look_around(member: Member, script: Script) -> None:
    """Look at help and come back, leave the rest out and come back, and read on in the other language."""
    back = back_label(member.reply.place.scenario, script, member.reply.place.lang)
    member.key("button-help")
    member.press(back)
    if member.has("button-skip"):
        member.key("button-skip")
        member.press(back)
    member.key("button-language")


def choose(member: Member, choice: str) -> None:
    """Press the button of a choice."""
    (press,) = (press for press in presses(member.outcome) if press.choice == choice)
    member.press_data(member.script.codec.encode(press), choice)


def holds(outcome: Outcome, secret: str, script: Script) -> bool:
    """Say whether a message holds a secret: in its words, its place, a button, an address, a paper."""
    shown = [text_of(outcome.reply), script.codec.encode(Press(outcome.reply.place)), repr(outcome.reply.paper)]
    for button in buttons_of(outcome.reply):
        shown += [button.label, button.url, script.codec.encode(button.press) if button.press else ""]
    return any(secret in each for each in shown)
