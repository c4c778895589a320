"""How many wrong keys are looked at, and how many boards are open at the same time.

Rule: only failures are held back, and nobody is remembered for them: a right key always opens, whoever guesses beside
it. Both limits are of the whole process.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from bot.adapters.board.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Wrong keys that are answered at once, and the seconds until there is room for one more.
MOST_WRONG: Final = 10
ONE_MORE: Final = 6.0
#: A board that found no place asks again after so many seconds.
FULL_WAIT: Final = 15


class WrongKeys:
    """A bucket of tokens; each wrong key takes one."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        """`seconds` never run backwards."""
        self._seconds = seconds
        self._left = float(MOST_WRONG)
        self._at = seconds()

    def one_more(self) -> Refused:
        """Count one, and give what to answer: 404 for a group that is not there, 429 when there were too many."""
        now = self._seconds()
        self._left = min(MOST_WRONG, self._left + (now - self._at) / ONE_MORE)
        self._at = now
        if self._left < 1:
            return Refused(429, "many", (1 - self._left) * ONE_MORE)
        self._left -= 1
        return Refused(404, "unknown")


class Places:
    """As many as there are boards at the same time."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.taken = 0

    @contextmanager
    def one(self) -> Iterator[None]:
        """Take a place while the block lasts. Raises Refused when there is none."""
        if self.taken >= self._most:
            raise Refused(503, "full", FULL_WAIT)
        self.taken += 1
        try:
            yield
        finally:
            self.taken -= 1
