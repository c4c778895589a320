from __future__ import annotations

from bot.content.map.order import order
from tests.content.map.stories import LONELY, broken, ride_home, shipped


def test_every_choice_leads_on_or_is_said_to_lead_back() -> None:
    """In every shipped story a choice leads to a higher number, unless it is told as leading back."""
    wrong = [
        (story.id, way.scene, way.choice.id)
        for story in shipped().values()
        for told in (order(story),)
        for way in told.ways
        if way.back != (told.numbers[way.choice.to] <= told.numbers[way.scene])
    ]

    assert [] == wrong


def test_numbers_count_every_node_once() -> None:
    """Nodes are numbered from 1 without a gap, and the start is the first."""
    for story in shipped().values():
        numbers = order(story).numbers

        assert set(story.nodes) == set(numbers)
        assert list(range(1, len(story.nodes) + 1)) == list(numbers.values())
        assert 1 == numbers[story.start]


def test_a_cycle_is_led_back_once() -> None:
    """A story that returns to a scene has one choice that leads back, and it is that one."""
    back = [(way.scene, way.choice.to) for way in order(shipped()["an-easy-evening"]).ways if way.back]

    assert [("friday", "text-line")] == back


def test_what_nobody_reaches_comes_last() -> None:
    """Scenes without a way to them are numbered behind all others, and known as such."""
    told = order(broken())

    assert ["in-the-car", "lonely"] == sorted(name for name in told.numbers if not told.is_reached(name))
    assert {4, 5} == {told.numbers["in-the-car"], told.numbers["lonely"]}


def test_what_nobody_reaches_is_in_order_too() -> None:
    """Of two scenes nobody reaches, the one that leads to the other stands before it, whatever the file does."""
    lonely = LONELY.removesuffix("  at-home:\n").replace("to: no-where", "to: in-the-car")
    told = order(ride_home({"to: in-the-car": "to: later", "sentences:\n": f"{lonely}sentences:\n"}))

    assert told.numbers["lonely"] < told.numbers["in-the-car"]
    assert ["round"] == [way.choice.id for way in told.ways if way.back]


def test_a_wrong_target_is_a_broken_way() -> None:
    """A choice whose target does not exist is still a way, a broken one, and so no way back."""
    ways = [(way.choice.id, way.back) for way in order(broken()).ways if way.broken]

    assert [("get-in", False), ("nowhere", False)] == ways


def test_a_scene_that_leads_to_itself_leads_back() -> None:
    """The shortest cycle there is, a scene to itself, is a way back."""
    assert ["round"] == [way.choice.id for way in order(broken()).ways if way.back]


def test_without_a_start_nobody_reaches_anything() -> None:
    """A story whose start is misspelled still has all its nodes numbered, none of them reached."""
    told = order(ride_home({"start: at-the-stop": "start: at-the-spot"}))

    assert 0 == told.reached
    assert 4 == len(told.numbers)


def test_ways_are_told_scene_by_scene_as_in_the_file() -> None:
    """The ways of a scene are its choices in the order of the file, with their places."""
    ways = order(ride_home()).of("at-the-stop")

    assert [(0, "say-no"), (1, "ask-why"), (2, "get-in")] == [(way.place, way.choice.id) for way in ways]
