"""Two players walk through everything that can be played, by pressing, in both languages.

One presses at random, ten thousand times from the beginning to an end; the other presses every button once.
Each step goes through the text of the button, as Telegram would carry it.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest

from bot.core import engine
from bot.core.turn import LANGS, Choose, Go, Lang, Moment, Place, Press, Pressed, Reply, Screen, Turn
from bot.core.understand import understand
from tests.chat import NOON, buttons_of, faults

if TYPE_CHECKING:
    from bot.core.script import Scenario, Script

WALKS: Final = 10_000
MOMENT: Final = Moment(NOON)
#: A walk that goes on longer is lost: no way through a story is that long, unless it is walked in circles on purpose.
LONGEST: Final = 400
Step = tuple[str, str, str]


def choices_of(reply: Reply) -> list[Press]:
    """List the answers of a scene."""
    return [button.press for button in buttons_of(reply) if button.press and button.press.choice]


def pressed(press: Press, script: Script) -> Reply:
    """Press a button, by the text it carries."""
    did = understand(Turn(Pressed(script.codec.encode(press)), press.place.lang), script)
    assert isinstance(did, Choose | Go)
    return engine.step(did, script, MOMENT).reply


def begun(story: Scenario, script: Script, lang: Lang) -> Reply:
    """Begin a story."""
    return pressed(Press(Place(lang, Screen.NODE, story.id, story.start)), script)


def everything(script: Script) -> set[Step]:
    """List what there is to reach: each node of each story, and each choice of it."""
    found: set[Step] = set()
    for story in script.scenarios.values():
        for node in story.nodes.values():
            found |= {(story.id, node.id, ""), *((story.id, node.id, choice) for choice in node.choices)}
    return found


def walk(story: Scenario, script: Script, lang: Lang, chance: random.Random) -> tuple[set[Step], str, int]:
    """Play one story at random; return what was reached, the ending, and how many answers it took."""
    reply, reached = begun(story, script, lang), set[Step]()
    for length in range(LONGEST):
        here = reply.place
        reached.add((story.id, here.node, ""))
        choices = choices_of(reply)
        if not choices:
            return reached, here.node, length
        press = chance.choice(choices)
        reached.add((story.id, here.node, press.choice))
        reply = pressed(press, script)
    raise AssertionError(f"lost in {story.id}")


@pytest.mark.parametrize("lang", LANGS)
def test_a_random_player_reaches_everything(script: Script, lang: Lang) -> None:
    """Ten thousand walks, half in each language, meet every node, every choice and every ending of every story."""
    chance = random.Random(f"pile ou face {lang}")
    stories = list(script.scenarios.values())
    reached: set[Step] = set()
    lengths: Counter[str] = Counter()
    for number in range(WALKS // len(LANGS)):
        story = stories[number % len(stories)]
        met, _, length = walk(story, script, lang, chance)
        reached |= met
        lengths[story.id] = max(lengths[story.id], length)
    whole = everything(script)
    print(f"\nat random, {lang}: {len(reached)} of {len(whole)} nodes and choices")  # noqa: T201
    print(f"the longest walk of each story, in answers: {dict(lengths)}")  # noqa: T201

    assert set() == whole - reached


def test_trying_again_begins_at_a_scene_that_was_played(script: Script) -> None:
    """However an ending was reached, "try another way" leads to a scene of that very path, with something to choose."""
    chance = random.Random("pile ou face, again")
    wrong: set[tuple[str, str, str]] = set()
    tried = 0
    for story in script.scenarios.values():
        for _ in range(WALKS // 50):
            reply, passed = begun(story, script, "fr"), set[str]()
            while choices_of(reply):
                passed.add(reply.place.node)
                reply = pressed(chance.choice(choices_of(reply)), script)
            for button in buttons_of(reply):
                if button.press and button.label == script.say("button-retry", "fr"):
                    tried += 1
                    again = button.press.place.node
                    few = story.workshop and len(story.nodes[again].choices) < 2
                    if again not in passed or few:
                        wrong.add((story.id, reply.place.node, again))

    assert tried > 1000
    assert set() == wrong


@pytest.mark.parametrize("lang", LANGS)
def test_an_exhaustive_player_reaches_everything(script: Script, lang: Lang) -> None:
    """Pressing every answer once, wherever it leads, meets everything, and every message on the way is a good one."""
    reached: set[Step] = set()
    bad: list[str] = []
    for story in script.scenarios.values():
        waiting = [begun(story, script, lang)]
        while waiting:
            reply = waiting.pop()
            if (story.id, reply.place.node, "") in reached:
                continue
            reached.add((story.id, reply.place.node, ""))
            bad += [f"{story.id}/{reply.place.node}: {fault}" for fault in faults(reply, script)]
            for press in choices_of(reply):
                reached.add((story.id, reply.place.node, press.choice))
                waiting.append(pressed(press, script))
    print(f"\nexhaustive, {lang}: {len(reached)} of {len(everything(script))} nodes and choices")  # noqa: T201

    assert everything(script) == reached
    assert [] == bad
