from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.map.outline import outline
from bot.core.turn import LANGS, Lang
from tests.content.map.stories import broken, labelled, ride_home, shipped


def test_the_small_story_reads_well() -> None:
    """An outline tells each scene with its choices, where they lead, and how an ending is called."""
    expected = """\
A ride home (ride-home)
1 scene, 3 endings, 3 choices.

Scene 1: at-the-stop. Start. Say it your way.
   A car stops in front of you.
   1. “No thanks” (resists): goes to ending 2 (safe).
   2. “Why me?” (hesitates, 1 warning sign): goes to ending 3 (open).
   3. “I get in” (goes along): goes to ending 4 (caught).

Ending 2: at-home. Safe.
   You walk home.

Ending 3: later. Open.
   The driver: Some other time, then.
   One can try again from scene 1.

Ending 4: in-the-car. Caught. 1 warning sign.
   The car leaves.
   One can try again from scene 1.
"""
    assert expected == outline(ride_home(), "en")


def test_what_is_wrong_is_told_in_its_place() -> None:
    """A wrong target, a cycle, and what nobody reaches are said in words, the last at the end."""
    told = outline(broken(), "fr")

    assert "3. « Je monte » (embarque) : ne mène nulle part : « in-the-cra » n'existe pas.\n" in told
    assert "2. « Encore » (embarque) : revient à la scène 5.\n" in told
    reached, unreached = told.split("\nPersonne n'arrive ici :\n")
    assert {"lonely", "in-the-car"} == set(re.findall(r"^\w+ \d+ : ([a-z-]+)\.", unreached, re.MULTILINE))
    assert 3 == len(re.findall(r"^(?:Scène|Fin) \d+ :", reached, re.MULTILINE))


def test_a_missing_start_or_way_back_is_told() -> None:
    """A start and a scene to try again from that do not exist are said to be missing."""
    told = outline(ride_home({"start: at-the-stop": "start: at-the-spot"}), "en")
    assert "The start “at-the-spot” does not exist.\n" in told
    told = outline(ride_home({"retry: at-the-stop\n  in-the-car": "retry: at-the-spot\n  in-the-car"}), "en")
    assert "   Trying again goes nowhere: “at-the-spot” does not exist.\n" in told


@pytest.mark.parametrize("lang", LANGS)
def test_every_scene_and_choice_is_told_once(lang: Lang) -> None:
    """In each shipped story every node has one line of its own, and every choice one under its scene."""
    for story in shipped().values():
        lines = outline(story, lang).splitlines()
        heads = [line for line in lines if re.match(r"(Scène|Scene|Fin|Ending) \d+ ?: ", line)]
        choices = [line for line in lines if re.match(r"   \d\. ", line)]
        written = [choice for node in story.nodes.values() for choice in getattr(node, "choices", ())]

        assert sorted(story.nodes) == sorted(re.split(r" ?: |\. |\.$", head)[1] for head in heads)
        assert len(written) == len(choices)


@given(st.text(min_size=1, max_size=56))
def test_no_label_breaks_the_lines(label: str) -> None:
    """Whatever a label holds, its choice stays one line of the outline."""
    lines = outline(labelled(label), "fr").split("\n")

    assert len(outline(ride_home(), "fr").split("\n")) == len(lines)
    assert len(lines) == len("\n".join(lines).splitlines()) + 1
