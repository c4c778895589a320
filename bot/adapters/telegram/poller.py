"""At-least-once polling.

Rule: an update is confirmed to Telegram only when its handling has ended.
Telegram confirms by prefix: asking for updates from `offset` on confirms all before it.
So `offset` is always the oldest update still in hand, or the one after the newest when none is; what comes again,
because it is still in hand or was finished out of order, is known by its id and not handled twice.
Killed at any moment, the process has confirmed only what was answered.

Updates of one chat are handled one after the other, those of different chats side by side.
Who sends faster than can be answered gets one answer to many updates, to the danger among them or else to the last:
answered one by one, one chat's burst would fill the window for minutes, and nobody else would be seen. They too are
confirmed only once that answer is sent.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from typing import TYPE_CHECKING, Any, Final, Literal

from bot.adapters.telegram.client import CallError, Conflict, Flooded, UnknownToken
from bot.adapters.telegram.updates import WANTED, chat_key

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

#: https://core.telegram.org/bots/api#getupdates: 1 to 100. It is also the most updates in hand: Telegram shows no
#: further than this beyond the oldest unconfirmed one, so memory is bounded and the rest waits there, not here.
MOST_IN_HAND: Final = 100
#: Updates of one chat that wait for an answer of their own: a tenth of the window, ten seconds at Telegram's pace for
#: one chat. Those before them are answered together.
MOST_WAITING: Final = 10
#: Of those, so many that are urgent have their own answer, the latest ones: the help in it is the same.
MOST_URGENT: Final = 3
#: Seconds Telegram may hold the line when nothing is new.
LONG_POLL: Final = 50
#: Seconds between two looks for new updates while some are in hand, doubling while nothing moves.
#: Telegram shows less, and later, to whoever asks again from the same offset within half a second.
SHORTEST_PAUSE: Final = 0.05
SAME_OFFSET_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 2.0
#: Seconds a stop waits for what was fetched; a service manager kills later than this.
STOP_PATIENCE: Final = 25.0
_FIRST_WAIT: Final = 0.5
_LONGEST_WAIT: Final = 30.0

Raw = dict[str, Any]


class Poller:
    """Fetches updates, hands them out, confirms what is done."""

    def __init__(
        self,
        fetch: Callable[[Raw, float], Awaitable[list[Raw]]],
        handle: Callable[[Raw], Awaitable[None]],
        is_urgent: Callable[[Raw], bool] = lambda _: False,
    ) -> None:
        """`fetch(parameters, patience)` calls getUpdates; `handle(update)` ends when the update is answered.

        `is_urgent(update)` says which of many updates of one chat are answered, whatever else it sends.
        """
        self._fetch = fetch
        self._handle = handle
        self._is_urgent = is_urgent
        self._in_hand: dict[int, asyncio.Task[None] | None] = {}
        self._done: set[int] = set()
        self._next = 0
        self._confirmed = 0
        self._queues: dict[object, deque[Raw]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Fetch no more; `run` then ends by itself."""
        self._stopping.set()

    async def run(self) -> None:
        """Poll until stopped. Raises UnknownToken when Telegram no longer knows the token."""
        stopping = asyncio.ensure_future(self._stopping.wait())
        try:
            await self._poll(stopping)
        finally:
            stopping.cancel()
            await self._finish()

    async def _poll(self, stopping: asyncio.Future[Literal[True]]) -> None:
        wait = _FIRST_WAIT
        pause = SHORTEST_PAUSE
        while not stopping.done():
            fetching = asyncio.ensure_future(self._fetch_new())
            await asyncio.wait((fetching, stopping), return_when=asyncio.FIRST_COMPLETED)
            if not fetching.done():
                fetching.cancel()
                await asyncio.wait((fetching,))
                return
            error = fetching.exception()
            if isinstance(error, UnknownToken):
                raise error
            if error is not None:
                seconds = error.seconds if isinstance(error, Flooded) else wait
                _tell(error, seconds)
                await asyncio.wait((stopping,), timeout=seconds)
                wait = min(wait * 2, _LONGEST_WAIT)
                continue
            wait = _FIRST_WAIT
            pause = SHORTEST_PAUSE if fetching.result() else min(pause * 2, LONGEST_PAUSE)
            await self._breathe(pause, stopping)

    async def _fetch_new(self) -> int:
        """Fetch once, hand out what is new, say how many that were. Confirms all updates before the oldest in hand."""
        hold = 0 if self._in_hand else LONG_POLL
        offset = self._offset()
        parameters = {"offset": offset, "limit": MOST_IN_HAND, "timeout": hold, "allowed_updates": WANTED}
        self._confirmed = offset
        try:
            found = await self._fetch(parameters, hold + 10.0)
        except CallError:
            self._confirmed = 0
            raise
        self._done = {number for number in self._done if number >= offset}
        new = [raw for raw in found if raw["update_id"] not in self._in_hand and raw["update_id"] not in self._done]
        for raw in new:
            self._take(raw)
        return len(new)

    def _offset(self) -> int:
        return min(self._in_hand, default=self._next)

    def _take(self, raw: Raw) -> None:
        number: int = raw["update_id"]
        self._next = max(self._next, number + 1)
        self._in_hand[number] = None
        key = chat_key(raw)
        queue = self._queues.get(key)
        if queue is not None:
            queue.append(raw)
            return
        self._queues[key] = deque((raw,))
        task = asyncio.get_running_loop().create_task(self._serve(key))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, key: object) -> None:
        """Handle the updates of one chat, in order, until there are none."""
        queue = self._queues[key]
        try:
            while queue:
                taken = [queue.popleft() for _ in range(max(1, len(queue) - MOST_WAITING))]
                for raw in await self._to_answer(taken):
                    try:
                        await self._handle(raw)
                    except Exception:
                        # Whatever it was is told and over: repeating a bug would only repeat it.
                        log.exception("an update could not be handled")
                for raw in taken:
                    del self._in_hand[raw["update_id"]]
                    self._done.add(raw["update_id"])
                if not self._in_hand:
                    self._idle.set()
        finally:
            del self._queues[key]

    async def _to_answer(self, taken: list[Raw]) -> list[Raw]:
        """Choose the updates whose answers stand for all that were taken together."""
        if len(taken) == 1:
            return taken
        urgent = []
        for raw in taken:
            if self._is_urgent(raw):
                urgent.append(raw)
            await asyncio.sleep(0)  # looking at long messages takes a while, and others wait
        return urgent[-MOST_URGENT:] or taken[-1:]

    async def _breathe(self, pause: float, stopping: asyncio.Future[Literal[True]]) -> None:
        """While updates are in hand, wait until all are answered, or until it is time to look for others.

        When the oldest one is still in hand, or the window is full, looking again can bring little: it can wait longer.
        """
        loop = asyncio.get_running_loop()
        began = loop.time()
        asked_from = self._offset()
        while self._in_hand and not stopping.done():
            full = max(self._in_hand) - min(self._in_hand) + 1 >= MOST_IN_HAND
            same = self._offset() == asked_from
            patience = LONGEST_PAUSE if full else max(pause, SAME_OFFSET_PAUSE) if same else pause
            left = began + patience - loop.time()
            if left <= 0:
                return
            # Woken when nothing is left in hand; looking now and then besides costs less than being woken by each.
            self._idle.clear()
            idle = asyncio.ensure_future(self._idle.wait())
            await asyncio.wait((idle, stopping), timeout=min(left, SHORTEST_PAUSE), return_when=asyncio.FIRST_COMPLETED)
            idle.cancel()

    async def _finish(self) -> None:
        """Let what was fetched be answered, then confirm it; what is not answered in time stays unconfirmed."""
        waiting = len(self._in_hand)
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=STOP_PATIENCE)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)
        if self._offset() > self._confirmed:
            try:
                await self._fetch({"offset": self._offset(), "limit": 1, "timeout": 0}, 5.0)
            except CallError as error:
                log.warning(
                    "the last answers could not be confirmed (%s): they will be given again", type(error).__name__
                )
        log.info(
            "stopped: %d answered on the way out, %d left for the next start",
            waiting - len(self._in_hand),
            len(self._in_hand),
        )


def _tell(error: BaseException, seconds: float) -> None:
    if isinstance(error, Conflict):
        log.error("another process fetches updates with this token, or a webhook is set; stop one of the two")
    elif isinstance(error, CallError):
        log.warning("Telegram cannot be reached (%s), next try in %.1f s", error, seconds)
    else:
        log.error("fetching updates broke, next try in %.1f s", seconds, exc_info=error)
