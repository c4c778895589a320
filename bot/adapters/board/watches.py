"""Groups that are looked at on some board right now.

Rule: a group is asked for once, however many boards show it, and no longer than one of them does.
Keys stand in memory while a board is open, and in nothing that is written: no name of a task, no text of an error.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.core.disclosure import Found

log = logging.getLogger(__name__)


class Groups(Protocol):
    """Where groups are kept."""

    async def look(self, key: str) -> Found | None:
        """Give what may be told of the group that a key opens; None when there is none, or none any more."""


class Watch:
    """What is told of one group. `state`: still there; erased or expired; or it cannot be asked for right now."""

    def __init__(self, told: str) -> None:
        self.told = told
        self.state: Literal["open", "gone", "lost"] = "open"
        self.boards = 0
        self.asking: asyncio.Task[None] | None = None
        self.changed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def note(self, told: str, state: Literal["open", "gone", "lost"] = "open") -> None:
        """Take what is told now; whoever waits for `changed` goes on when it is something else."""
        if (told, state) == (self.told, self.state):
            return
        self.told, self.state = told, state
        was, self.changed = self.changed, asyncio.get_running_loop().create_future()
        was.set_result(None)


class Watches:
    """All groups that are looked at."""

    def __init__(self, groups: Groups, tell: Callable[[Found], str], every: float) -> None:
        """`tell` writes what a board is told; `every` is in seconds."""
        self._groups = groups
        self._tell = tell
        self._every = every
        self._open: dict[str, Watch] = {}

    async def first(self, key: str) -> str | None:
        """Give what is told of a group at once; None when there is no such group. Raises what `look` raises."""
        if key in self._open:
            return self._open[key].told
        found = await self._groups.look(key)
        return None if found is None else self._tell(found)

    def boards(self, key: str) -> int:
        """Say on how many boards a group is looked at."""
        return self._open[key].boards if key in self._open else 0

    @contextmanager
    def joined(self, key: str, first: str) -> Iterator[Watch]:
        """Watch a group while the block lasts; `first` is what is told of it so far."""
        watch = self._open.get(key)
        if watch is None:
            watch = self._open[key] = Watch(first)
            watch.asking = asyncio.create_task(self._keep_asking(key, watch), name="a group is looked at")
        watch.boards += 1
        try:
            yield watch
        finally:
            watch.boards -= 1
            if not watch.boards:
                self._close(key, watch)

    async def _keep_asking(self, key: str, watch: Watch) -> None:
        while watch.state == "open":
            await asyncio.sleep(self._every)
            try:
                found = await self._groups.look(key)
                told = "" if found is None else self._tell(found)
            except Exception as error:
                log.error("a group cannot be looked at", exc_info=error)  # noqa: TRY400 - told by type and place
                watch.note(watch.told, "lost")
            else:
                watch.note(told or watch.told, "open" if told else "gone")
        self._forget(key, watch)

    def _close(self, key: str, watch: Watch) -> None:
        if watch.asking:
            watch.asking.cancel()
        self._forget(key, watch)

    def _forget(self, key: str, watch: Watch) -> None:
        """Let a board that comes later ask anew."""
        if self._open.get(key) is watch:
            del self._open[key]
