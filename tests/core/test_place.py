from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.help import WAYS
from bot.core.logbook import asked_at
from bot.core.place import (
    CODE_LETTERS,
    KEY_LETTERS,
    MOST_BYTES,
    MOST_HELD_BITS,
    MOST_PAGES,
    MOST_SIGNS,
    MOST_STORY_BITS,
    MOST_THEN,
    Codec,
    Unreadable,
    digest,
)
from bot.core.turn import ALONE, LANGS, RESUMED, Place, Press, Run, Screen
from tests.chat import stories
from tests.groups import CODE, KEY, without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.script import Scenario, Script

ALL_SIGNS = (1 << MOST_SIGNS) - 1
ALL_HELD = (1 << MOST_HELD_BITS) - 1
ALL_TICKS = (1 << MOST_STORY_BITS) - 1
CODEC = Codec({"night-out": {"door": ["open", "wait"], "end": []}, "other": {"door": ["open"]}}, ["images", "911"])


def presses(script: Script) -> Iterator[Press]:
    """Give everything a button of this content could mean, with the bits and pages at their largest too.

    Every screen with every item, every node of every story, and in one story every screen at every node.
    """
    items = ["", *script.menus, *script.resources, *script.themes, *script.entries, *script.signs, *script.films]
    items += [*WAYS, *script.logbook.pages]
    for lang, screen in itertools.product(LANGS, Screen):
        for item in items:
            yield Press(Place(lang, screen, item=item))
        for page, held in itertools.product((1, MOST_PAGES), (0, 1, ALL_HELD)):
            yield Press(Place(lang, screen, item=items[-1], page=page, held=held))
        yield from (Press(Place(lang, screen, name)) for name in script.scenarios)
        for name in stories(script)[0].nodes:
            yield Press(Place(lang, screen, stories(script)[0].id, name, ALL_SIGNS, items[-1], MOST_PAGES))
        for left in RESUMED:
            yield Press(Place(lang, Screen.HELP, item=items[-1], page=MOST_PAGES, held=ALL_HELD, left=left))
    for lang, story in itertools.product(LANGS, script.scenarios.values()):
        for node in story.nodes.values():
            for seen in (0, 1, node.seen, (1 << len(story.signs)) - 1, ALL_SIGNS):
                yield Press(Place(lang, Screen.NODE, story.id, node.id, seen))
            for choice in node.choices:
                yield Press(Place(lang, Screen.NODE, story.id, node.id, ALL_SIGNS), choice)


def presses_with_an_offer(script: Script) -> Iterator[Press]:
    """Give everything a button of a story could mean after danger was heard in it, whatever help is offered."""
    first = stories(script)[0]
    for lang, topic in itertools.product(LANGS, script.menus):
        for node, screen in itertools.product(first.nodes.values(), Screen):
            yield Press(Place(lang, screen, first.id, node.id, ALL_SIGNS, offer=topic))
        for item in (*script.menus, *script.resources, *script.themes, *script.entries):
            yield Press(Place(lang, Screen.TOPIC, first.id, first.start, ALL_SIGNS, item, MOST_PAGES, topic))
    topic = next(iter(script.menus))
    for lang, story in itertools.product(LANGS, script.scenarios.values()):
        for node in story.nodes.values():
            for choice in node.choices:
                yield Press(Place(lang, Screen.NODE, story.id, node.id, node.seen, offer=topic), choice)
                # nothing carries all of this: it is the longest that could be written
                here = (story.id, node.id, ALL_SIGNS, topic, MOST_PAGES, topic, ALL_TICKS, Screen.PAGE)
                yield Press(Place(lang, Screen.NODE, *here), choice)


def test_every_place_survives_its_button(script: Script) -> None:
    """What a button carries comes back as what was meant, for every place of the shipped content."""
    assert [] == [each for each in presses(script) if script.codec.decode(script.codec.encode(each)) != each]


def test_every_place_fits_in_a_button(script: Script) -> None:
    """No place is longer than the 64 bytes Telegram carries."""
    assert MOST_BYTES >= max(len(script.codec.encode(each).encode()) for each in presses(script))


