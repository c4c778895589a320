"""Two players walk through everything that can be played, by pressing, in both languages.

One presses at random, ten thousand times from the beginning to an end; the other presses every button once.
What there is to reach is listed here from the content itself, whatever the players say they met.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest

from bot.core.play import Player, at_random
from bot.core.turn import LANGS, Lang, Moment, Screen, text_of
from tests.chat import NOON

if TYPE_CHECKING:
    from bot.core.play import Found, Walk
    from bot.core.script import Scenario, Script

WALKS: Final = 10_000
MOMENT: Final = Moment(NOON)
Step = tuple[str, str, str]


def everything(script: Script) -> set[Step]:
    """List what there is to reach: each node of each story, and each choice of it."""
    found: set[Step] = set()
    for story in script.scenarios.values():
        for node in story.nodes.values():
            found |= {(story.id, node.id, ""), *((story.id, node.id, choice) for choice in node.choices)}
    return found


def met_on(walk: Walk, story: Scenario) -> set[Step]:
    """List what was shown and pressed on a walk, from its messages; each is looked at to be the one of its node."""
    found: set[Step] = set()
    for message in walk.messages:
        place = message.reply.place
        if place.screen is Screen.NODE:
            assert story.nodes[place.node].lines[0].words[place.lang] in text_of(message.reply)
            found |= {(story.id, place.node, ""), (story.id, place.node, message.chosen)}
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_a_random_player_reaches_everything(script: Script, lang: Lang) -> None:
    """Ten thousand walks, half in each language, meet every node, every choice and every ending of every story."""
    chance = random.Random(f"pile ou face {lang}")
    stories = list(script.scenarios.values())
    players = [Player(story, script, lang, MOMENT) for story in stories]
    reached: set[Step] = set()
    found: list[Found] = []
    lengths: Counter[str] = Counter()
    for number in range(WALKS // len(LANGS)):
        story = stories[number % len(stories)]
        walk = players[number % len(stories)].walk(at_random(chance.randrange))
        assert story.nodes[walk.ending].ending
        reached |= met_on(walk, story)
        found += walk.found
        lengths[story.id] = max(lengths[story.id], len(walk.path))
    whole = everything(script)
    print(f"\nat random, {lang}: {len(reached)} of {len(whole)} nodes and choices")  # noqa: T201
    print(f"the longest walk of each story, in answers: {dict(lengths)}")  # noqa: T201

    assert set() == whole - reached
    assert [] == found


def test_trying_again_begins_at_a_scene_that_was_played(script: Script) -> None:
    """However an ending was reached, "try another way" leads to a scene of that very path, with something to choose."""
    chance = random.Random("pile ou face, again")
    wrong: set[tuple[str, str, str]] = set()
    tried = 0
    for story in script.scenarios.values():
        player = Player(story, script, "fr", MOMENT)
        for _ in range(WALKS // 50):
            walk = player.walk(at_random(chance.randrange))
            end = next(each.reply for each in walk.messages if each.reply.place.node == walk.ending)
            for button in (button for row in end.buttons for button in row):
                if button.press and button.label == script.say("button-retry", "fr"):
                    tried += 1
                    again = button.press.place.node
                    few = story.workshop and len(story.nodes[again].choices) < 2
                    if again not in walk.nodes[:-1] or few:
                        wrong.add((story.id, walk.ending, again))

    assert tried > 1000
    assert set() == wrong


@pytest.mark.parametrize("lang", LANGS)
def test_an_exhaustive_player_reaches_everything(script: Script, lang: Lang) -> None:
    """Pressing every answer once, wherever it leads, meets everything, and every message on the way is a good one."""
    reached: set[Step] = set()
    found: list[Found] = []
    for story in script.scenarios.values():
        explored = Player(story, script, lang, MOMENT).explore()
        found += explored.found
        for node, led in explored.led.items():
            reached |= {(story.id, node, ""), *((story.id, node, choice) for choice in led)}
            assert led == {choice.id: choice.to for choice in story.nodes[node].choices.values()}
    print(f"\nexhaustive, {lang}: {len(reached)} of {len(everything(script))} nodes and choices")  # noqa: T201

    assert everything(script) == reached
    assert [] == found
