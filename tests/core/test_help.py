from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import OpeningHours

from bot.core.help import ANYONE, State, first_open, offer, offers, way_state
from bot.core.script import Both, Menu, Resource, Way
from tests.chat import NIGHT, NOON, QUEBEC

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    from bot.core.script import Script

#: Hours that were wrong somewhere once: the hour that does not exist, the one that comes twice, the turn of a year.
ODD_HOURS = [
    datetime(2026, 3, 8, 2, 30, tzinfo=QUEBEC),
    datetime(2026, 11, 1, 1, 30, tzinfo=QUEBEC),
    datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=QUEBEC),
    datetime(2026, 12, 31, 23, 59, tzinfo=QUEBEC),
    datetime(2028, 2, 29, 0, 0, tzinfo=QUEBEC),
]
EVERY_HOUR_OF_A_WEEK = [NOON + timedelta(hours=hours) for hours in range(7 * 24)]


def way(kind: Literal["text", "phone", "chat", "site"], hours: str | None, *, verify: bool = False) -> Way:
    """Make one way to reach a service."""
    made = OpeningHours(hours) if hours else None
    return Way(kind, Both("ici", "here"), None, None, made, hours == "24/7", verify)


def resource(name: str, *ways: Way) -> Resource:
    """Make a service where somebody listens."""
    both = Both(name, name)
    return Resource(
        id=name,
        name=both,
        who_for=both,
        ways=ways,
        languages=("fr",),
        listens=True,
        confidential=True,
        know=None,
        regional=(),
        checked_on=date(2026, 1, 1),
        verify=frozenset(),
    )


@pytest.mark.parametrize(
    ("hours", "now", "state"),
    [
        ("24/7", NIGHT, State.OPEN),
        ("Mo-Fr 08:30-16:30", NOON, State.OPEN),
        ("Mo-Fr 08:30-16:30", NIGHT, State.CLOSED),
        ("Mo-Fr 08:30-16:30", datetime(2026, 3, 14, 12, tzinfo=QUEBEC), State.CLOSED),
        ("Mo-Su 08:00-24:00", datetime(2026, 12, 31, 23, 59, tzinfo=QUEBEC), State.OPEN),
        ("Mo-Su 08:00-24:00", datetime(2027, 1, 1, 0, 0, tzinfo=QUEBEC), State.CLOSED),
        ("Mo-Su 22:00-02:00", datetime(2026, 3, 11, 1, 30, tzinfo=QUEBEC), State.OPEN),
        (None, NOON, State.UNKNOWN),
    ],
)
def test_a_way_is_open_only_when_it_is(hours: str | None, now: datetime, state: State) -> None:
    """Open means open at that minute in Québec; hours nobody confirmed are never called open."""
    assert state is way_state(way("text", hours), now)


def test_a_service_is_as_open_as_its_people() -> None:
    """A page that never sleeps does not make a service look open while nobody answers."""
    found = offer(resource("line", way("site", "24/7"), way("text", "Mo-Fr 09:00-17:00")), NIGHT)

    assert State.CLOSED is found.state
    assert datetime(2026, 3, 11, 9, 0) == found.opens  # noqa: DTZ001 - hours are local time in Québec


def test_a_service_that_is_only_a_page_is_open_when_its_page_is() -> None:
    """A page may be all there is."""
    assert State.OPEN is offer(resource("page", way("site", "24/7")), NIGHT).state


def test_the_easiest_open_way_comes_first() -> None:
    """What is open comes first, then what is certain, then what is no phone call."""
    ways = [
        way("site", "24/7"),
        way("phone", "24/7"),
        way("chat", "24/7"),
        way("text", "24/7"),
        way("text", "Mo-Fr 09:00-10:00"),
        way("text", "24/7", verify=True),
        way("phone", None),
    ]
    shown = [(each.kind, each.verify, way_state(each, NIGHT)) for each in offer(resource("line", *ways), NIGHT).ways]

    assert [
        ("text", False, State.OPEN),
        ("chat", False, State.OPEN),
        ("phone", False, State.OPEN),
        ("site", False, State.OPEN),
        ("text", True, State.OPEN),
        ("phone", False, State.UNKNOWN),
        ("text", False, State.CLOSED),
    ] == shown


