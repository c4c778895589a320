"""A player who walks through the stories: at random, along a given path, or pressing every answer once.

Rule: what is pressed is the bytes of a button, what answers is the engine; a walk sees what a teen would see.
Chance is handed in, and so is the moment. Whatever goes wrong is a value with the path that leads to it.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Final

from bot.core import engine
from bot.core.faults import Fault, buttons_of, faults
from bot.core.turn import Choose, Go, Place, Press, Pressed, Screen, Turn
from bot.core.understand import understand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.core.script import Scenario, Script
    from bot.core.turn import Lang, Moment, Reply

#: A walk of more answers is lost: no way through a story is that long, unless it is walked in circles on purpose.
MOST_ANSWERS: Final = 400
#: What belongs to a story and stands one press beside its way.
_BESIDE: Final = frozenset((Screen.SKIPPED, Screen.DEBRIEF, Screen.SIGNS))
#: A way back to a scene with fewer answers is no second try. A training module is read on, not tried.
_FEWEST_ANSWERS: Final = 2


@dataclass(frozen=True, slots=True)
class Found:
    """A fault, the screen it is on, the node of the story, and the choices that lead there from the beginning."""

    fault: Fault
    node: str
    screen: Screen
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a walk. `words`: how many there are to read. `chosen`: the choice pressed on it, if one was."""

    reply: Reply
    words: int
    chosen: str = ""
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Walk:
    """One way through a story. `ending` is "" when none was reached; `words` is what was to be read on the way."""

    path: tuple[str, ...]
    nodes: tuple[str, ...]
    ending: str
    words: int
    messages: tuple[Message, ...] = field(repr=False)
    found: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class Explored:
    """What pressing every answer once led to.

    `led`: node -> choice -> the node it led to, in the order in which they were met; an ending has no choices.
    `paths`: node -> a shortest path to it.
    """

    led: Mapping[str, Mapping[str, str]]
    paths: Mapping[str, tuple[str, ...]]
    found: tuple[Found, ...]


