from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.adapters.board.limits import FULL_WAIT, MOST_WRONG, ONE_MORE, Places, WrongKeys
from bot.adapters.board.refusal import Refused


@dataclass(slots=True)
class Clock:
    """Seconds that a test moves."""

    now: float = 100.0

    def __call__(self) -> float:
        """Give the time."""
        return self.now


def test_a_few_wrong_keys_are_told_so() -> None:
    """Whoever mistypes hears that there is no such group; whoever goes on hears to wait, and for how long."""
    wrong = WrongKeys(Clock())
    answers = [wrong.one_more().status for _ in range(MOST_WRONG + 3)]

    assert [404] * MOST_WRONG + [429] * 3 == answers
    assert str(int(ONE_MORE)) == wrong.one_more().response().headers["retry-after"]


def test_there_is_room_for_one_more_after_a_while() -> None:
    """Each span brings one back, and a long silence no more than there were at first."""
    clock = Clock()
    wrong = WrongKeys(clock)
    for _ in range(MOST_WRONG):
        wrong.one_more()
    clock.now += ONE_MORE
    assert [404, 429] == [wrong.one_more().status for _ in range(2)]
    clock.now += 1000 * ONE_MORE

    assert MOST_WRONG == [wrong.one_more().status for _ in range(MOST_WRONG + 5)].count(404)


def test_waiting_is_whole_seconds_and_never_none() -> None:
    """A wait of less than a second is told as one."""
    clock = Clock()
    wrong = WrongKeys(clock)
    for _ in range(MOST_WRONG):
        wrong.one_more()
    clock.now += ONE_MORE - 0.25

    assert "1" == wrong.one_more().response().headers["retry-after"]


def test_a_place_is_given_back_whatever_happens() -> None:
    """A board that breaks leaves its place to another."""
    places = Places(1)
    with pytest.raises(ZeroDivisionError), places.one():
        raise ZeroDivisionError
    with places.one():
        assert 1 == places.taken

    assert 0 == places.taken


def test_a_full_house_says_so() -> None:
    """One board more than there are places is told to wait, in both languages."""
    places = Places(1)
    with places.one(), pytest.raises(Refused) as told, places.one():
        pass
    answer = told.value.response()

    assert (503, str(FULL_WAIT)) == (answer.status_code, answer.headers["retry-after"])
    assert b"Trop de tableaux" in answer.body
    assert b"Too many boards" in answer.body


def test_a_refusal_without_words_is_empty() -> None:
    """What no person reads says nothing."""
    answer = Refused(413).response()

    assert (413, b"", False) == (answer.status_code, answer.body, "retry-after" in answer.headers)
