from __future__ import annotations

import asyncio
import threading

import pytest

from bot.adapters.studio.apart import apart


async def test_what_was_worked_out_is_given() -> None:
    """The result comes from another thread, which does not hold back the end of the process."""

    def work(number: int, *, more: int) -> tuple[int, bool]:
        return number + more, threading.current_thread().daemon

    assert (5, True) == await apart(work, 2, more=3)


async def test_what_breaks_is_raised_where_it_is_awaited() -> None:
    """An exception is not lost in the thread."""

    def work() -> None:
        raise LookupError("not there")

    with pytest.raises(LookupError, match="not there"):
        await apart(work)


async def test_the_loop_goes_on_meanwhile() -> None:
    """While the work waits, the loop answers: here it is the loop that lets the work end."""
    let_go = threading.Event()
    working = asyncio.create_task(apart(let_go.wait, 30))
    await asyncio.sleep(0)
    let_go.set()

    assert await working


async def test_nobody_needs_to_wait_for_the_end() -> None:
    """Work that is no longer awaited ends in silence."""
    let_go, ended = threading.Event(), threading.Event()

    def work() -> None:
        let_go.wait(30)
        ended.set()

    working = asyncio.create_task(apart(work))
    await asyncio.sleep(0)
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    let_go.set()

    assert ended.wait(30)