def test_help_that_stays_offered_survives_every_button(script: Script) -> None:
    """Whatever help is offered at whatever point, its buttons fit in 64 bytes and come back as they were."""
    wrong = []
    for press in presses_with_an_offer(script):
        data = script.codec.encode(press)
        if len(data.encode()) > MOST_BYTES or script.codec.decode(data) != press:
            wrong.append((data, press))

    assert [] == wrong


def test_places_that_differ_in_the_offer_differ_in_the_button(script: Script) -> None:
    """The help that stays offered is never taken for what the screen is about, nor for none."""
    story = stories(script)[0]
    here = [
        Press(Place("fr", Screen.TOPIC, story.id, story.start, item=item, offer=offer))
        for item, offer in itertools.product(("", *script.menus), repeat=2)
    ]

    assert len(here) == len({script.codec.encode(press) for press in here})


def test_no_two_places_share_a_button(script: Script) -> None:
    """Two places never look the same in a button."""
    everything = set(presses(script))

    assert len(everything) == len({script.codec.encode(each) for each in everything})


@given(st.text(st.characters()))
def test_any_text_is_read_or_refused(data: str) -> None:
    """Whatever a button is said to carry, the answer is a place or a clear nothing."""
    assert isinstance(CODEC.decode(data), (Press, Unreadable))


