from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.help import WAYS
from bot.core.place import MOST_BYTES, MOST_HELD_BITS, MOST_PAGES, MOST_SIGNS, Codec, Unreadable, digest
from bot.core.turn import LANGS, RESUMED, Place, Press, Screen
from tests.chat import stories

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.script import Script

ALL_SIGNS = (1 << MOST_SIGNS) - 1
ALL_HELD = (1 << MOST_HELD_BITS) - 1
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
                here = (story.id, node.id, ALL_SIGNS, topic, MOST_PAGES, topic, ALL_HELD, Screen.PAGE)
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