def test_what_is_open_comes_first_in_the_order_of_the_writers() -> None:
    """A menu shows open services first, then unconfirmed ones, then closed ones, each as the writers ordered them."""
    names = {"asleep": "Mo-Fr 09:00-10:00", "day": "Mo-Fr 00:00-24:00", "perhaps": None, "always": "24/7"}
    order = tuple(resource(name, way("phone", hours)) for name, hours in names.items())
    menu = Menu("images", Both("Photos", "Photos"), order)

    assert ["day", "always", "perhaps", "asleep"] == [found.resource.id for found in offers(menu, NIGHT)]


# ---- the shipped help lines ----------------------------------------------------------------------------------------


@pytest.fixture(name="line", scope="session")
def _line(script: Script) -> Callable[[str, datetime], tuple[State, bool, State, str]]:
    """Give what tells of the line a message ends with: its state, who is there, its first way's state and kind."""

    def line(topic: str, now: datetime) -> tuple[State, bool, State, str]:
        found = first_open(script, (topic,), now)
        return found.state, found.resource.listens, way_state(found.ways[0], now), found.ways[0].kind

    return line


@pytest.mark.parametrize("now", [NOON, NIGHT, *ODD_HOURS], ids=str)
def test_every_message_ends_with_a_line_that_is_open(
    now: datetime, script: Script, line: Callable[[str, datetime], tuple[State, bool, State, str]]
) -> None:
    """For every need and at odd hours too: somebody listens there, now, and the way shown leads to that person."""
    for topic in script.menus:
        state, listens, way_now, kind = line(topic, now)
        assert (State.OPEN, True, State.OPEN) == (state, listens, way_now), topic
        assert "site" != kind, topic


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2035, 1, 1), timezones=st.just(QUEBEC)),  # noqa: DTZ001 - tz beside
    st.sampled_from([ANYONE, "danger", "suicide", "exploitation", "images", "legal", "reporting"]),
)
def test_some_line_is_open_at_any_minute(
    line: Callable[[str, datetime], tuple[State, bool, State, str]], now: datetime, topic: str
) -> None:
    """There is no minute in ten years without a line to show."""
    assert (State.OPEN, True) == line(topic, now)[:2]


def test_the_line_fits_the_need(script: Script) -> None:
    """The line comes from the menu of the first need that has one open, and only then from the next."""
    for topic, menu in script.menus.items():
        open_there = [
            found.resource for found in offers(menu, NOON) if found.state is State.OPEN and found.resource.listens
        ]
        assert (open_there or [first_open(script, (), NOON).resource])[0] == first_open(script, (topic,), NOON).resource


def test_without_any_need_it_is_somebody_to_talk_to(script: Script) -> None:
    """A message about nothing in particular still ends with somebody to talk to."""
    assert first_open(script, (ANYONE,), NIGHT) == first_open(script, (), NIGHT)


def test_content_without_an_open_line_is_refused_loudly(script: Script) -> None:
    """Content that could leave a teen without a line breaks at once instead of showing a closed one."""
    asleep = Menu(ANYONE, Both("", ""), (resource("asleep", way("text", "Mo-Fr 09:00-10:00")),))

    with pytest.raises(LookupError, match="no help line is open"):
        first_open(replace(script, menus={ANYONE: asleep}), (), NIGHT)


def test_an_open_line_is_never_shown_by_a_closed_way(script: Script) -> None:
    """Each hour of a week: the first way of an open service can be used at that hour."""
    for now in EVERY_HOUR_OF_A_WEEK:
        for service in script.resources.values():
            found = offer(service, now)
            if found.state is State.OPEN:
                assert State.OPEN is way_state(found.ways[0], now), f"{service.id} at {now}"