@given(st.binary(max_size=100))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Bytes that were never text are read or refused too."""
    assert isinstance(CODEC.decode(data.decode("latin-1")), (Press, Unreadable))


REAL = [
    CODEC.encode(press)
    for press in (
        Press(Place("fr", Screen.MENU)),
        Press(Place("en", Screen.NODE, "night-out", "door", 5), "wait"),
        Press(Place("fr", Screen.TOPIC, "night-out", "end", ALL_SIGNS, "images", 12)),
        Press(Place("fr", Screen.NODE, "night-out", "door", 5, offer="images"), "open"),
    )
]


@given(st.sampled_from(REAL), st.integers(0, 40), st.text("1fesdnicbop.0zA_-é\0", max_size=3), st.integers(0, 3))
def test_a_damaged_button_is_read_or_refused(data: str, at: int, new: str, cut: int) -> None:
    """A button with a few characters changed gives a place that can be written again, or a clear nothing."""
    found = CODEC.decode(data[:at] + new + data[at + cut :])

    assert isinstance(found, Unreadable) or found == CODEC.decode(CODEC.encode(found))


S, OTHER, DOOR, END, OPEN, IMAGES = (digest(name) for name in ("night-out", "other", "door", "end", "open", "images"))
REFUSED = [
    ("", None, "nothing"),
    ("2fm", None, "another version"),
    ("1xm", None, "a language nobody knows"),
    ("1", None, "no language"),
    ("1f", "fr", "no screen"),
    ("1e?", "en", "a screen nobody knows"),
    ("1fm.", "fr", "an empty field"),
    ("1fm.x1", "fr", "a field nobody knows"),
    (f"1fd.s{S}.s{S}", "fr", "a field twice"),
    (f"1fd.n{DOOR}", "fr", "a node without its story"),
    (f"1ed.s{S}.nAAAA", "en", "a node that is gone"),
    (f"1fd.sAAAA.n{DOOR}", "fr", "a story that is gone"),
    (f"1fd.s{OTHER}.n{END}", "fr", "a node of another story"),
    (f"1fd.s{S}.n{END}.c{OPEN}", "fr", "a choice of another node"),
    ("1ft.iAAAA", "fr", "an item that is gone"),
    (f"1fd.s{S}.n{DOOR}.oAAAA", "fr", "an offer that is gone"),
    (f"1fd.s{S}.n{DOOR}.o", "fr", "an offer of nothing"),
    (f"1fd.s{S}.n{DOOR}.o{IMAGES}.o{IMAGES}", "fr", "an offer twice"),
    (f"1ft.i{IMAGES}.p{MOST_PAGES * 10}", "fr", "a page nobody writes"),
    ("1fm.b-1", "fr", "a number that is none"),
    ("1fm.bZ", "fr", "a capital letter in a number"),
    ("1fm.b²", "fr", "a digit that is none"),
    ("1fm.bzzzzzzzz", "fr", "more signs than there may be"),
    ("1fm.b" + "0" * 9, "fr", "a number nobody would write"),
    ("1fm.b", "fr", "a number without digits"),
    ("1fm" + "." * 80, "fr", "more than a button holds"),
]


@pytest.mark.parametrize(("data", "lang", "what"), REFUSED, ids=[what for *_, what in REFUSED])
def test_what_is_no_place_is_refused(data: str, lang: str | None, what: str) -> None:
    """A button from other content is nothing, in the language it was in when that can be read."""
    found = CODEC.decode(data)

    assert isinstance(found, Unreadable), what
    assert lang == found.lang


def test_a_place_looks_as_the_manual_says() -> None:
    """The form of a button is the one the module describes, so that old buttons stay readable."""
    press = Press(Place("fr", Screen.NODE, "night-out", "door", 83), "open")

    offered = Press(Place("fr", Screen.TOPIC, "night-out", "door", 1, "911", offer="images"))

    assert f"1fd.s{S}.n{DOOR}.c{OPEN}.b2b" == CODEC.encode(press)
    assert f"1ft.s{S}.n{DOOR}.i{digest('911')}.o{IMAGES}.b1" == CODEC.encode(offered)
    assert "1em" == CODEC.encode(Press(Place("en", Screen.MENU)))


def test_an_id_always_has_the_same_four_letters() -> None:
    """Digests never change from one version of the bot to the next: buttons already sent go on working."""
    assert ["vPY7", "GNuz"] == [digest("night-out"), digest("door")]
    assert {4} == {len(digest(name)) for name in ("a", "night-out", "é" * 200)}


# ---- what a facilitator suggested ------------------------------------------------------------------------------------

#: The last prompt of a page that could still be asked for by one digit, and more than any page has.
LAST_PROMPT = 4
#: What is about a point of a story, without an item.
PLAIN = (
    *(Screen.NODE, Screen.SKIPPED, Screen.DEBRIEF, Screen.SIGNS, Screen.HELP, Screen.SITUATIONS, Screen.CALLING),
    *(Screen.SAY, Screen.ASK, Screen.UNKNOWN, Screen.MENU, Screen.AFTER),
)


def longest_runs(script: Script) -> list[Run]:
    """Give the longest things that can be suggested: three stories, two with a statement; the first time and later."""
    then = tuple(story.id for story in stories(script)[:MOST_THEN])
    question = next(entry.id for entry in script.entries.values() if entry.card)
    return [
        Run(code, stories_then, asked, again)
        for stories_then, asked in ((then, ""), (then[:1], question), ((), question))
        for code, again in ((CODE, False), (CODE, True), ("", False))
    ]


def presses_of_a_run(story: Scenario, run: Run, script: Script) -> Iterator[Press]:
    """Give everything a button of a story could mean in a run, with all signs seen and help that stays offered."""
    offer = next(iter(script.menus))
    items = {
        Screen.TOPIC: [*script.menus][:2],
        Screen.RESOURCE: [*script.resources][:2],
        Screen.WAY: [*WAYS][:1],
        Screen.THEME: [*script.themes][:2],
        Screen.ENTRY: [*script.entries][:2],
        Screen.SIGN: [*script.signs][:2],
        Screen.GLOSSARY: [""],
    }
    for lang, node in itertools.product(LANGS, story.nodes.values()):
        here = Place(lang, Screen.NODE, story.id, node.id, ALL_SIGNS, offer=offer, run=run)
        yield from (Press(replace(here, screen=screen, page=page)) for screen in PLAIN for page in (0, 3))
        yield from (Press(here, choice) for choice in node.choices)
        for screen, named in items.items():
            yield from (Press(replace(here, screen=screen, item=item, page=MOST_PAGES)) for item in named)
        for page, held in itertools.product((0, LAST_PROMPT), (0, ALL_TICKS)):
            for screen in (Screen.PAGE, Screen.PAGE_DONE):
                ticked = replace(here, page=page, held=held)
                yield Press(replace(ticked, screen=screen))
                yield Press(replace(ticked, screen=Screen.HELP, left=screen))
                yield Press(replace(ticked, screen=Screen.SITUATIONS, left=screen))


def presses_outside_a_story(run: Run, script: Script) -> Iterator[Press]:
    """Give what else a button means in a run: what comes before a story, a round, a page of the logbook."""
    first = stories(script)[0]
    for lang in LANGS:
        base = Place(lang, Screen.NOTE, run=run)
        for screen in (Screen.NOTE, Screen.HELP, Screen.BEFORE):
            yield from (Press(replace(base, screen=screen, scenario=first.id, page=page)) for page in range(4))
        for item in (*script.themes, *script.logbook.pages):
            here = replace(base, item=item, held=ALL_HELD, page=3)
            screens = (Screen.GAME, Screen.CARD, Screen.TURNED, Screen.LOGBOOK, Screen.PAGE, Screen.PAGE_DONE)
            yield from (Press(replace(here, screen=screen)) for screen in screens)
            yield from (Press(replace(here, screen=Screen.HELP, left=screen)) for screen in RESUMED)


def test_what_was_suggested_survives_every_button_of_every_story(script: Script) -> None:
    """The group, what comes then and the statement fit beside all else a story needs, and come back as they were."""
    runs, first = longest_runs(script), stories(script)[0]
    # In one story every run; in the others the two longest, which differ in what their letters stand for.
    walked = [(first, run) for run in runs] + [(story, run) for story in stories(script)[1:] for run in runs[:4:3]]
    wrong = [
        (data, press)
        for story, run in walked
        for press in presses_of_a_run(story, run, script)
        for data in (script.codec.encode(press),)
        if len(data.encode()) > MOST_BYTES or script.codec.decode(data) != press
    ]

    assert [] == wrong


def test_what_was_suggested_survives_every_button_outside_a_story(script: Script) -> None:
    """The note, the statement asked before, a round of cards and a page of the logbook carry it too."""
    presses = [press for run in longest_runs(script) for press in presses_outside_a_story(run, script)]

    assert [] == [each for each in presses if script.codec.decode(script.codec.encode(each)) != each]
    assert MOST_BYTES >= max(len(script.codec.encode(each).encode()) for each in presses)


def test_no_page_of_a_story_needs_more_than_was_reserved(script: Script) -> None:
    """Whatever signs were seen, a story's page has no more to tick and no more prompts than a button has room for."""
    for story in stories(script):
        for node in story.nodes.values():
            seen = (1 << len(story.signs)) - 1
            asked = asked_at(Place("fr", Screen.PAGE, story.id, node.id, seen), script)
            assert asked.bits <= MOST_STORY_BITS
            assert len(asked.prompts) <= LAST_PROMPT + 1