class Player:
    """Somebody who plays one story in one language."""

    def __init__(self, story: Scenario, script: Script, lang: Lang, moment: Moment) -> None:
        self._story, self._script, self._lang, self._moment = story, script, lang, moment
        #: The engine gives the same message for the same press, so each is looked at once.
        self._known: dict[Press, _Answered] = {}

    def walk(self, pick: Callable[[str, Sequence[str]], str | None]) -> Walk:
        """Play from the content note to an end. `pick`: node and its choices -> one of them, or None to stop there."""
        steps = _Steps()
        reply = self._begun(steps)
        while reply:
            steps.nodes.append(reply.place.node)
            choices = choices_of(reply)
            if self._story.nodes[reply.place.node].ending:
                steps.ending = reply.place.node
                self._look_beside(reply, steps)
                break
            if not choices:
                steps.note([Fault("dead-end")], reply.place)
                break
            if len(steps.path) == MOST_ANSWERS:
                steps.note([Fault("endless", str(MOST_ANSWERS))], reply.place)
                break
            chosen = pick(reply.place.node, list(choices))
            if chosen is None:
                self._look_beside(reply, steps)
                break
            reply = self._chosen(choices[chosen], steps)
        return steps.walk()

    def explore(self) -> Explored:
        """Press every answer of every scene once, wherever it leads, and look at what stands beside."""
        led: dict[str, dict[str, str]] = {}
        paths: dict[str, tuple[str, ...]] = {}
        begun = _Steps()
        first = self._begun(begun)
        found = begun.found
        waiting: deque[tuple[Reply, tuple[str, ...]]] = deque([(first, ())] if first else [])
        while waiting:
            reply, path = waiting.popleft()
            node = reply.place.node
            passed = (*self._nodes_of(path, led), node)
            steps = _Steps(path=list(path), nodes=list(passed))
            self._look_beside(reply, steps)
            found += steps.found
            if node in led:
                continue
            led[node], paths[node] = {}, path
            choices = choices_of(reply)
            if not choices and not self._story.nodes[node].ending:
                found.append(Found(Fault("dead-end"), node, Screen.NODE, path))
            for choice, press in choices.items():
                steps = _Steps(path=list(path), nodes=list(passed))
                after = self._chosen(press, steps)
                found += steps.found
                if after:
                    led[node][choice] = after.place.node
                    waiting.append((after, tuple(steps.path)))
        return Explored(led, paths, tuple(dict.fromkeys(found)))

    def _nodes_of(self, path: Sequence[str], led: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
        """Give the nodes that were left on a path."""
        node = self._story.start
        for choice in path:
            yield node
            node = led[node][choice]

    # ---- one press ---------------------------------------------------------------------------------------------------

    def _begun(self, steps: _Steps) -> Reply | None:
        """Open the content note, and press what begins the story."""
        note = self._pressed(Press(Place(self._lang, Screen.NOTE, self._story.id)), steps)
        if note is None:
            return None
        for button in buttons_of(note):
            if button.press and button.press.place.screen is Screen.NODE:
                return self._pressed(button.press, steps)
        steps.note([Fault("dead-end")], note.place)
        return None

    def _chosen(self, press: Press, steps: _Steps) -> Reply | None:
        steps.choose(press.choice)
        return self._pressed(press, steps)

    def _pressed(self, press: Press, steps: _Steps) -> Reply | None:
        """Press a button; nothing comes back when it leads nowhere or something broke."""
        answered = self._known.get(press) or self._known.setdefault(press, self._answered(press))
        reply = answered.reply
        if reply:
            steps.messages.append(Message(reply, answered.words, faults=answered.faults))
        steps.note(answered.faults, reply.place if reply else press.place)
        return reply

    def _answered(self, press: Press) -> _Answered:
        """Press a button by its bytes."""
        try:
            intent = understand(Turn(Pressed(self._script.codec.encode(press)), self._lang), self._script)
            if not isinstance(intent, (Choose, Go)):
                return _Answered(None, (Fault("refused"),))
            reply = engine.step(intent, self._script, self._moment).reply
            return _Answered(reply, tuple(faults(reply, self._script)), _words(reply))
        except Exception as error:  # noqa: BLE001 - whatever can break is what is looked for here
            return _Answered(None, (Fault("broke", f"{type(error).__name__}: {error}"),))

    def _look_beside(self, reply: Reply, steps: _Steps) -> None:
        """Look at what stands one press beside: the screen to skip a scene; the debrief of an end, and the way back.

        The signs stand behind the debrief.
        """
        for press in [button.press for button in buttons_of(reply) if button.press]:
            if press.place.screen in _BESIDE:
                shown = self._pressed(press, steps)
                for behind in [button.press for button in buttons_of(shown) if button.press] if shown else []:
                    if behind.place.screen is Screen.SIGNS:
                        self._pressed(behind, steps)
            elif self._is_way_back(press, reply):
                self._look_back(press, steps)

    def _is_way_back(self, press: Press, reply: Reply) -> bool:
        """Whether a button of an ending begins again at a scene; the other language shows the ending itself."""
        is_end = self._story.nodes[reply.place.node].ending is not None
        return is_end and press.place.screen is Screen.NODE and press.place.node != reply.place.node

    def _look_back(self, press: Press, steps: _Steps) -> None:
        """To try again must begin at a scene of this very path, with something to choose."""
        again = press.place.node
        if again not in steps.nodes:
            steps.note([Fault("back-elsewhere", again)], press.place, steps.nodes[-1])
        elif self._story.workshop and len(self._story.nodes[again].choices) < _FEWEST_ANSWERS:
            steps.note([Fault("back-to-nothing", again)], press.place, steps.nodes[-1])


def most_answers(story: Scenario, explored: Explored) -> int | None:
    """Count the answers on a longest way to an end; None where none is longest: one can go round in circles."""
    most: dict[str, int] = {}
    try:
        # Where a scene leads to comes before it.
        for node in TopologicalSorter({name: to.values() for name, to in explored.led.items()}).static_order():
            beyond = [most[to] + 1 for to in explored.led[node].values() if to in most]
            if beyond or story.nodes[node].ending:
                most[node] = max(beyond, default=0)
    except CycleError:
        return None
    return most.get(story.start, 0)


def choices_of(reply: Reply) -> dict[str, Press]:
    """Give the answers of a scene: choice -> press."""
    return {button.press.choice: button.press for button in buttons_of(reply) if button.press and button.press.choice}


def at_random(below: Callable[[int], int]) -> Callable[[str, Sequence[str]], str]:
    """Pick any answer. `below`: a number n -> a whole number from 0 to n - 1, by chance."""
    return lambda _, choices: choices[below(len(choices))]


class PathError(Exception):
    """A given path does not lead on: at `node` there is no `choice`, but there are `choices`."""

    def __init__(self, node: str, choice: str, choices: Sequence[str]) -> None:
        super().__init__(f"{node}: {choice}")
        self.node, self.choice, self.choices = node, choice, tuple(choices)


def along(path: Sequence[str]) -> Callable[[str, Sequence[str]], str | None]:
    """Pick the answers of a path, and stop behind it. Raises PathError at a choice that is not there."""
    waiting = deque(path)

    def pick(node: str, choices: Sequence[str]) -> str | None:
        if not waiting:
            return None
        choice = waiting.popleft()
        if choice not in choices:
            raise PathError(node, choice, choices)
        return choice

    return pick


@dataclass(frozen=True, slots=True)
class _Answered:
    """What a press brought: a message, or none where the bot refused or broke."""

    reply: Reply | None
    faults: tuple[Fault, ...]
    words: int = 0


@dataclass(slots=True)
class _Steps:
    """A walk as it is made."""

    path: list[str] = field(default_factory=list)
    nodes: list[str] = field(default_factory=list)
    ending: str = ""
    messages: list[Message] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)

    def choose(self, choice: str) -> None:
        self.path.append(choice)
        if self.messages:
            self.messages[-1] = replace(self.messages[-1], chosen=choice)

    def note(self, wrong: Sequence[Fault], place: Place, node: str = "") -> None:
        self.found += [Found(fault, node or place.node, place.screen, tuple(self.path)) for fault in wrong]

    def walk(self) -> Walk:
        return Walk(
            tuple(self.path),
            tuple(self.nodes),
            self.ending,
            sum(message.words for message in self.messages),
            tuple(self.messages),
            tuple(self.found),
        )


def _words(reply: Reply) -> int:
    """Count what is to be read in a message of a story: its body without the opening, and the answers."""
    read = ["".join(span.text for span in part) for part in reply.body[1:]]
    read += [button.label for button in buttons_of(reply) if button.press and button.press.choice]
    return sum(any(sign.isalnum() for sign in word) for text in read for word in text.split())
