"""Everything that goes to Telegram passes here.

Rule: danger first, then replies, then the rest; within one rank, in order of arrival.
A call is repeated until Telegram has answered it: network lost, 5xx, time-outs and 429 are waited out, and Telegram's
own `retry_after` is honoured.
What Telegram refuses for good (400, 403) is told to the caller as a `Refused`.
"""

from __future__ import annotations

import asyncio
import enum
import heapq
import logging
from typing import TYPE_CHECKING, Any, Final

from bot.adapters.telegram.client import CallError, Denied, Flooded

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

#: Calls on their way at once. Telegram answers in about 0.1 s, so this many keep a pace of hundreds a second.
MOST_AT_ONCE: Final = 48
#: Waits between tries, doubling from the first to the longest; chance spreads them, so that chats do not march in step.
FIRST_WAIT: Final = 0.25
LONGEST_WAIT: Final = 15.0


class Rank(enum.IntEnum):
    """Who goes first."""

    DANGER = 0
    REPLY = 1
    REST = 2


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error of ours
    """Telegram will not do this, however often it is asked. `reason` is one of the words below."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


#: What Telegram's refusals say -> one word. Anything else is "refused".
_REASONS: Final = {
    "message is not modified": "same",
    "message to edit not found": "gone",
    "message can't be edited": "gone",
    "message to delete not found": "gone",
    "message can't be deleted": "gone",
    "query is too old": "late",
    "blocked by the user": "blocked",
    "user is deactivated": "blocked",
    "not a member": "blocked",
    "was kicked": "blocked",
}


class _Gate:
    """Lets calls through at a pace, the most urgent first."""

    def __init__(self, per_second: float, now: Callable[[], float]) -> None:
        self._pace = 1 / per_second
        self._burst = max(1.0, per_second)
        self._now = now
        self._free_at = 0.0
        self._held_until = 0.0
        self._inside = 0
        self._order = 0
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._alarm: asyncio.TimerHandle | None = None

    async def enter(self, rank: Rank) -> None:
        """Wait for a place; danger does not wait while others are held. Must be followed by `leave`."""
        if rank is Rank.DANGER and self._inside < MOST_AT_ONCE and self._held_until > self._now():
            self._take()
            return
        if not self._waiting and self._wait() <= 0:
            self._take()
            return
        self._order += 1
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (rank, self._order, place))
        self._look_again()
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self.leave()
            raise

    def leave(self) -> None:
        """Give the place to the next one."""
        self._inside -= 1
        self._let_in()

    def hold(self, seconds: float) -> None:
        """Let nobody through for a while: Telegram is flooded, not one chat."""
        self._held_until = max(self._held_until, self._now() + seconds)

    def _take(self) -> None:
        self._inside += 1
        self._free_at = max(self._free_at, self._now() - self._burst * self._pace) + self._pace

    def _wait(self) -> float:
        """Seconds until a place may be taken; infinity when one must be left first."""
        if self._inside >= MOST_AT_ONCE:
            return float("inf")
        return max(self._free_at, self._held_until) - self._now()

    def _let_in(self) -> None:
        while self._waiting and self._wait() <= 0:
            _, _, place = heapq.heappop(self._waiting)
            if not place.done():
                self._take()
                place.set_result(None)
        self._look_again()

    def _look_again(self) -> None:
        """Ask the loop to open the gate when time allows."""
        wait = self._wait()
        if self._alarm is None and self._waiting and wait < float("inf"):
            self._alarm = asyncio.get_running_loop().call_later(max(wait, 0.0), self._rung)

    def _rung(self) -> None:
        self._alarm = None
        self._let_in()


class Outbox:
    """Makes calls in order of rank, within Telegram's limits, until they are answered."""

    def __init__(
        self,
        call: Callable[[str, dict[str, Any]], Awaitable[Any]],
        per_second: float,
        chance: Callable[[], float],
    ) -> None:
        """`per_second`: messages a second Telegram lets this bot send. `chance` gives numbers in 0..1."""
        self._call = call
        self._chance = chance
        self._gate = _Gate(per_second, asyncio.get_running_loop().time)
        self._flooded = 0

    async def send(self, rank: Rank, method: str, parameters: dict[str, Any]) -> Any:
        """Make one call and return Telegram's result. Raises Refused; otherwise returns only once it is answered."""
        tries = 0
        while True:
            await self._gate.enter(rank)
            try:
                return await self._call(method, parameters)
            except Denied as error:
                raise Refused(_reason(error)) from None
            except Flooded as error:
                wait = error.seconds
                log.info("%s: told to wait %.0f s", method, wait)
            except CallError as error:
                # No answer; or the token was withdrawn, which the poller meets too, and then everything stops.
                wait = self._next_wait(tries)
                log.info("%s: no answer (%s %s), try %d follows", method, type(error).__name__, error, tries + 2)
            finally:
                self._gate.leave()
            tries += 1
            await self._pause(wait)

    async def once(self, method: str, parameters: dict[str, Any]) -> None:
        """Make one call that may fail without harm, such as stopping the spinner on a pressed button."""
        try:
            await self._call(method, parameters)
        except CallError as error:
            log.debug("%s: left undone (%s)", method, type(error).__name__)

    def _next_wait(self, tries: int) -> float:
        longest = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(tries, 10))
        return float(longest * (0.5 + self._chance() / 2))

    async def _pause(self, seconds: float) -> None:
        """Wait alone; when several chats are told to wait at once, the limit is the bot's, and all wait."""
        self._flooded += 1
        try:
            if self._flooded > MOST_AT_ONCE // 8:
                self._gate.hold(seconds)
            await asyncio.sleep(seconds)
        finally:
            self._flooded -= 1


def _reason(error: Denied) -> str:
    said = error.why.lower()
    return next((word for part, word in _REASONS.items() if part in said), "refused")