def test_the_secret_of_a_group_survives_its_buttons(script: Script) -> None:
    """Wherever the secret stands, it fits, and comes back letter by letter."""
    keys = (KEY, "-" * KEY_LETTERS, "_" * KEY_LETTERS, "0" * KEY_LETTERS)
    presses = [
        Press(Place(lang, screen, page=page, held=held, key=key))
        for lang, screen, key in itertools.product(LANGS, Screen, keys)
        for page, held in ((0, 0), (0, 1), (2, 0), (MOST_PAGES, ALL_HELD))
    ]

    assert [] == [each for each in presses if script.codec.decode(script.codec.encode(each)) != each]
    assert MOST_BYTES >= max(len(script.codec.encode(each).encode()) for each in presses)
    assert len(presses) == len({script.codec.encode(each) for each in presses})


def test_no_two_runs_share_a_button(script: Script) -> None:
    """Another group, a second time through, other stories, another statement: none is taken for the other."""
    one, two = (story.id for story in stories(script)[:2])
    card, other_card = [entry.id for entry in script.entries.values() if entry.card][:2]
    runs = [
        Run(group, then, question, again)
        for group, again in (("", False), (CODE, False), (CODE, True), (CODE[::-1], False), (CODE[::-1], True))
        for then in ((), (one,), (two,), (one, two), (two, one))
        for question in ("", card, other_card)
    ]
    here = Place("fr", Screen.NODE, one, script.scenarios[one].start)

    assert len(runs) == len({script.codec.encode(Press(replace(here, run=run))) for run in runs})


