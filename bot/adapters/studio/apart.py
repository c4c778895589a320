"""Work that takes seconds, beside the loop that answers clicks.

Rule: whoever stops the studio does not wait for it. The threads of `asyncio.to_thread` are waited for at the end.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")


async def apart(work: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
    """Do some work in a thread of its own; give what it gives, raise what it raises."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[R] = loop.create_future()

    def run() -> None:
        try:
            result = work(*arguments, **named)
        except Exception as error:  # noqa: BLE001 - it is raised again where it is awaited
            tell(partial(done.set_exception, error))
        else:
            tell(partial(done.set_result, result))

    def tell(end: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop has ended meanwhile: nobody is there to be told
            loop.call_soon_threadsafe(lambda: None if done.done() else end())

    Thread(target=run, daemon=True).start()
    return await done
