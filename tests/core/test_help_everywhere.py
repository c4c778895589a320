"""Help is always there, proved by walking everywhere a teen can get by pressing.

The search starts at the menu and at every story, in both languages, and presses every button of every message.
Places that differ only in which signs were seen, or in which story waits behind a help screen, offer the same ways on,
so one of each is walked: that keeps the search finite and quick.
A second search starts at every point of every story in which danger was heard.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

import pytest

from bot.core import engine
from bot.core.facilitating import SCREENS
from bot.core.faults import buttons_of, faults
from bot.core.turn import LANGS, Commanded, Go, Moment, Place, Press, Pressed, Reply, Screen, Turn, text_of
from bot.core.understand import understand
from tests.chat import NIGHT, NOON, QUEBEC, help_text, one_of_many
from tests.groups import KEY, facilitators, suggested

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.core.script import Script
    from bot.core.turn import Lang

CLOCKS = [
    NIGHT,
    NOON,
    datetime(2026, 3, 15, 10, 0, tzinfo=QUEBEC),  # a Sunday
    datetime(2026, 12, 31, 23, 59, tzinfo=QUEBEC),
    datetime(2026, 12, 25, 5, 30, tzinfo=QUEBEC),
]
STORY_SCREENS = (Screen.NOTE, Screen.NODE, Screen.DEBRIEF, Screen.SIGNS, Screen.HELP)

Reached = dict[Place, Reply]


def answer(did: Commanded | Pressed, script: Script, lang: Lang = "fr", moment: Moment | None = None) -> Reply:
    """Answer one turn at noon."""
    return engine.step(understand(Turn(did, lang), script), script, moment or Moment(NOON)).reply


def shown(place: Place, script: Script, now: datetime = NOON) -> Reply:
    """Show one place at one hour."""
    return engine.step(Go(place), script, Moment(now)).reply


def alike(place: Place) -> Place:
    """Give the place that stands for all that offer the same ways on."""
    place = one_of_many(place)
    if Screen.PAGE in (place.screen, place.left) or Screen.PAGE_DONE in (place.screen, place.left):
        return replace(place, seen=min(place.seen, 1), node=place.node and "some")
    if place.screen in STORY_SCREENS:
        return replace(place, seen=min(place.seen, 1))
    return replace(place, seen=0, scenario=place.scenario and "some", node=place.node and "some")


def pressed_everywhere(
    starts: Iterable[Reply], script: Script, same: Callable[[Place], Place], moment: Moment | None = None
) -> dict[Place, Reply]:
    """Press every button from some messages on, one of all that are the `same`; give each place with its message.

    A message for a facilitator that stands at the menu is given under the place that was asked for.
    """
    found: Reached = {}
    waiting = deque((reply.place, reply) for reply in starts)
    pressed: set[Press] = set()
    while waiting:
        asked, reply = waiting.popleft()
        found[asked if asked.screen in SCREENS else reply.place] = reply
        for press in (button.press for button in buttons_of(reply) if button.press):
            alike_press = Press(same(press.place), press.choice)
            if alike_press not in pressed:
                pressed.add(alike_press)
                waiting.append((press.place, answer(Pressed(script.codec.encode(press)), script, moment=moment)))
    return found


@pytest.fixture(name="reached", scope="session")
def _reached(script: Script) -> Reached:
    """Press every button from every start; give each place with the message it shows."""
    starts = [Commanded("start"), *(Commanded("start", f"s_{story}") for story in script.scenarios)]
    starts += [Commanded("start", each.payload()) for each in suggested(script)]
    starts += [Commanded("animation"), Commanded("start", f"r_{KEY}")]
    moment = facilitators(script)
    first = (answer(start, script, lang, moment) for start in starts for lang in LANGS)
    return pressed_everywhere(first, script, alike, moment)


def test_the_search_goes_everywhere(reached: Reached, script: Script) -> None:
    """The search is worth its name: every scene, ending, entry, help line and screen is reached in both languages."""
    for lang in LANGS:
        here = [place for place in reached if place.lang == lang]
        assert {(story.id, node) for story in script.scenarios.values() for node in story.nodes} == {
            (place.scenario, place.node) for place in here if place.screen is Screen.NODE
        }
        assert set(script.entries) == {place.item for place in here if place.screen is Screen.ENTRY}
        assert set(script.menus) - {"distress"} <= {place.item for place in here if place.screen is Screen.TOPIC}
        assert {each.id for menu in script.menus.values() for each in menu.order} == {
            place.item for place in here if place.screen is Screen.RESOURCE
        }
        assert set(Screen) - {Screen.ERASE, Screen.UNKNOWN, Screen.LANGUAGE, Screen.KEPT} <= {
            place.screen for place in here
        }


def test_every_button_leads_somewhere(reached: Reached, script: Script) -> None:
    """No button of the shipped content is stale."""
    stale = {script.say("stale", lang) for lang in LANGS}

    assert [] == [place for place, reply in reached.items() if any(text in text_of(reply) for text in stale)]


def test_help_is_one_tap_away_everywhere(reached: Reached, script: Script) -> None:
    """Every message a teen can reach shows a line, and is the help screen or has a button to it."""
    assert [] == [(place, fault) for place, reply in reached.items() for fault in faults(reply, script)]
    assert [] == [place for place, reply in reached.items() if not help_text(reply).startswith("💬")]


def test_the_way_out_is_one_tap_away_everywhere(reached: Reached) -> None:
    """Every message a teen can reach is the menu or has a button to it, also in the middle of a story."""
    stuck = [
        place
        for place, reply in reached.items()
        if reply.place.screen is not Screen.MENU
        and Place(place.lang, Screen.MENU) not in [replace(each, key="") for each in _leading_to(reply)]
    ]

    assert [] == stuck


def test_help_opened_in_a_story_leads_back_to_it(reached: Reached, script: Script) -> None:
    """From every scene and ending, help and back is two taps, and nothing of the story is lost."""
    scenes = [place for place in reached if place.screen is Screen.NODE]
    for scene in scenes:
        help_place = next(place for place in _leading_to(shown(scene, script)) if place.screen is Screen.HELP)
        assert scene in _leading_to(shown(help_place, script))
    assert scenes


def _leading_to(reply: Reply) -> list[Place]:
    return [button.press.place for button in buttons_of(reply) if button.press]


# ---- open lines ----------------------------------------------------------------------------------------------------


def always_there(script: Script, lang: Lang) -> set[str]:
    """Name the services where somebody listens day and night, by a text, a call or a chat that is certain."""
    return {
        each.name[lang]
        for each in script.resources.values()
        if each.listens and any(way.always and not way.verify and way.kind != "site" for way in each.ways)
    }


def test_some_service_never_sleeps(script: Script) -> None:
    """There are services that listen day and night at all; what follows rests on them."""
    for lang in LANGS:
        assert len(always_there(script, lang)) >= 3


@pytest.mark.parametrize("now", CLOCKS, ids=str)
def test_every_ending_shows_somebody_who_is_there(reached: Reached, script: Script, now: datetime) -> None:
    """At any ending, at any hour, a line that listens day and night stands in the help line or one tap away."""
    endings = [
        place
        for place in reached
        if place.screen in (Screen.NODE, Screen.DEBRIEF) and script.scenarios[place.scenario].nodes[place.node].ending
    ]
    for place in endings:
        reply = shown(place, script, now)
        near = [help_text(reply), *(text_of(shown(there, script, now)) for there in _leading_to(reply))]
        assert any(name in text for text in near for name in always_there(script, place.lang)), place
    assert endings


@pytest.mark.parametrize("lang", LANGS)
def test_every_menu_shows_an_open_line_at_any_hour(script: Script, lang: Lang) -> None:
    """Whatever the need and the hour of the week, its menu names a line that listens and is open."""
    names = always_there(script, lang)
    for topic in script.menus:
        place = Place(lang, Screen.TOPIC, item=topic)
        for hour in range(0, 24 * 7, 5):
            now = datetime(2026, 3, 9 + hour // 24, hour % 24, 30, tzinfo=QUEBEC)
            parts = text_of(shown(place, script, now)).split("\n\n")
            lines = [line for line in parts if line.endswith(script.say("open-always", lang))]
            assert any(line.startswith(name) for line in lines for name in names), f"{topic} at {now}"


@pytest.mark.parametrize("now", CLOCKS, ids=str)
def test_the_help_screen_names_open_lines_at_any_hour(script: Script, now: datetime) -> None:
    """The help screen itself names a line that is open, and the number to call in danger, before any choice."""
    for lang in LANGS:
        before, after = text_of(shown(Place(lang, Screen.HELP), script, now)).split(script.say("help-open-now", lang))
        listed = after.split(script.say("help-choose", lang))[0]
        assert any(name in listed for name in always_there(script, lang))
        assert "911" in before


# ---- after danger was heard in a story ---------------------------------------------------------------------------

#: Help that stays offered: one topic for each level of danger.
OFFERS: Final = ("danger", "suicide", "images")


@pytest.fixture(name="offered", scope="session", params=OFFERS)
def _offered(request: pytest.FixtureRequest, script: Script) -> tuple[str, Reached]:
    """Press every button from every point of every story in which this help is offered, in both languages."""
    topic: str = request.param
    starts = (
        shown(Place(lang, Screen.NODE, story.id, node.id, node.seen, offer=topic), script)
        for lang in LANGS
        for story in script.scenarios.values()
        for node in story.nodes.values()
    )
    return topic, pressed_everywhere(starts, script, alike)


def in_story(place: Place) -> bool:
    """Say whether a place is a point of a story, or a screen with the way back to one."""
    return bool(place.scenario and place.node)


def test_the_search_in_stories_goes_everywhere(offered: tuple[str, Reached], script: Script) -> None:
    """Behind a story in which danger was heard stand all its screens: help, topics, lines, debrief, signs, answers."""
    topic, reached = offered
    kept = [place for place in reached if topic == place.offer]
    screens = {Screen.NODE, Screen.DEBRIEF, Screen.SIGNS, Screen.HELP, Screen.TOPIC, Screen.RESOURCE, Screen.SAY}
    screens |= {Screen.SITUATIONS, Screen.WAY, Screen.CALLING, Screen.PAGE, Screen.PAGE_DONE, Screen.SKIPPED}

    assert screens == {place.screen for place in kept}
    for lang in LANGS:
        assert {(story.id, node) for story in script.scenarios.values() for node in story.nodes} == {
            (place.scenario, place.node) for place in kept if (lang, Screen.NODE) == (place.lang, place.screen)
        }
        assert set(script.menus) - {"distress"} <= {place.item for place in kept if place.screen is Screen.TOPIC}


def test_help_stays_in_sight_in_every_later_message_of_the_story(offered: tuple[str, Reached], script: Script) -> None:
    """Once danger was heard, every point, debrief, list of signs and page of that story has the button to help."""
    topic, reached = offered
    told = (Screen.NODE, Screen.DEBRIEF, Screen.SIGNS, Screen.PAGE, Screen.PAGE_DONE)
    points = [place for place in reached if place.screen in told and place.offer]
    for place in points:
        labels = {button.label: button.press for button in buttons_of(reached[place])}
        press = labels.get(script.say("button-still-here", place.lang))
        assert press == Press(replace(place, screen=Screen.TOPIC, item=topic, page=0, held=0)), place
    assert set(told) == {place.screen for place in points}


def test_nothing_that_is_pressed_in_the_story_takes_help_away(offered: tuple[str, Reached]) -> None:
    """An answer, help, a topic, a line, the debrief, signs, trying again, the other language: each keeps the offer."""
    topic, reached = offered
    for place, reply in reached.items():
        if place.offer:
            there = _leading_to(reply)
            assert [] == [each for each in there if in_story(each) and topic != each.offer], place
            assert [] == [each for each in there if in_story(each) and place.scenario != each.scenario], place


def test_the_way_back_leads_to_a_story_with_help_in_sight(offered: tuple[str, Reached], script: Script) -> None:
    """From every screen behind the story, the way back shows the button again; from a debrief, trying again does."""
    topic, reached = offered
    for place in [each for each in reached if each.offer]:
        back = [each for each in _leading_to(reached[place]) if each.screen is Screen.NODE and each.node]
        for there in back:
            assert topic == there.offer
            labels = [button.label for button in buttons_of(shown(there, script))]
            assert script.say("button-still-here", there.lang) in labels, there
        if place.screen in (Screen.HELP, Screen.TOPIC, Screen.SAY) and not place.left:
            assert replace(place, screen=Screen.NODE, item="", page=0) in back, place


def test_help_is_offered_no_longer_in_another_story(offered: tuple[str, Reached], script: Script) -> None:
    """The story ends with its offer: the menu, another story, and the same one begun anew start without it."""
    topic, reached = offered
    elsewhere = [place for place in reached if not in_story(place)]
    begun = [place for place in reached if in_story(place) and not place.offer]

    assert {topic, ""} == {place.offer for place in reached}
    assert [] == [place for place in elsewhere if place.offer]
    assert set(script.scenarios) == {place.scenario for place in begun}
    here = {script.say("button-still-here", lang) for lang in LANGS}
    assert [] == [place for place in begun if here & {button.label for button in buttons_of(reached[place])}]


def test_help_is_one_tap_away_after_danger(offered: tuple[str, Reached], script: Script) -> None:
    """Every message behind a story in which danger was heard is a good message, with help one tap away."""
    _, reached = offered

    assert [] == [(place, fault) for place, reply in reached.items() for fault in faults(reply, script)]
    assert [] == [place for place, reply in reached.items() if not help_text(reply).startswith("💬")]


def test_the_line_that_is_shown_fits_the_danger(offered: tuple[str, Reached], script: Script) -> None:
    """At every point of the story, by day and by night, the help line is one of the help that stays offered."""
    topic, reached = offered
    listening = {each.name[lang] for lang in LANGS for each in script.menus[topic].order if each.listens}
    for place in reached:
        if place.offer and place.screen is Screen.NODE and place.node:
            for now in (NOON, NIGHT):
                assert any(name in help_text(shown(place, script, now)) for name in listening), place