FORGED = [
    ("g" + CODE[:-1], "a code that is too short"),
    ("g" + CODE + "A", "a code that is too long"),
    ("gAbCd+/12", "letters that no code has"),
    ("gAbCd_-1é", "a letter with an accent"),
    ("g", "a code without letters"),
    ("G", "a second time through no group"),
    ("G" + CODE[:-1], "a short code, a second time"),
    (f"g{CODE}.G{CODE}", "a first time and a second"),
    (f"g{CODE}.g{CODE}", "a group twice"),
    (f"t{S}.t{S}", "what comes then, twice"),
    ("t", "nothing that comes then"),
    ("t" + S[:-1], "a story without its last letter"),
    ("t" + S + "A", "a story and a letter"),
    ("t" + S * (MOST_THEN + 1), "more stories than there may be"),
    ("tab+/", "letters that no story has"),
    ("q" + S[:-1], "a statement without its last letter"),
    ("q" + S + S, "two statements"),
    (f"q{S}.q{S}", "a statement twice"),
    ("q", "a statement of nothing"),
    ("k" + KEY[:-1], "a secret that is too short"),
    ("k" + KEY + "A", "a secret that is too long"),
    ("k" + "+" * KEY_LETTERS, "letters that no secret has"),
    ("k" + KEY[:-1] + "é", "a secret with an accent"),
    ("k" + KEY[:-1] + "\n", "a secret with the end of a line"),
    ("k", "a secret without letters"),
    (f"k{KEY}.k{KEY}", "a secret twice"),
]


@pytest.mark.parametrize(("fields", "what"), FORGED, ids=[what for _, what in FORGED])
def test_what_nobody_suggested_is_refused(fields: str, what: str) -> None:
    """A group, a series, a statement or a secret that no button ever held is nothing, in the language of the button."""
    assert Unreadable("fr") == CODEC.decode(f"1fm.{fields}"), what


def test_a_removed_story_that_was_to_come_is_left_out(script: Script) -> None:
    """Who plays a series goes on when a later story or the statement is removed meanwhile, and counts as before."""
    here, one, two = (story.id for story in stories(script)[:3])
    place = Place("fr", Screen.NODE, here, script.scenarios[here].start, run=Run(CODE, (one, two)))
    asked = Run(CODE, (one,), next(entry.id for entry in script.entries.values() if entry.card))
    data = script.codec.encode(Press(place))

    for gone, left in (((one,), (two,)), ((two,), (one,)), ((one, two), ())):
        assert Press(replace(place, run=Run(CODE, left))) == without(script, *gone).codec.decode(data)
    unknown = script.codec.encode(Press(replace(place, run=asked))).replace(digest(asked.question), "AAAA")
    assert Press(replace(place, run=Run(CODE, (one,)))) == script.codec.decode(unknown)


def test_a_run_looks_as_the_manual_says() -> None:
    """The form of what travels with a group is the one the module describes."""
    place = Place("fr", Screen.NODE, "night-out", "door", run=Run(CODE, ("other", "night-out"), "images"))
    here = f"1fd.s{S}.n{DOOR}"

    assert f"{here}.g{CODE}.t{OTHER}{S}.q{IMAGES}" == CODEC.encode(Press(place))
    assert f"{here}.G{CODE}.t{OTHER}{S}.q{IMAGES}" == CODEC.encode(Press(replace(place, run=place.run.later())))
    assert f"1fL.k{KEY}" == CODEC.encode(Press(Place("fr", Screen.RESULTS, key=KEY)))
    assert here == CODEC.encode(Press(replace(place, run=ALONE)))
    assert (CODE_LETTERS, KEY_LETTERS) == (len(CODE), len(KEY))


@given(
    st.sampled_from(
        [
            CODEC.encode(Press(Place("fr", Screen.NODE, "night-out", "door", 5, run=run), "open"))
            for run in (Run(CODE), Run(CODE, ("other", "night-out"), again=True), Run("", ("other",), "images"))
        ]
        + [CODEC.encode(Press(Place("en", Screen.RESULTS, page=2, key=KEY)))]
    ),
    st.integers(0, 60),
    st.text("1fesdnicbopgGtqk.0zA_-é\0", max_size=3),
    st.integers(0, 3),
)
def test_a_damaged_button_of_a_group_is_read_or_refused(data: str, at: int, new: str, cut: int) -> None:
    """A button of a group with a few characters changed is a place that can be written again, or a clear nothing."""
    found = CODEC.decode(data[:at] + new + data[at + cut :])

    assert isinstance(found, Unreadable) or found == CODEC.decode(CODEC.encode(found))
