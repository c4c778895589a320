from __future__ import annotations

import pytest

from bot.adapters.studio.door import COOKIE, MOST_TRIES, MOST_TRIES_OF_ALL, SESSION, Door

SECRET = "correct horse battery staple"


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Give the time."""
        return self.now


@pytest.fixture(name="clock")
def _clock() -> Clock:
    return Clock()


@pytest.fixture(name="door")
def _door(clock: Clock) -> Door:
    return Door(SECRET, clock)


def test_without_a_password_the_door_is_open(clock: Clock) -> None:
    """Nobody is asked when nothing is set."""
    assert (False, True) == (Door("", clock).is_locked, Door(SECRET, clock).is_locked)


def test_who_knows_the_password_is_known_by_a_cookie(door: Door) -> None:
    """The cookie opens the door, and no script and no other site can read or send it."""
    cookie = door.enter(SECRET, "10.0.0.1")

    assert cookie
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert door.knows(f"theme=dark; {cookie.partition(';')[0]}")
    assert SECRET not in cookie


@pytest.mark.parametrize("cookies", ["", "studio", "studio=", "studio=abc", "other=1", "studio=;;;\x00", "studio=é"])
def test_no_other_cookie_opens_the_door(door: Door, cookies: str) -> None:
    """Empty, guessed and broken cookies are nobody's."""
    door.enter(SECRET, "10.0.0.1")

    assert not door.knows(cookies)


@pytest.mark.parametrize("other", ['prefs={"x":1}', "plain", "a b=1", "studio=old", "=", "é=\x00", 'q="'])
def test_what_other_pages_set_hides_no_session(door: Door, other: str) -> None:
    """Cookies of another page of the same host, however odd, stand before and behind the one that counts."""
    pair = (door.enter(SECRET, "10.0.0.1") or "").partition(";")[0]

    assert door.knows(f"{other}; {pair}")
    assert door.knows(f"{pair}; {other}")
    assert not door.knows(other)


@pytest.mark.parametrize("password", ["", "correct horse", SECRET + " ", SECRET.upper(), "\ud800", "x" * 5000])
def test_a_wrong_password_opens_nothing(door: Door, password: str) -> None:
    """What is not the password, to the letter, gives no cookie."""
    assert door.enter(password, "10.0.0.1") is None


def test_a_session_ends(door: Door, clock: Clock) -> None:
    """After a working day the password is asked again."""
    cookie = door.enter(SECRET, "10.0.0.1") or ""
    pair = cookie.partition(";")[0]
    clock.now += SESSION - 1
    known = door.knows(pair)
    clock.now += 2

    assert (True, False) == (known, door.knows(pair))


def test_two_sessions_are_two_secrets(door: Door) -> None:
    """Each browser has a cookie of its own."""
    first, second = (door.enter(SECRET, "10.0.0.1") for _ in range(2))

    assert first != second


def test_guessing_is_slow(door: Door, clock: Clock) -> None:
    """After a few wrong tries an address waits a minute, and only that address."""
    for _ in range(MOST_TRIES):
        assert not door.must_wait("10.0.0.1")
        door.enter("guess", "10.0.0.1")

    assert (True, False) == (door.must_wait("10.0.0.1"), door.must_wait("10.0.0.2"))
    clock.now += 61
    assert not door.must_wait("10.0.0.1")


def test_guessing_from_many_addresses_is_slow_too(door: Door, clock: Clock) -> None:
    """All addresses together have so many tries a minute."""
    for number in range(MOST_TRIES_OF_ALL):
        door.enter("guess", f"10.0.1.{number}")

    assert door.must_wait("10.9.9.9")
    clock.now += 61
    assert not door.must_wait("10.9.9.9")


def test_what_the_door_remembers_is_bounded(door: Door) -> None:
    """Thousands of guesses and logins fill no memory; the newest session still opens."""
    newest = ""
    for number in range(3000):
        door.enter("guess", f"10.0.{number // 256}.{number % 256}")
        newest = door.enter(SECRET, "10.0.0.1") or ""

    assert len(door._tries) <= 1000
    assert len(door._sessions) <= 100
    assert len(door._all_tries) <= 1000
    assert door.knows(newest.partition(";")[0])
    assert newest.startswith(f"{COOKIE}=")
