"""One turn of one person, from Turn to Outcome.

Rule: the same for every adapter, and nothing is remembered between two turns.
What the core may not know by itself (the time, what is held) is handed in here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.core import engine, screens
from bot.core.turn import Count, Danger, Held, Lang, Moment, Outcome
from bot.core.understand import understand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from bot.core.script import Script
    from bot.core.turn import Press, Turn


class Tally(Protocol):
    """Where counts go. It must not fail and must not wait: a counter never holds up a teen."""

    def add(self, counts: Iterable[Count]) -> None:
        """Add one to each counter."""

    def held(self) -> Held:
        """Say what is held."""


class Uncounted:
    """A tally that holds nothing, for the terminal and for tests."""

    def add(self, counts: Iterable[Count]) -> None:
        """Forget the counts."""

    def held(self) -> Held:
        """Hold nothing."""
        return Held()


class Conversation:
    """The bot as every adapter sees it."""

    def __init__(  # noqa: PLR0913 - all that the core may not know by itself
        self,
        script: Script,
        clock: Callable[[], datetime],
        tally: Tally,
        chance: Callable[[], int],
        address: str = "",
        film: str = "",
    ) -> None:
        """`clock` gives local time in Québec, `chance` a number of 16 bits.

        `script` may be set to another content between two turns: nothing is remembered of the one before.
        `address` is where the bot can be written to in private, `film` where a real film can be seen.
        """
        self.script = script
        self._chance = chance
        self._film = film
        self._clock = clock
        self._tally = tally
        self._address = address

    def answer(self, turn: Turn) -> Outcome:
        """Answer one turn: exactly one reply."""
        outcome = engine.step(understand(turn, self.script), self.script, self._moment())
        self._tally.add(outcome.counts)
        return outcome

    def hears_danger(self, turn: Turn) -> bool:
        """Say whether a turn's words hold danger, without answering or counting it."""
        return isinstance(understand(turn, self.script), Danger)

    def data(self, press: Press) -> str:
        """Write what a button carries. It is the same whatever the content: ids are written, not places in it."""
        return self.script.codec.encode(press)

    def sorry(self, lang: Lang) -> Outcome:
        """Answer when something broke on our side: nothing is the teen's fault, and help is still there."""
        return Outcome(screens.notice("sorry", lang, self.script, self._moment()))

    def _moment(self) -> Moment:
        return Moment(self._clock(), self._tally.held, self._address, self._chance, self._film)
