"""One turn of one person, from Turn to Outcome.

Rule: the same for every adapter, and nothing is remembered between two turns.
What the core may not know by itself (the time, what is held) is handed in here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from bot.core import engine, screens
from bot.core.facilitating import SCREENS
from bot.core.turn import Act, Count, Danger, Go, Held, Lang, Moment, Outcome
from bot.core.understand import understand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from bot.core.disclosure import Found
    from bot.core.script import Script
    from bot.core.turn import Mark, Opening, Press, Turn


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


class Groups(Protocol):
    """Where groups are kept."""

    def add(self, marks: Iterable[Mark]) -> None:
        """Add one to each total. It must not fail and must not wait."""

    async def found(self, opening: Opening) -> bool:
        """Keep a new group; say whether it is kept."""

    async def look(self, key: str) -> Found | None:
        """Give what may be told of the group a secret opens; None when there is none."""

    async def erase(self, key: str) -> bool:
        """Forget the group a secret opens; say whether it is gone."""


@dataclass(frozen=True, slots=True)
class Groupwork:
    """What is needed to keep groups: where they are kept, and what draws the code of one and its secret.

    `board` is the address of the page that shows results, "" without one.
    """

    groups: Groups
    new_code: Callable[[], str]
    new_key: Callable[[], str]
    board: str = ""


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
        groupwork: Groupwork | None = None,
    ) -> None:
        """`clock` gives local time in Québec, `chance` a number of 16 bits; without `groupwork` no group is kept.

        `script` may be set to another content between two turns: nothing is remembered of the one before.
        `address` is where the bot can be written to in private, `film` where a real film can be seen.
        """
        self.script = script
        self._chance = chance
        self._film = film
        self._groupwork = groupwork
        self._clock = clock
        self._tally = tally
        self._address = address

    def answer(self, turn: Turn) -> Outcome:
        """Answer one turn: exactly one reply. For adapters that keep no groups."""
        outcome = engine.step(understand(turn, self.script), self.script, self._moment())
        self._tally.add(outcome.counts)
        return outcome

    async def attend(self, turn: Turn) -> Outcome:
        """Answer one turn as `answer` does, and do for groups what it asks for: look, keep one, erase one.

        What a reply says of a group is done before it is given. Raises what `Groups.look` raises.
        """
        if self._groupwork is None:
            return self.answer(turn)
        groups, intent = self._groupwork.groups, understand(turn, self.script)
        key = intent.place.key if isinstance(intent, Go) and intent.place.screen in SCREENS else ""
        found = await groups.look(key) if key else None
        outcome = engine.step(intent, self.script, self._moment(found))
        if outcome.opens and not await groups.found(outcome.opens):
            return self._notice("group-not-kept", outcome.reply.place.lang, Act.BESIDE)
        if outcome.erases and not await groups.erase(outcome.erases):
            return self._notice("sorry", outcome.reply.place.lang, Act.BESIDE)
        self._tally.add(outcome.counts)
        return outcome

    def mark(self, outcome: Outcome) -> None:
        """Add what a turn did for a group, once it is sure that the turn is not taken again."""
        if self._groupwork:
            self._groupwork.groups.add(outcome.marks)

    def hears_danger(self, turn: Turn) -> bool:
        """Say whether a turn's words hold danger, without answering or counting it."""
        return isinstance(understand(turn, self.script), Danger)

    def data(self, press: Press) -> str:
        """Write what a button carries. It is the same whatever the content: ids are written, not places in it."""
        return self.script.codec.encode(press)

    def sorry(self, lang: Lang) -> Outcome:
        """Answer when something broke on our side: nothing is the teen's fault, and help is still there."""
        return self._notice("sorry", lang)

    def busy(self, lang: Lang) -> Outcome:
        """Answer when too many papers are being made."""
        return self._notice("papers-busy", lang, Act.BESIDE)

    def _notice(self, key: str, lang: Lang, *acts: Act) -> Outcome:
        """Say a short word; beside the message that was pressed, where that one can be pressed again."""
        return Outcome(screens.notice(key, lang, self.script, self._moment()), (), acts)

    def _moment(self, found: Found | None = None) -> Moment:
        alone = Moment(self._clock(), self._tally.held, self._address, self._chance, self._film)
        work = self._groupwork
        if work is None:
            return alone
        return replace(alone, groups=True, new_code=work.new_code, new_key=work.new_key, found=found, board=work.board)
