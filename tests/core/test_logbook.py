from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import engine, screens
from bot.core.faults import buttons_of
from bot.core.logbook import MOST_LISTED_SIGNS, MOST_TICKED_SIGNS, PLAN, Asked, asked_at
from bot.core.place import MOST_HELD_BITS
from bot.core.script import Both, Prompt, Tick
from bot.core.standing import stands
from bot.core.turn import LANGS, Act, Count, Go, Lang, Moment, Place, Press, Screen, text_of
from tests.chat import NOON

if TYPE_CHECKING:
    from bot.core.script import Script

MOMENT = Moment(NOON)


def words(text: str) -> Both:
    """Give the same words in both languages."""
    return Both(text, text)


def prompt(name: str, most: int, options: int) -> Prompt:
    """Make a prompt whose options are its name and a number."""
    ticks = tuple(Tick(words(f"{name}{number}"), words(f"{name}-{number}")) for number in range(options))
    return Prompt(words(f"{name}?"), words(f"{name}:"), most, ticks)


PROMPTS = (prompt("a", 1, 3), prompt("b", 2, 4), prompt("c", 3, 8))
TAPS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=12)


def ends(script: Script) -> list[Place]:
    """Give every end of every story, with all its signs and with none."""
    return [
        Place(lang, Screen.PAGE, story.id, node.id, seen)
        for lang in LANGS
        for story in script.scenarios.values()
        if story.workshop
        for node in story.nodes.values()
        if node.ending
        for seen in (0, (1 << len(story.signs)) - 1)
    ]


# ---- ticking -------------------------------------------------------------------------------------------------------


@given(TAPS)
def test_never_more_is_ticked_than_a_prompt_allows(taps: list[tuple[int, int]]) -> None:
    """Whatever is tapped in whatever order, each prompt keeps to its most, and the bits could have been ticked."""
    asked = Asked(PROMPTS, 0)
    for number, option in taps:
        asked = replace(asked, ticked=asked.after(number, option))

    assert asked.allowed()
    assert all(len(asked.chosen(number)) <= each.most for number, each in enumerate(PROMPTS))


@given(TAPS, st.integers(0, 2), st.integers(0, 2))
def test_tapping_twice_changes_nothing_elsewhere(taps: list[tuple[int, int]], number: int, option: int) -> None:
    """What is ticked in one prompt is left alone by taps in another."""
    asked = Asked(PROMPTS, 0)
    for each in taps:
        asked = replace(asked, ticked=asked.after(*each))
    after = replace(asked, ticked=asked.after(number, option))

    for other in range(len(PROMPTS)):
        if other != number:
            assert asked.chosen(other) == after.chosen(other)


def test_where_one_is_the_most_a_tap_replaces_and_a_second_takes_it_off() -> None:
    """Choosing another option of a single choice needs no tap to take the first one off."""
    first = Asked(PROMPTS, Asked(PROMPTS, 0).after(0, 0))
    second = Asked(PROMPTS, first.after(0, 2))

    assert ((0,), (2,), ()) == (first.chosen(0), second.chosen(0), Asked(PROMPTS, second.after(0, 2)).chosen(0))


def test_bits_nobody_could_have_ticked_are_refused() -> None:
    """Two options where one is the most, and a bit behind the last, are forged."""
    assert not Asked(PROMPTS, 0b11).allowed()
    assert not Asked(PROMPTS, 1 << 15).allowed()
    assert Asked(PROMPTS, 1 << 14).allowed()


def test_the_page_says_what_was_ticked_and_leaves_out_what_was_skipped() -> None:
    """Each line begins with its own words; a prompt without a tick has no line."""
    asked = Asked(PROMPTS, 0b0110_000 | 1 << 7)

    assert (("b:", "b-1 · b-2"), ("c:", "c-0")) == asked.lines("fr")


# ---- as it is shown ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_is_made_by_tapping_and_ends_as_one_message(script: Script, lang: Lang) -> None:
    """Ticking the first option of each prompt, page by page, gives a message that holds their words."""
    for name, page in script.logbook.pages.items():
        place = Place(lang, Screen.PAGE, item=name)
        while place.screen is Screen.PAGE:
            buttons = [button.press.place for button in buttons_of(screens.show(place, script, MOMENT)) if button.press]
            ticked = next(each for each in buttons if each.held != place.held)
            assert stands(Press(ticked), script)
            shown = screens.show(ticked, script, MOMENT)
            onward = [
                button.press.place
                for button in buttons_of(shown)
                if button.press and button.press.place.held == ticked.held and button.press.place.lang == lang
            ]
            place = next(
                each
                for each in onward
                if each.screen is Screen.PAGE_DONE or (each.screen is Screen.PAGE and each.page > ticked.page)
            )
        done = text_of(screens.show(place, script, MOMENT))
        assert all(prompt.options[0].words[lang] in done for prompt in page.prompts), name
        assert script.say("page-keep", lang) in done


