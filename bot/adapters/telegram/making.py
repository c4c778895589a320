"""Papers, made beside the answers.

Rule: one at a time, in a thread: a guide takes a second of processor, and a class that plays must not wait for several.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from bot.core.turn import Chart

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from bot.core.script import Script
    from bot.core.turn import Paper
    from bot.papers.made import File

#: So many are kept, for the facilitator who presses twice, and for the next one: half a megabyte each at most.
_MOST_KEPT: Final = 16


#: So many may be asked for at once: an update waits until its paper is sent, and a hundred that wait stop all others.
MOST_AT_ONCE: Final = 3


class Busy(Exception):  # noqa: N818 - named by what is the matter
    """Too many papers are being made; one may ask again soon."""


class Making:
    """Makes papers from the content that is played, and keeps the last ones in memory."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._one_at_a_time = asyncio.Lock()
        self._asked = 0
        self._kept: dict[Paper, File] = {}
        self._of: tuple[Script | None, int] = (None, 0)

    async def made(self, paper: Paper, script: Script) -> File:
        """Make a paper, or give it again as long as the content and the day are the same. Raises Busy."""
        if self._asked >= MOST_AT_ONCE:
            raise Busy
        self._asked += 1
        try:
            return await self._made(paper, script)
        finally:
            self._asked -= 1

    async def _made(self, paper: Paper, script: Script) -> File:
        async with self._one_at_a_time:
            today = self._clock().date()
            if self._of[0] is not script or self._of[1] != today.toordinal():
                self._kept, self._of = {}, (script, today.toordinal())
            if isinstance(paper, Chart):  # what a group did is held no longer than it takes to send
                return await asyncio.to_thread(_made, paper, script, today)
            if paper not in self._kept:
                self._kept[paper] = await asyncio.to_thread(_made, paper, script, today)
                for old in list(self._kept)[:-_MOST_KEPT]:
                    del self._kept[old]
            return self._kept[paper]


def _made(paper: Paper, script: Script, today: date) -> File:
    # Loaded when it is used: fonts and pictures take a tenth of a gigabyte.
    from bot.papers.made import made  # noqa: PLC0415 - see above

    return made(paper, script, today)
