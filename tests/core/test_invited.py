"""Whoever follows the link of a facilitator: where it leads, and what is marked for the group."""

from __future__ import annotations

import itertools
from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import results
from bot.core.facilitating import SCREENS
from bot.core.faults import buttons_of
from bot.core.game import BETS, face_at
from bot.core.invitation import Invitation
from bot.core.script import leads_back
from bot.core.turn import (
    ALONE,
    LANGS,
    Broken,
    Commanded,
    Danger,
    Invited,
    Mark,
    Outcome,
    Place,
    Press,
    Run,
    Screen,
    Turn,
    text_of,
)
from bot.core.understand import understand
from tests.chat import QUEBEC, stories, ways_through
from tests.groups import (
    CODE,
    KEY,
    THIS_WEEK,
    Circle,
    Member,
    Walk,
    alike,
    bare,
    card_of,
    choose,
    everywhere,
    holds,
    invited,
    look_around,
    presses,
    series,
    suggested,
    without,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.script import Scenario, Script
    from bot.core.turn import Lang

#: What a link carries after the expiry of which nobody may follow it any more.
LONG_AFTER: Final = datetime(2027, 3, 11, 12, 0, tzinfo=QUEBEC)


# ---- everything that can be pressed ----------------------------------------------------------------------------------


def with_a_group(press: Press) -> bool:
    """Say whether a press can add something to what a group did: without a code in it, it is anybody's."""
    return bool(press.place.run.group)


def of_a_run(press: Press) -> bool:
    """Say whether a press knows anything of what was suggested."""
    return press.place.run != ALONE or bool(press.place.key)


def marked_twice(walk: Walk) -> set[str]:
    """Give the scenes that one run could mark twice: a press that marks one leads, sooner or later, to another."""
    before: dict[Press, set[Press]] = {press: set() for press in walk}
    for press, outcome in walk.items():
        for following in {alike(each) for each in presses(outcome)} & walk.keys():
            before[following].add(press)
    marked = {press: frozenset(mark.scene for mark in outcome.marks) for press, outcome in walk.items()}
    # What can be marked once a press is made, found backwards from the presses that mark.
    later: dict[Press, frozenset[str]] = dict.fromkeys(walk, frozenset())
    waiting = deque(press for press in walk if marked[press])
    while waiting:
        press = waiting.popleft()
        for earlier in before[press]:
            more = later[earlier] | marked[press] | later[press]
            if more != later[earlier]:
                later[earlier] = more
                waiting.append(earlier)
    return {scene for press in walk for scene in marked[press] & later[press]}


def marks_of(walk: Walk) -> list[Mark]:
    """List every mark that was added anywhere."""
    return [mark for outcome in walk.values() for mark in outcome.marks]


def scenes_of(name: str, script: Script) -> set[str]:
    """Name the scenes of a story."""
    story = script.scenarios[name]
    points = {results.at_node(name, node.id) for node in story.nodes.values() if node.choices}
    return points | {results.begun(name), results.at_end(name)}


@dataclass(frozen=True, slots=True)
class Walked:
    """An invitation, and everything that can be pressed once its link was followed."""

    suggestion: Invitation
    first: Outcome
    walk: Walk


@pytest.fixture(name="walked", scope="session")
def _walked(script: Script) -> list[Walked]:
    """Follow every link and press all that knows of what was suggested, in both languages."""
    found = []
    for suggestion in (*series(script), suggested(script)[1]):
        circle = Circle(script)
        circle.opened[KEY] = suggestion.payload()
        first = circle.follow(Invited(suggestion.payload(), "fr"))
        found.append(Walked(suggestion, first, everywhere(first, circle, of_a_run)))
    return found


def test_the_walk_goes_everywhere(walked: list[Walked], script: Script) -> None:
    """The walk is worth its name: every choice of every story is made, in both languages, first and again."""
    chosen = {
        (press.place.lang, press.place.scenario, press.place.node, press.choice)
        for each in walked
        for press in each.walk
        if press.choice
    }

    assert chosen == {
        (lang, story.id, node.id, choice)
        for lang in LANGS
        for story in stories(script)
        for node in story.nodes.values()
        for choice in node.choices
    }
    for each in walked[: len(series(script))]:
        assert {(lang, again) for lang in LANGS for again in (False, True)} == {
            (press.place.lang, press.place.run.again) for press in each.walk if press.choice and with_a_group(press)
        }


def test_no_run_marks_a_scene_twice(walked: list[Walked]) -> None:
    """Whatever is pressed in whatever order, back and again, one run adds at most one mark to each scene."""
    assert [] == [(each.suggestion.stories, marked_twice(each.walk)) for each in walked if marked_twice(each.walk)]


def test_a_press_that_marks_marks_each_scene_once(walked: list[Walked]) -> None:
    """No single press adds two marks to the same scene, and every mark is of the group whose link was followed."""
    for each in walked:
        assert not each.first.marks
        for press, outcome in each.walk.items():
            scenes = [mark.scene for mark in outcome.marks]
            assert len(scenes) == len(set(scenes)), press
            assert {CODE} >= {mark.group for mark in outcome.marks}
            assert not outcome.opens
            assert not outcome.erases


def test_all_that_can_be_marked_is_marked(walked: list[Walked], script: Script) -> None:
    """Every point, ending and beginning of what is suggested can be marked, the statement twice, and nothing else."""
    for each in walked:
        scenes = {mark.scene for mark in marks_of(each.walk)}
        suggestion = each.suggestion
        expected = {scene for name in suggestion.stories for scene in scenes_of(name, script)}
        if suggestion.question:
            expected |= {results.asked(suggestion.question, after=after) for after in (False, True)}
        if suggestion.kind == "stories":  # which sides of cards lie up is the seed's: see below
            assert expected == scenes


def test_a_first_time_through_is_marked_whole(walked: list[Walked], script: Script) -> None:
    """In a story without loops every choice that is not tried again is marked, and so is every ending it leads to."""
    for press, outcome in (pair for each in walked for pair in each.walk.items() if pair[0].choice):
        place, story = press.place, script.scenarios[press.place.scenario]
        if not loops(story):
            assert outcome.reply.place.run == place.run
            to = story.nodes[place.node].choices[press.choice].to
            chosen = Mark(CODE, results.at_node(story.id, place.node), press.choice)
            ended = (Mark(CODE, results.at_end(story.id), to),) if story.nodes[to].ending else ()
            assert bare(outcome.marks) == ([chosen, *ended] if place.run.counted else []), press


def loops(story: Scenario) -> set[str]:
    """Name the points of a story from which a choice can lead to the same point again."""
    return {
        node.id
        for node in story.nodes.values()
        for choice in node.choices.values()
        if leads_back(story, node.id, choice.to)
    }


def test_some_story_has_a_loop_and_most_have_none(script: Script) -> None:
    """What is said of stories with loops and without is said of something."""
    looped = [story.id for story in stories(script) if loops(story)]

    assert 0 < len(looped) < len(stories(script)) / 2


def test_a_mark_has_nothing_in_it_but_what_was_chosen(walked: list[Walked], script: Script) -> None:
    """A mark names a scene and an answer of the content: no tick of the logbook, no word, no language, no time."""
    for mark in (mark for each in walked for mark in marks_of(each.walk)):
        kind, _, rest = mark.scene.partition("/")
        name, _, node = rest.partition("/")
        if kind == "node":
            assert mark.choice in script.scenarios[name].nodes[node].choices
        elif kind == "end":
            assert script.scenarios[name].nodes[mark.choice].ending
        elif kind in ("card", "flip", "before", "after"):
            assert mark.choice in BETS
            assert name in script.entries
        else:
            assert kind == "begun"
            assert not mark.choice


def test_a_mark_knows_all_that_could_have_been_answered(walked: list[Walked], script: Script) -> None:
    """Beside the answer stand all there are, the same for everybody: which one was given is not in them."""
    among: dict[str, set[tuple[str, ...]]] = {}
    for mark in (mark for each in walked for mark in marks_of(each.walk)):
        among.setdefault(mark.scene, set()).add(mark.among)
        assert mark.choice in mark.among
    for scene, sets in among.items():
        kind, _, rest = scene.partition("/")
        name, _, node = rest.partition("/")
        expected: tuple[str, ...] = ("",) if kind == "begun" else BETS
        if kind == "node":
            expected = tuple(script.scenarios[name].nodes[node].choices)
        elif kind == "end":
            expected = tuple(each.id for each in script.scenarios[name].nodes.values() if each.ending)
        assert {expected} == sets, scene


def test_everybody_bets_on_the_same_sides_of_the_same_cards(walked: list[Walked], script: Script) -> None:
    """However a round goes, in whatever language, the cards of a group are those of the link, each on its side."""
    (each,) = (each for each in walked if each.suggestion.kind == "cards")
    played = each.suggestion.played
    assert played
    place = Place("fr", Screen.CARD, item=each.suggestion.item)
    faces = [face_at(replace(place, held=replace(played, drawn=number).number()), script) for number in range(5)]
    expected = {results.of_card(face.entry.id, flipped=face.flipped) for face in faces}

    assert 5 == len(expected)
    assert expected == {mark.scene for mark in marks_of(each.walk)}
    assert {(scene, bet) for scene in expected for bet in BETS} == {
        (mark.scene, mark.choice) for mark in marks_of(each.walk)
    }


# ---- one way after another -------------------------------------------------------------------------------------------


def test_a_way_is_marked_once_however_it_is_walked(script: Script) -> None:
    """To each ending of each story: every step is marked once and in order, with all that is looked at in between."""
    for story in stories(script):
        suggestion = Invitation(THIS_WEEK, None, (story.id,), group=CODE)
        for end, way in ((end, way) for end, way in ways_through(story).items() if story.nodes[end].ending):
            member = invited(script, suggestion)
            member.key("button-begin")
            expected, node, again = [Mark(CODE, results.begun(story.id))], story.start, False
            for choice in way:
                look_around(member, script)
                choose(member, choice)
                expected += [] if again else [Mark(CODE, results.at_node(story.id, node), choice)]
                to = story.nodes[node].choices[choice].to
                again, node = again or leads_back(story, node, to), to
            expected += [] if again else [Mark(CODE, results.at_end(story.id), end)]
            assert expected == member.marks, (story.id, way)
            look_around(member, script)
            if member.has("button-retry"):
                member.key("button-retry")
                for _ in range(3):
                    choose(member, next(press.choice for press in presses(member.outcome) if press.choice))
                    if script.scenarios[story.id].nodes[member.reply.place.node].ending:
                        break
            assert expected == member.marks, (story.id, way)


#: What somebody may do at a point of a story besides pressing a choice.
DOINGS: Final = st.lists(
    st.sampled_from(("press", *("choose",) * 4, "type", "cry", "help", "pass")), min_size=40, max_size=60
)


@given(doings=DOINGS, data=st.data(), number=st.integers(0, 6))
@settings(max_examples=30)
def test_no_way_through_a_series_marks_twice(
    doings: list[str], data: st.DataObject, number: int, content: Callable[[], Script]
) -> None:
    """Pressed or typed, with cries, questions and help in between: a run through a series marks nothing twice."""
    script = content()
    member = invited(script, series(script)[number])
    member.key("button-begin")
    for doing in doings:
        do(doing, member, data, script)
    scenes = [mark.scene for mark in member.marks]

    assert len(scenes) == len(set(scenes))
    assert {CODE} >= {mark.group for mark in member.marks}


def do(doing: str, member: Member, data: st.DataObject, script: Script) -> None:
    """Do one thing at whatever message is shown; what does not fit there is a press of some button."""
    place = member.reply.place
    choices = [press for press in presses(member.outcome) if press.choice]
    if doing == "cry" and choices:
        member.say("je veux mourir" if place.lang == "fr" else "i want to die")
    elif doing == "help" and choices:
        member.say("aide" if place.lang == "fr" else "help")
    elif doing == "pass" and choices:
        member.say("passer" if place.lang == "fr" else "skip")
    elif doing == "type" and choices:
        press = data.draw(st.sampled_from(choices))
        story = script.scenarios[place.scenario]
        member.say(story.nodes[place.node].choices[press.choice].label[place.lang])
    else:
        named = choices if doing == "choose" and choices else []
        known = named or [press for press in presses(member.outcome) if with_a_group(press)]
        if known:
            member.press_data(script.codec.encode(data.draw(st.sampled_from(known))))


def play(member: Member, script: Script) -> None:
    """Press the choices of a shortest way to an ending, from the beginning of a story."""
    name = member.reply.place.scenario
    ways = ways_through(script.scenarios[name])
    for choice in next(way for end, way in ways.items() if ends(name, end, script)):
        choose(member, choice)


def test_the_statement_is_answered_once_before_and_once_after(script: Script) -> None:
    """Before the first story and after the last, the first answer is marked; nothing that follows changes it."""
    suggestion = suggested(script)[-1]
    member = invited(script, suggestion)
    before, after = (results.asked(suggestion.question, after=which) for which in (False, True))

    member.stands_at(Screen.NOTE)
    member.key("button-begin")
    member.stands_at(Screen.BEFORE)
    member.key("button-language")
    assert [] == member.marks
    member.key("button-bet-myth")
    member.stands_at(Screen.NODE)
    assert [Mark(CODE, before, "myth"), Mark(CODE, results.begun(suggestion.stories[0]))] == member.marks
    play(member, script)
    member.key("button-debrief")
    assert not member.has("button-after")
    member.key("button-next-story")
    member.key("button-begin")
    member.stands_at(Screen.NODE)
    play(member, script)
    member.key("button-debrief")
    marked = member.marks
    member.key("button-after")
    member.key("button-language")
    member.key("button-bet-reality")
    assert [*marked, Mark(CODE, after, "reality")] == member.marks
    for _ in range(2):
        member.key("button-language")
    member.key("button-back")
    member.stands_at(Screen.DEBRIEF)
    assert not member.has("button-after")
    assert not [press for press in presses(member.outcome) if with_a_group(press)]
    assert [*marked, Mark(CODE, after, "reality")] == member.marks


def ends(name: str, node: str, script: Script) -> bool:
    """Say whether a point of a story is an ending."""
    return script.scenarios[name].nodes[node].ending is not None


def test_who_passes_the_statement_is_not_asked_again(script: Script) -> None:
    """Whoever does not answer before the story plays it, counted as everybody, and is not asked afterwards."""
    suggestion = suggested(script)[-1]
    member = invited(script, suggestion)
    member.key("button-begin")
    member.key("button-pass")

    member.stands_at(Screen.NODE)
    assert [Mark(CODE, results.begun(suggestion.stories[0]))] == member.marks
    assert Run(CODE, suggestion.stories[1:]) == member.reply.place.run


def test_the_statement_after_a_second_way_is_still_the_first_answer(script: Script) -> None:
    """Who tries a story again before answering is asked once, and that answer is marked."""
    name = stories(script)[0].id
    suggestion = Invitation(THIS_WEEK, "fr", (name,), question=card_of(script), group=CODE)
    member = invited(script, suggestion)
    member.key("button-begin")
    member.key("button-bet-depends")
    play(member, script)
    marked = member.marks
    assert member.has("button-retry")
    member.key("button-retry")
    while not ends(name, member.reply.place.node, script):
        choose(member, next(press.choice for press in presses(member.outcome) if press.choice))
    member.key("button-debrief")
    member.key("button-after")
    member.key("button-bet-depends")

    assert [*marked, Mark(CODE, results.asked(suggestion.question, after=True), "depends")] == member.marks


def test_the_next_story_is_a_first_time_again(script: Script) -> None:
    """Who tried a story again, which is not marked, is counted afresh in the next one of the series."""
    first, second, _ = suggested(script)[3].stories
    member = invited(script, suggested(script)[3])
    member.key("button-begin")
    play(member, script)
    member.key("button-retry")
    while not ends(first, member.reply.place.node, script):
        choose(member, next(press.choice for press in presses(member.outcome) if press.choice))
    marked = member.marks
    member.key("button-debrief")
    member.key("button-next-story")
    member.key("button-begin")
    choice = next(press.choice for press in presses(member.outcome) if press.choice)
    choose(member, choice)

    start = script.scenarios[second].start
    assert [*marked, Mark(CODE, results.begun(second)), Mark(CODE, results.at_node(second, start), choice)] == (
        member.marks
    )


def test_nothing_that_is_done_with_a_logbook_is_marked(script: Script) -> None:
    """A page that was suggested knows no group, not even one that a link names: whatever is ticked is nobody's."""
    for page, code in itertools.product(script.logbook.pages, ("", CODE)):
        member = invited(script, Invitation(THIS_WEEK, "fr", item=page, group=code))
        member.stands_at(Screen.LOGBOOK)
        walk = everywhere(member.outcome, member.circle, lambda press, item=page: press.place.item == item)  # type: ignore[misc]
        assert {Screen.PAGE, Screen.PAGE_DONE} <= {press.place.screen for press in walk}
        assert [] == marks_of(walk)
        assert [] == [press for press in walk if of_a_run(press)]


def test_no_tick_of_a_storys_page_is_marked(walked: list[Walked]) -> None:
    """Also inside a group's story, a page of the logbook is ticked, finished, changed and finished without a mark."""
    pages = [
        outcome
        for each in walked
        for press, outcome in each.walk.items()
        if {press.place.screen, press.place.left} & {Screen.PAGE, Screen.PAGE_DONE}
    ]

    assert len(pages) > 100
    assert [] == [outcome.marks for outcome in pages if outcome.marks]


# ---- without being counted -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [0, 1, 3, 4])
def test_who_plays_without_being_counted_leaves_no_mark(script: Script, number: int) -> None:
    """From the press on, in everything suggested, nothing that can be pressed knows the group or adds a mark."""
    suggestion = suggested(script)[number]
    member = invited(script, suggestion)
    member.key("button-uncounted")

    def still_it(press: Press) -> bool:
        place = press.place
        return place.scenario in suggestion.stories or (bool(place.held) and place.item == suggestion.item)

    walk = everywhere(member.outcome, member.circle, still_it)
    assert {Screen.CARD, Screen.TURNED} <= (screens := {press.place.screen for press in walk}) or suggestion.stories
    assert {Screen.NODE, Screen.DEBRIEF, Screen.PAGE_DONE} <= screens or suggestion.played
    assert [] == marks_of(walk)
    assert [] == [
        press for outcome in (member.outcome, *walk.values()) for press in presses(outcome) if with_a_group(press)
    ]


def test_nothing_leads_back_to_a_group_that_was_left(walked: list[Walked]) -> None:
    """Wherever a run stops being counted, no later button of it knows the group again."""
    for each in walked:
        for press, outcome in each.walk.items():
            if not with_a_group(press):
                assert () == outcome.marks
                assert [] == [each for each in presses(outcome) if with_a_group(each)], press


def test_whoever_is_told_of_counting_can_play_without(walked: list[Walked], script: Script) -> None:
    """Every message that says that choices are added up has the button to play without, and no other one has it."""
    notes = {script.say("group-note", lang) for lang in LANGS}
    labels = {script.say("button-uncounted", lang) for lang in LANGS}
    told = [outcome for each in walked for outcome in (each.first, *each.walk.values())]
    wrong = [
        outcome.reply.place
        for outcome in told
        if any(note in text_of(outcome.reply) for note in notes)
        != bool(labels & {button.label for button in buttons_of(outcome.reply)})
    ]

    assert [] == wrong


def test_a_series_goes_on_for_who_is_not_counted(script: Script) -> None:
    """Without being counted, the next story is still there; what is asked only to be added up is asked no more."""
    suggestion = suggested(script)[-1]
    member = invited(script, suggestion)
    member.key("button-uncounted")
    assert script.say("uncounted-note", "fr") in member.text
    member.key("button-begin")

    member.stands_at(Screen.NODE)
    assert Run("", suggestion.stories[1:]) == member.reply.place.run
    assert [] == member.marks


def test_a_story_that_nobody_suggested_marks_nothing(script: Script) -> None:
    """Who finds a story in the menu, or by its own link, is in no group."""
    circle = Circle(script)
    for story in stories(script)[:4]:
        first = circle.answer(Turn(Commanded("start", f"s_{story.id}"), "fr"))
        walk = everywhere(first, circle, lambda press, name=story.id: press.place.scenario == name)  # type: ignore[misc]
        assert [] == marks_of(walk)
        assert [] == [press for press in walk if of_a_run(press)]


# ---- where a link leads ----------------------------------------------------------------------------------------------

KINDS: Final = ("note", "cards", "page", "series", "before")
LEADS: Final = dict(zip(KINDS, (Screen.NOTE, Screen.GAME, Screen.LOGBOOK, Screen.NOTE, Screen.NOTE), strict=True))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("spoken", [None, *LANGS])
@pytest.mark.parametrize("lang", LANGS)
def test_a_link_leads_to_its_first_message_in_its_language(
    script: Script, kind: str, spoken: Lang | None, lang: Lang
) -> None:
    """The note, the round or the page: in the language of the link, or of whoever follows one for both."""
    suggestion = replace(suggested(script)[KINDS.index(kind)], lang=spoken)
    member = invited(script, suggestion, lang)
    place = member.reply.place

    counted = kind != "page"
    assert (LEADS[kind], spoken or lang) == (place.screen, place.lang)
    assert (CODE if counted else "") == place.run.group
    assert (suggestion.stories or ("",))[0] == place.scenario
    assert counted == (script.say("group-note", place.lang) in member.text)
    assert counted == member.has("button-uncounted")
    several = script.say("series-note", place.lang, number=len(suggestion.stories)) in member.text
    assert several == (len(suggestion.stories) > 1)
    asked = [press.place.screen for press in presses(member.outcome) if press.place.screen is Screen.BEFORE]
    assert asked == ([Screen.BEFORE] if kind == "before" else [])
    assert [] == member.marks


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_help_on_the_first_message_leads_back_to_it(script: Script, kind: str, lang: Lang) -> None:
    """Whoever looks at help before beginning comes back to what the link opened, with nothing counted meanwhile."""
    member = invited(script, suggested(script)[KINDS.index(kind)], lang)
    first, marks = member.reply, member.marks
    member.key("button-help")
    member.key("button-language")
    member.key("button-language")
    member.key("button-back-to-that")

    assert (first, marks) == (member.reply, member.marks)


@pytest.mark.parametrize("kind", ["note", "series", "before"])
def test_help_behind_help_leads_back_to_the_note(script: Script, kind: str) -> None:
    """From a line that can be called, one tap leads to the note that was left, its group and what comes then kept."""
    member = invited(script, suggested(script)[KINDS.index(kind)])
    first = member.reply.place
    member.key("button-help")
    member.key("button-calling")
    member.key("button-back-to-story")

    assert (Screen.NOTE, first.scenario, first.run) == (
        member.reply.place.screen,
        member.reply.place.scenario,
        member.reply.place.run,
    )


def test_a_link_without_a_group_says_nothing_of_one(script: Script) -> None:
    """Where nothing is counted, nothing is said of counting, and nothing is marked."""
    for suggestion in suggested(script):
        member = invited(script, replace(suggestion, group=""))
        assert script.say("group-note", "fr") not in member.text
        assert not member.has("button-uncounted")
        assert [] == [press for press in presses(member.outcome) if with_a_group(press)]
        assert replace(suggestion, group="").stories[1:] == member.reply.place.run.then


def test_a_link_says_what_is_wrong_with_it(script: Script) -> None:
    """Over, gone, cut, or a secret that opens nothing: each is said in the language of who follows it, with ways on."""
    (first, *_), circle = suggested(script), Circle(script)
    payload = first.payload()
    late, removed = Circle(script, LONG_AFTER), Circle(without(script, *first.stories))
    for lang in LANGS:
        told = {
            "link-over": late.answer(Turn(Commanded("start", payload), lang)),
            "link-gone": removed.answer(Turn(Commanded("start", payload), lang)),
            "link-broken": circle.answer(Turn(Commanded("start", payload[:-1]), lang)),
            "results-gone": circle.answer(Turn(Commanded("start", f"r_{KEY}"), lang)),
        }
        for key, outcome in told.items():
            assert script.say(key, lang) in text_of(outcome.reply), key
            assert Screen.MENU is outcome.reply.place.screen
            assert {Screen.STORIES, Screen.HELP} <= {press.place.screen for press in presses(outcome)}
            assert [] == [press for press in presses(outcome) if of_a_run(press)]
            assert () == outcome.marks
            assert outcome.opens is None


@pytest.mark.parametrize(
    ("argument", "lang"),
    [
        ("i_want_to_die", "en"),
        ("i_je_veux_mourir", "fr"),
        ("i_am_being_raped", "en"),
        ("i_help_me", "en"),
        ("i_aidez_moi", "fr"),
        ("r_i_want_to_die", "en"),
        ("r_he_wont_let_me_leave", "en"),
        ("r_help_me", "en"),
        ("r_aide_moi", "fr"),
        ("r_je_veux_mourir_ce_soir", "fr"),  # as many letters as a secret has
    ],
)
def test_a_cry_behind_a_link_is_no_broken_link(script: Script, argument: str, lang: Lang) -> None:
    """What looks like the beginning of a link and is a cry is answered as a cry."""
    found = understand(Turn(Commanded("start", argument), lang), script)

    assert isinstance(found, Danger), found


def test_no_link_of_the_bot_is_taken_for_a_cry(script: Script) -> None:
    """Whatever letters a link has, who follows it, or follows it without its end, is not answered as in danger."""
    for suggestion in series(script) + suggested(script):
        payload = suggestion.payload()
        assert isinstance(understand(Turn(Commanded("start", payload), "fr"), script), Invited)
        assert Broken("fr") == understand(Turn(Commanded("start", payload[:-2]), "fr"), script)


# ---- danger in a story of a group ------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_danger_comes_before_a_groups_story_and_the_story_goes_on(script: Script, lang: Lang) -> None:
    """A cry is answered first and marks nothing; whoever says that it was the story plays on, counted as before."""
    suggestion = suggested(script)[3]
    member = invited(script, suggestion, lang)
    member.key("button-begin")
    here, marked = member.reply.place, member.marks
    member.say("je veux mourir" if lang == "fr" else "i want to die")

    assert member.reply.urgent
    assert here.run == member.reply.place.run
    assert marked == member.marks
    member.key("button-it-is-the-story")
    assert here.run == member.reply.place.run
    assert member.reply.place.offer
    choice = next(press.choice for press in presses(member.outcome) if press.choice)
    choose(member, choice)
    assert [*marked, Mark(CODE, results.at_node(here.scenario, here.node), choice)] == member.marks


@pytest.mark.parametrize("word", ["aide", "menu", "stop", "passer"])
def test_a_typed_word_of_command_keeps_what_was_suggested(script: Script, word: str) -> None:
    """Help, the menu and leaving the rest out, typed in a group's story, lead back to it counted as before."""
    member = invited(script, suggested(script)[3])
    member.key("button-begin")
    here, marked = member.reply.place, member.marks
    member.say(word)
    assert here.run == member.reply.place.run
    member.key("button-back-to-story")

    assert here == member.reply.place
    assert marked == member.marks


def test_a_typed_answer_is_marked_as_the_pressed_one(script: Script) -> None:
    """Typing the words of a choice adds what pressing it adds, and typing what fits nothing adds nothing."""
    story = stories(script)[0]
    suggestion = Invitation(THIS_WEEK, "fr", (story.id,), group=CODE)
    choice = next(iter(story.nodes[story.start].choices.values()))
    typed, pressed = invited(script, suggestion), invited(script, suggestion)
    for member in (typed, pressed):
        member.key("button-begin")
    typed.say("zxcvb qwerty")
    typed.say(choice.label["fr"])
    choose(pressed, choice.id)

    assert typed.circle.marks == pressed.circle.marks
    assert 2 == len(typed.circle.marks)
    assert typed.reply.place.run == pressed.reply.place.run


def test_nothing_that_a_teen_can_press_holds_the_secret(walked: list[Walked], script: Script) -> None:
    """From every link, all that knows of the group can be pressed, and no word, button or address opens its results."""
    for each in walked:
        assert not holds(each.first, KEY, script)
        assert [] == [press for press, outcome in each.walk.items() if holds(outcome, KEY, script)]
        assert SCREENS.isdisjoint(press.place.screen for press in each.walk)


@pytest.mark.parametrize("argument", ["i_ je veux mourir", "r_je veux mourir ce soir", "i_x y je veux mourir"])
def test_words_behind_a_prefix_are_heard(script: Script, argument: str) -> None:
    """Whatever a command begins with, danger in the words behind it is answered first."""
    assert isinstance(understand(Turn(Commanded("start", argument), "fr"), script), Danger)


def test_a_statement_that_is_no_card_any_more_stops_nobody(script: Script) -> None:
    """Who plays with a group when its statement becomes a question goes on: the buttons they have still lead on."""
    suggestion = suggested(script)[-1]
    member = invited(script, suggestion)
    member.key("button-begin")
    member.key("button-bet-myth")
    member.circle.script = without_card(script, suggestion.question)
    choose(member, next(press.choice for press in presses(member.outcome) if press.choice))

    member.stands_at(Screen.NODE)


@pytest.mark.parametrize("begun", [False, True])
def test_help_stays_a_tap_away_when_a_statement_is_no_card_any_more(script: Script, *, begun: bool) -> None:
    """Help, pressed on the note or on its statement after that became a question, opens, and leads back to the note."""
    suggestion = suggested(script)[-1]
    member = invited(script, suggestion)
    if begun:
        member.key("button-begin")
    member.circle.script = without_card(script, suggestion.question)
    member.key("button-help")
    member.stands_at(Screen.HELP)
    member.key("button-back-to-that")

    assert (Screen.NOTE, CODE, "") == (
        member.reply.place.screen,
        member.reply.place.run.group,
        member.reply.place.run.question,
    )
    assert not [press for press in presses(member.outcome) if press.place.screen is Screen.BEFORE]


def without_card(script: Script, name: str) -> Script:
    """Give the content in which a statement is only a question."""
    entry = script.entries[name]
    return replace(script, entries={**script.entries, name: replace(entry, card=None)})


def test_a_removed_story_of_a_series_stops_nobody(script: Script) -> None:
    """Who plays the first of three stories when the second is removed is led to the third."""
    suggestion = suggested(script)[3]
    _, second, third = suggestion.stories
    member = invited(script, suggestion)
    member.key("button-begin")
    member.circle.script = without(script, second)
    look_around(member, script)
    member.key("button-skip")
    member.key("button-next-story")

    assert (third, CODE, ()) == (member.reply.place.scenario, member.reply.place.run.group, member.reply.place.run.then)
