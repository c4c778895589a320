"""Rule: an update is confirmed by asking for a later one, and only so; once confirmed it is gone for ever.

The queue of updates, as Telegram keeps it: unconfirmed updates are given again and again, oldest first; they are
forgotten by themselves only when they are too old (a message after a day, a pressed button after 150 seconds).
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tests.botapi.rules import CONFLICT, ApiError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.botapi.text import Raw

#: All kinds but these come when the bot never said what it wants.
ASKED_FOR: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KINDS: Final = ASKED_FOR | {
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_join_request",
}
#: Seconds an update waits for the bot, by kind; a day for the others.
LIFETIMES: Final = {"callback_query": 150.0, "inline_query": 30.0}
DAY: Final = 86_400.0
#: An offset further ahead than this is not believed.
FUTURE: Final = 10
#: The real server gathers for this long what comes together.
GATHER: Final = 0.002
#: Repeating an offset within this time waits this long, when there is nothing to give; …
IMPATIENT: Final = 3.0
#: … and within this time gets one update only.
VERY_IMPATIENT: Final = 0.5


@dataclass(slots=True, eq=False)
class Pushed:
    """One update, and what became of it. Times are monotonic; None when it did not happen.

    `body` is what the person did: a message, or a query.
    `dropped` says why it was never to be given, or no longer: "unwanted", "expired" or "cleared".
    """

    update_id: int
    kind: str
    chat: int
    body: Raw
    pushed: float
    expires: float
    delivered: float | None = None
    deliveries: int = 0
    confirmed: float | None = None
    dropped: str = ""


class Queue:
    """Updates on their way to the bot."""

    def __init__(self, now: Callable[[], float], first: int, *, keep: bool) -> None:
        """`now` is a clock that tests can move; with `keep`, confirmed updates stay in `history`."""
        self.allowed = KINDS - ASKED_FOR
        self.history: list[Pushed] = []
        self.counts: Counter[str] = Counter()
        self.next_id = first
        self.strict_polls = True
        self._now = now
        self._keep = keep
        self._pending: dict[int, tuple[Pushed, bytes]] = {}
        self._poll: asyncio.Future[None] | None = None
        self._gathering: asyncio.TimerHandle | None = None
        self._soonest = float("inf")
        self._last_offset: int | None = None
        self._last_asked = float("-inf")

    def __len__(self) -> int:
        return len(self._pending)

    def push(self, kind: str, body: Raw, chat: int, time: float) -> Pushed:
        """Add an update; when the bot did not ask for its kind, it is dropped at once and has the id 0."""
        if kind not in KINDS:
            raise ValueError(f"no such kind of update: {kind}")
        expires = self._now() + LIFETIMES.get(kind, DAY)
        if kind not in self.allowed:
            self.counts["unwanted"] += 1
            return Pushed(0, kind, chat, body, time, expires, dropped="unwanted")
        update = Pushed(self.next_id, kind, chat, body, time, expires)
        self.next_id += 1
        raw = json.dumps({"update_id": update.update_id, kind: body}, ensure_ascii=False).encode(errors="surrogatepass")
        self._pending[update.update_id] = (update, raw)
        self._soonest = min(self._soonest, expires)
        self.counts["pushed"] += 1
        if self._keep:
            self.history.append(update)
        self._wake()
        return update

    def allow(self, kinds: Iterable[Any]) -> None:
        """Remember what the bot wants; an empty list means the usual kinds."""
        allowed = KINDS & {str(kind) for kind in kinds} or KINDS - ASKED_FOR
        if allowed != self.allowed:
            self.allowed = allowed
            self._soonest = float("-inf")

    async def get(self, offset: int, limit: int, timeout: float, time: Callable[[], float]) -> list[Pushed]:  # noqa: ASYNC109 - the API's own word
        """Confirm, and give what is next, waiting for it when there is nothing. Raises ApiError (409)."""
        limit, timeout = self._slowed(offset, limit, timeout, time())
        found = self.take(offset, limit, time())
        self.interrupt(ApiError(409, CONFLICT))
        if found or timeout <= 0:
            return found
        try:
            async with asyncio.timeout(timeout):
                while not found:
                    await self._woken()
                    found = self.take(offset, limit, time())
        except TimeoutError:
            return []
        return found

    async def _woken(self) -> None:
        self._poll = mine = asyncio.get_running_loop().create_future()
        try:
            await mine
        finally:
            if self._poll is mine:
                self._poll = None

    def take(self, offset: int, limit: int, time: float) -> list[Pushed]:
        """Confirm everything before the offset; return what is next."""
        if offset < 0:
            self.clear(keep=-offset)
        elif offset <= self.next_id + FUTURE:
            self._confirm(offset, time)
        self._drop_unwanted()
        found: list[Pushed] = []
        for update, _ in self._pending.values():
            if len(found) == limit:
                break
            found.append(update)
        return found

    def raw(self, update: Pushed) -> bytes:
        """Return an update as it is sent; empty when it was forgotten meanwhile."""
        return self._pending[update.update_id][1] if update.update_id in self._pending else b""

    def delivered(self, updates: Iterable[Pushed], time: float) -> None:
        """Note that the bot was given these."""
        for update in updates:
            if update.delivered is None:
                update.delivered = time
                self.counts["delivered"] += 1
            update.deliveries += 1

    def clear(self, keep: int = 0) -> None:
        """Forget all but the newest."""
        for number in list(self._pending)[: max(len(self._pending) - keep, 0)]:
            self._drop(number, "cleared")

    def interrupt(self, error: ApiError) -> None:
        """End the poll that waits, with an error."""
        if self._poll and not self._poll.done():
            self._poll.set_exception(error)
        self._poll = None

    def _slowed(self, offset: int, limit: int, timeout: float, time: float) -> tuple[int, float]:
        """Slow down a bot that asks for the same offset again and again, as the real server does."""
        since = time - self._last_asked if self.strict_polls and offset == self._last_offset else float("inf")
        self._last_offset, self._last_asked = offset, time
        if since < IMPATIENT:
            timeout = max(timeout, IMPATIENT)
        return 1 if since < VERY_IMPATIENT else limit, timeout

    def _confirm(self, offset: int, time: float) -> None:
        for number in list(self._pending):
            if number >= offset:
                return
            update, _ = self._pending.pop(number)
            update.confirmed = time
            self.counts["confirmed"] += 1

    def _drop_unwanted(self) -> None:
        now = self._now()
        if now < self._soonest:
            return
        for number, (update, _) in list(self._pending.items()):
            if update.expires <= now:
                self._drop(number, "expired")
            elif update.kind not in self.allowed:
                self._drop(number, "unwanted")
        self._soonest = min((update.expires for update, _ in self._pending.values()), default=float("inf"))

    def _drop(self, number: int, why: str) -> None:
        update, _ = self._pending.pop(number)
        update.dropped = why
        self.counts[why] += 1

    def _wake(self) -> None:
        if self._poll and not self._gathering:
            self._gathering = asyncio.get_running_loop().call_later(GATHER, self._answer_poll)

    def _answer_poll(self) -> None:
        self._gathering = None
        if self._poll and not self._poll.done():
            self._poll.set_result(None)