def test_no_button_of_a_page_is_without_effect(script: Script) -> None:
    """Where no more may be ticked, only what can be taken off is offered."""
    for name, page in script.logbook.pages.items():
        for number, each in enumerate(page.prompts):
            asked = Asked(page.prompts, 0)
            for option in range(each.most):
                asked = replace(asked, ticked=asked.after(number, option))
            place = Place("fr", Screen.PAGE, item=name, page=number, held=asked.ticked)
            pressed = [button.press.place for button in buttons_of(screens.show(place, script, MOMENT)) if button.press]
            assert place not in pressed, (name, number)


def test_a_page_after_a_story_asks_about_the_signs_met_on_the_way(script: Script) -> None:
    """Its first options are the signs of that path; without a sign met, it begins with the sentences."""
    for place in ends(script):
        story = script.scenarios[place.scenario]
        asked = asked_at(place, script)
        names = [sign.name[place.lang] for sign in story.signs][:MOST_LISTED_SIGNS] if place.seen else []
        first = asked.prompts[0]
        if names:
            assert (names, MOST_TICKED_SIGNS) == ([option.label[place.lang] for option in first.options], first.most)
        sentences = asked.prompts[1 if names else 0]
        assert [line[place.lang] for line in story.sentences] == [each.words[place.lang] for each in sentences.options]


def test_every_page_fits_a_button(script: Script) -> None:
    """All options of any page, ticked or not, fit the bits a button holds."""
    pages = [Place("fr", Screen.PAGE, item=name) for name in script.logbook.pages]

    assert all(asked_at(place, script).bits <= MOST_HELD_BITS for place in (*pages, *ends(script)))


def test_the_last_page_is_a_plan_of_three_lines(script: Script) -> None:
    """The safety plan asks three things, one answer each: when, what, whom."""
    plan = script.logbook.pages[PLAN]

    assert [1, 1, 1] == [each.most for each in plan.prompts]
    for options in itertools.product(*(range(len(each.options)) for each in plan.prompts)):
        asked = Asked(plan.prompts, 0)
        for number, option in enumerate(options):
            asked = replace(asked, ticked=asked.after(number, option))
        assert 3 == len(asked.lines("en"))


def test_a_page_that_is_kept_stays_in_the_chat_and_is_counted_without_its_words(script: Script) -> None:
    """Keeping leaves the message where it is; the counter knows which page was made, not what stands on it."""
    done = Place("en", Screen.PAGE_DONE, item="workshop-1", held=1)
    kept = engine.step(Go(Place("en", Screen.KEPT)), script, MOMENT)

    assert (Count("page-made", "en", "workshop-1"),) == engine.step(Go(done), script, MOMENT).counts
    assert (Act.LEAVE_WHAT_WAS_SHOWN,) == kept.acts
    assert script.say("page-kept", "en") in text_of(kept.reply)


@pytest.mark.parametrize(
    ("place", "fine"),
    [
        (Place("fr", Screen.PAGE, item="workshop-1"), True),
        (Place("fr", Screen.PAGE, item="workshop-9"), False),
        (Place("fr", Screen.PAGE, item="workshop-1", page=9), False),
        (Place("fr", Screen.PAGE, item=PLAN, held=0b11), False),
        (Place("fr", Screen.PAGE_DONE, item=PLAN, held=0b1), True),
        (Place("fr", Screen.PAGE_DONE), False),
    ],
)
def test_only_a_page_that_can_be_made_stands(script: Script, place: Place, *, fine: bool) -> None:
    """An unknown page, a prompt behind the last, and bits nobody could tick are not shown."""
    assert fine == stands(Press(place), script)


def test_a_story_has_its_page_at_an_end_only(script: Script) -> None:
    """The page of a story needs one of its ends; a scene and a training module have none."""
    for story in script.scenarios.values():
        for node in story.nodes.values():
            place = Place("fr", Screen.PAGE, story.id, node.id)
            assert stands(Press(place), script) == bool(story.workshop and node.ending), place
