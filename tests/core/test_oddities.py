from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.content.build import build
from bot.content.check import inspect
from bot.content.learn import nothing_learned
from bot.core.oddities import RARE, WORDS_A_MINUTE, Oddity, oddities
from bot.core.play import Player, Walk, along
from bot.core.turn import Moment
from tests import small
from tests.chat import NOON

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.script import Script


def built(changes: Mapping[str, str]) -> Script:
    """Build the small content, with places of its story changed."""
    return build(inspect(small.both_changed(small.STORY, changes), passed=True).models, nothing_learned())


def odd(script: Script, walks: Sequence[Walk] = ()) -> list[Oddity]:
    """Give what is odd about the story."""
    story = script.scenarios["ride-home"]
    return list(oddities(story, Player(story, script, "fr", Moment(NOON)).explore(), walks))


def walk(script: Script, choice: str) -> Walk:
    """Walk one answer far."""
    return Player(script.scenarios["ride-home"], script, "fr", Moment(NOON)).walk(along([choice]))


def test_a_plain_story_is_not_odd() -> None:
    """Where who resists is safe and who goes along is caught, nothing is told."""
    assert [] == odd(built({}))


def test_resisting_that_ends_caught_is_told() -> None:
    """A path on which every answer resists and the other one wins all the same is told with its choices."""
    assert [Oddity("resisting-caught", "in-the-car", ("say-no",))] == odd(built({"to: at-home": "to: in-the-car"}))


def test_going_along_that_ends_safe_is_told() -> None:
    """A path on which every answer goes along and it ends well all the same is told with its choices."""
    assert [Oddity("going-along-safe", "at-home", ("get-in",))] == odd(built({"to: in-the-car": "to: at-home"}))


def test_an_answer_without_another_is_no_decision() -> None:
    """Where nothing could be chosen, going on neither breaks a path of resisting nor makes one."""
    scene = (
        "\n    kind: scene\n    lines: [{who: driver, fr: Bon, en: Well}]\n    choices: [{id: go-on, stance: neutral, "
    )
    scene += "label: {fr: Suite, en: Go on}, to: in-the-car}]\n"
    story = built({"to: at-home": "to: on", "sentences:": f"  'on':{scene}sentences:"})
    neutral = built({"stance: goes-along": "stance: neutral"})

    assert [Oddity("resisting-caught", "in-the-car", ("say-no", "go-on"))] == odd(story)
    assert [] == odd(neutral)


def test_a_circle_is_told_once() -> None:
    """A scene that one can come back to is told with the way round."""
    assert [Oddity("loop", "at-the-stop", ("at-the-stop",))] == odd(built({"to: later": "to: at-the-stop"}))


def test_an_ending_that_is_hardly_ever_reached_is_told() -> None:
    """An ending that fewer than one walk in fifty reaches is told, once there are walks enough to say so."""
    script = built({})
    usual = [walk(script, "say-no")] * RARE + [walk(script, "get-in")] * RARE
    few = [walk(script, "say-no")] * (RARE - 1)

    assert [Oddity("rare-ending", "later", number=0, of=100)] == odd(script, usual)
    assert [Oddity("rare-ending", "later", number=1, of=101)] == odd(script, [*usual, walk(script, "ask-why")])
    assert [] == odd(script, [*usual[1:-1], *[walk(script, "ask-why")] * 2])
    assert [] == odd(script, few)


@pytest.mark.parametrize(("minutes", "told"), [(2, False), (3, True)])
def test_a_story_longer_than_promised_is_told(minutes: int, told: bool) -> None:  # noqa: FBT001 - a case
    """What a walk in the middle reads is compared with the minutes the story announces: two, here."""
    script = built({})
    long = replace(walk(script, "say-no"), words=minutes * WORDS_A_MINUTE)
    walks = [replace(long, words=1), long, long, replace(long, words=100_000)]

    assert ([Oddity("long", number=minutes, of=2)] if told else []) == odd(script, walks)
