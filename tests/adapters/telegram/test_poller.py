from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.adapters.telegram.client import UnknownToken, Unreachable
from bot.adapters.telegram.poller import MOST_IN_HAND, MOST_URGENT, MOST_WAITING, Poller
from tests.adapters.telegram.process import until

Raw = dict[str, Any]


class Line:
    """A queue of updates that confirms by prefix, as Telegram's does."""

    def __init__(self, updates: list[Raw]) -> None:
        self.waiting = {update["update_id"]: update for update in updates}
        self.confirmed: list[int] = []
        self.failures: list[Exception] = []
        self.fetched = 0

    async def fetch(self, parameters: Raw, _patience: float) -> list[Raw]:
        """Confirm all before the offset and give what comes after."""
        await asyncio.sleep(0)
        if self.failures:
            raise self.failures.pop()
        self.fetched += 1
        for number in sorted(self.waiting):
            if number < parameters["offset"]:
                del self.waiting[number]
                self.confirmed.append(number)
        if not self.waiting and parameters["timeout"]:
            await asyncio.sleep(0.01)
        return [self.waiting[number] for number in sorted(self.waiting)][: parameters["limit"]]


def said(number: int, chat: int) -> Raw:
    """Make an update of one chat."""
    return {"update_id": number, "message": {"chat": {"id": chat}}}


async def until_idle(poller: Poller, line: Line, seconds: float = 3.0) -> None:
    """Run until everything is confirmed, or time is up."""
    running = asyncio.create_task(poller.run())
    await until(lambda: not line.waiting, seconds)
    poller.stop()
    await running


async def test_each_update_is_handled_once_and_then_confirmed() -> None:
    """Updates that come again because they are in hand are not handled twice."""
    line = Line([said(number, chat=number % 3) for number in range(10, 40)])
    handled: list[int] = []

    async def handle(raw: Raw) -> None:
        await asyncio.sleep(0.02)
        assert raw["update_id"] not in line.confirmed
        handled.append(raw["update_id"])

    await until_idle(Poller(line.fetch, handle), line)

    assert list(range(10, 40)) == sorted(handled)


async def test_nothing_after_a_slow_update_is_confirmed_before_it() -> None:
    """While one chat is slow, later updates are answered but not confirmed."""
    line = Line([said(1, chat=1), *(said(number, chat=2) for number in range(2, 6))])
    release = asyncio.Event()
    handled: list[int] = []

    async def handle(raw: Raw) -> None:
        if raw["update_id"] == 1:
            await release.wait()
        handled.append(raw["update_id"])

    poller = Poller(line.fetch, handle)
    running = asyncio.create_task(poller.run())
    await asyncio.sleep(0.3)

    assert ([2, 3, 4, 5], []) == (handled, line.confirmed)

    release.set()
    await until(lambda: not line.waiting, 2)
    poller.stop()
    await running

    assert [2, 3, 4, 5, 1] == handled


async def test_updates_of_one_chat_stay_in_order() -> None:
    """What one person does is answered in the order it was done, however long each takes."""
    line = Line([said(number, chat=7) for number in range(MOST_WAITING)])
    handled: list[int] = []

    async def handle(raw: Raw) -> None:
        await asyncio.sleep(0.02 if raw["update_id"] % 2 else 0)
        handled.append(raw["update_id"])

    await until_idle(Poller(line.fetch, handle), line)

    assert list(range(MOST_WAITING)) == handled


async def test_many_updates_of_one_chat_are_answered_together() -> None:
    """A burst gets one answer to most of it, the danger in it its own, and nobody else waits for it to end."""
    line = Line([said(number, chat=7) for number in range(60)] + [said(60, chat=8)])
    handled: list[int] = []

    async def handle(raw: Raw) -> None:
        await asyncio.sleep(0.01)
        handled.append(raw["update_id"])

    await until_idle(Poller(line.fetch, handle, lambda raw: raw["update_id"] in (5, 30)), line)

    assert [5, 30, *range(50, 60)] == [each for each in handled if each != 60]
    assert handled.index(60) < 3


async def test_what_is_answered_together_is_confirmed_only_then() -> None:
    """None of a burst is confirmed before the answer to it is sent: a killed process finds it again."""
    line = Line([said(number, chat=7) for number in range(60)])
    release = asyncio.Event()
    handled: list[int] = []

    async def handle(raw: Raw) -> None:
        await release.wait()
        handled.append(raw["update_id"])

    poller = Poller(line.fetch, handle)
    running = asyncio.create_task(poller.run())
    await asyncio.sleep(0.5)

    assert ([], []) == (handled, line.confirmed)

    release.set()
    await until(lambda: not line.waiting, 5)
    poller.stop()
    await running

    assert list(range(49, 60)) == handled


async def test_a_burst_of_danger_is_answered_with_its_latest() -> None:
    """Where all is urgent, a few answers stand for the burst: the help is the same, and others must be seen too."""
    line = Line([said(number, chat=7) for number in range(60)])
    handled: list[int] = []

    async def handle(raw: Raw) -> None:
        await asyncio.sleep(0.01)
        handled.append(raw["update_id"])

    await until_idle(Poller(line.fetch, handle, lambda _: True), line)

    assert list(range(50 - MOST_URGENT, 60)) == handled


async def test_no_more_than_the_window_is_held() -> None:
    """However many wait at Telegram, memory holds a hundred updates at most."""
    line = Line([said(number, chat=number) for number in range(500)])
    inside = 0
    most = 0

    async def handle(_raw: Raw) -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        await asyncio.sleep(0.01)
        inside -= 1

    await until_idle(Poller(line.fetch, handle), line, seconds=10)

    assert 0 < most <= MOST_IN_HAND


async def test_a_handler_that_breaks_loses_no_other_update(caplog: pytest.LogCaptureFixture) -> None:
    """A bug met in one update is told, and the next ones are handled."""
    line = Line([said(number, chat=1) for number in range(5)])
    handled: list[int] = []

    async def handle(raw: Raw) -> None:
        if raw["update_id"] == 2:
            raise RuntimeError
        handled.append(raw["update_id"])

    await until_idle(Poller(line.fetch, handle), line)

    assert [0, 1, 3, 4] == handled
    assert ["an update could not be handled"] == [each.message for each in caplog.records if each.levelname == "ERROR"]


async def test_a_lost_network_is_waited_out() -> None:
    """Fetching goes on after failures."""
    line = Line([said(1, chat=1)])
    line.failures = [Unreachable("HTTP 502")]
    handled: list[int] = []

    async def handle(raw: Raw) -> None:
        handled.append(raw["update_id"])

    await until_idle(Poller(line.fetch, handle), line)

    assert [1] == handled


async def test_an_unknown_token_ends_the_run() -> None:
    """Without a token nothing can be done, and the caller is told."""
    line = Line([])
    line.failures = [UnknownToken()]

    async def handle(_raw: Raw) -> None:
        """Handle nothing."""

    with pytest.raises(UnknownToken):
        await Poller(line.fetch, handle).run()


async def test_stopping_answers_what_was_fetched_and_confirms_it() -> None:
    """A stop is no loss: what is in hand is answered and confirmed before the end."""
    line = Line([said(number, chat=number) for number in range(5)])
    handled: list[int] = []

    async def handle(raw: Raw) -> None:
        await asyncio.sleep(0.2)
        handled.append(raw["update_id"])

    poller = Poller(line.fetch, handle)
    running = asyncio.create_task(poller.run())
    await asyncio.sleep(0.05)
    poller.stop()
    await running

    assert ([0, 1, 2, 3, 4], [0, 1, 2, 3, 4]) == (sorted(handled), line.confirmed)


async def test_what_is_not_answered_in_time_stays_unconfirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stop that cannot wait longer leaves the unanswered updates to the next start."""
    monkeypatch.setattr("bot.adapters.telegram.poller.STOP_PATIENCE", 0.05)
    line = Line([said(1, chat=1), said(2, chat=2), said(3, chat=3)])

    async def handle(raw: Raw) -> None:
        if raw["update_id"] == 2:
            await asyncio.Event().wait()

    poller = Poller(line.fetch, handle)
    running = asyncio.create_task(poller.run())
    await asyncio.sleep(0.05)
    poller.stop()
    await running

    assert ([1], [2, 3]) == (line.confirmed, sorted(line.waiting))
