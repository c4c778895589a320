"""What groups did: numbers for each scene of each group that was opened, and nothing else.

Rule: the columns below are all there is, and a test holds them. A group is a code that was drawn by lot and what was
suggested to it; no row tells who opened it, who is in it, or a time finer than the week in which it ends.

What an answer adds waits in memory until it is one of several, and reaches the disk as `core.disclosure` lets it out:
blurred, so that the disk holds no true number either. A restart forgets what waits, four answers to a scene at most.
The secret that opens a group is kept as its digest only: whoever has the disk cannot pass for the facilitator.
Adding never fails; writing happens behind, and a full or locked disk only delays it.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import sqlite3
from collections import Counter, defaultdict, deque
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import aiosqlite

from bot.core.disclosure import Found, enough, let_out, shown
from bot.core.invitation import group_of, until, week_of
from bot.tally.counters import LOCK_PATIENCE, WRITE_EVERY, TallyError, made_ready, wiped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from bot.core.turn import Mark, Opening

log = logging.getLogger(__name__)

#: The reviewed list: adding a column means changing the promise, the README and the test.
COLUMNS: Final = {
    "groups": ("code", "secret", "payload", "until"),
    "scenes": ("code", "scene", "choice", "number"),
}
SCHEMA: Final = (
    """
CREATE TABLE IF NOT EXISTS groups (
  code TEXT NOT NULL PRIMARY KEY, secret TEXT NOT NULL UNIQUE, payload TEXT NOT NULL, until INTEGER NOT NULL
) WITHOUT ROWID
""",
    """
CREATE TABLE IF NOT EXISTS scenes (
  code TEXT NOT NULL, scene TEXT NOT NULL, choice TEXT NOT NULL, number INTEGER NOT NULL,
  PRIMARY KEY (code, scene, choice)
) WITHOUT ROWID
""",
)
_OPEN: Final = "INSERT INTO groups (code, secret, payload, until) VALUES (?, ?, ?, ?)"
_OPENED: Final = "SELECT code, payload FROM groups WHERE secret = ? AND until >= ?"
_RUNNING: Final = "SELECT code, secret FROM groups WHERE until >= ?"
_SCENES: Final = "SELECT scene, choice, number FROM scenes WHERE code = ?"
#: Of a group that was erased meanwhile, perhaps by another process, nothing comes back.
_ADD: Final = """
INSERT INTO scenes (code, scene, choice, number)
SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM groups WHERE code = ?1)
ON CONFLICT (code, scene, choice) DO UPDATE SET number = number + excluded.number
"""
_FORGET: Final = ("DELETE FROM scenes WHERE code = ?", "DELETE FROM groups WHERE code = ?")
_FORGET_OVER: Final = (
    "DELETE FROM scenes WHERE code IN (SELECT code FROM groups WHERE until < ?)",
    "DELETE FROM groups WHERE until < ?",
)
#: Scenes that wait. A group has twenty or sixty; beyond this something is wrong, and what comes is not counted: memory
#: stays bounded.
MOST_WAITING: Final = 50_000
#: Groups at once. Anybody may make one; a school board has a thousand.
MOST_GROUPS: Final = 20_000
#: Secrets that no group here has are looked up so often in a minute; a right one is never held back by them. (Nobody
#: guesses 128 bits: this keeps the disk quiet.)
MOST_GUESSES: Final = 30
_GUESSES_IN: Final = timedelta(minutes=1)

#: code, scene
Key = tuple[str, str]


class Groups:
    """The groups of one SQLite file."""

    def __init__(
        self, database: aiosqlite.Connection, clock: Callable[[], datetime], chance: Callable[[], int]
    ) -> None:
        """`chance` gives lots of `LOT_BITS` bits."""
        self._database = database
        self._clock = clock
        self._chance = chance
        self._running: frozenset[str] = frozenset()
        self._secrets: frozenset[str] = frozenset()
        self._guessed: deque[datetime] = deque(maxlen=MOST_GUESSES)
        self._waiting: dict[Key, Counter[str]] = {}
        self._let_out: defaultdict[Key, Counter[str]] = defaultdict(Counter)
        self._unwiped = False
        self._failing = False
        self._writing = asyncio.Lock()

    @classmethod
    async def open(cls, path: str, clock: Callable[[], datetime], chance: Callable[[], int]) -> Groups:
        """Open the file, making it when it is not there. Raises TallyError."""
        made_ready(path, SCHEMA)
        database = await aiosqlite.connect(path, timeout=LOCK_PATIENCE)
        await database.execute("PRAGMA secure_delete = ON")
        groups = cls(database, clock, chance)
        groups._unwiped = True  # what an earlier life could not wipe
        await groups.write()
        return groups

    # ---- adding

    def add(self, marks: Iterable[Mark]) -> None:
        """Add one to each number, in memory. What is marked for a group nobody opened is nobody's, and is dropped."""
        for mark in marks:
            key = (mark.group, mark.scene)
            if mark.group not in self._running or (key not in self._waiting and len(self._waiting) >= MOST_WAITING):
                continue
            waiting = self._waiting.setdefault(key, Counter(dict.fromkeys(mark.among, 0)))
            waiting[mark.choice] += 1
            if enough(waiting):
                self._let_out[key].update(let_out(waiting, self._chance))
                del self._waiting[key]

    async def write(self) -> bool:
        """Write what was let out, forget what is over, and look which groups there are.

        Returns whether it worked; what was not written waits.
        """
        async with self._writing:
            worked = await self._write()
        if worked and self._failing:
            log.info("group results written again")
        self._failing = not worked
        return worked

    async def _write(self) -> bool:
        news, self._let_out = self._let_out, defaultdict(Counter)
        rows = [(*key, choice, number) for key, numbers in news.items() for choice, number in numbers.items()]
        try:
            if rows:
                await self._database.executemany(_ADD, rows)
                await self._database.commit()
                news, self._unwiped = defaultdict(Counter), True
            await self._forget_over()
            running = {row[0]: row[1] async for row in await self._all(_RUNNING, self._week())}
            await self._wipe()
        except sqlite3.Error as error:
            await self._undo()
            for key, numbers in news.items():
                self._let_out[key].update(numbers)
            if not self._failing:
                log.warning("group results not written, will try again: %s", type(error).__name__)
            return False
        self._running, self._secrets = frozenset(running), frozenset(running.values())
        return True

    async def _all(self, question: str, *values: object) -> aiosqlite.Cursor:
        return await self._database.execute(question, values)

    async def _forget_over(self) -> None:
        gone = 0
        for order in _FORGET_OVER:
            gone += (await self._database.execute(order, (self._week(),))).rowcount
        await self._database.commit()
        self._unwiped = self._unwiped or bool(gone)

    async def _wipe(self) -> None:
        """Let nothing stay in the journal, which tells in which order things came, and holds what was forgotten.

        While somebody else reads the file that cannot be done, and is tried again at the next write.
        """
        if self._unwiped:
            self._unwiped = not await wiped(self._database)

    async def _undo(self) -> None:
        try:
            await self._database.rollback()
        except sqlite3.Error:
            log.debug("no transaction to undo")

    def _week(self) -> int:
        return week_of(self._clock().date())

    # ---- opening, looking, erasing

    async def found(self, opening: Opening) -> bool:
        """Keep a new group; say whether it is on the disk. It is not when there are `MOST_GROUPS`."""
        code, secret = group_of(opening.payload), digest_of(opening.key)
        async with self._writing:
            if len(self._running) >= MOST_GROUPS:
                log.warning("a group cannot be kept: there are %d", MOST_GROUPS)
                return False
            try:
                await self._database.execute(_OPEN, (code, secret, opening.payload, until(opening.payload)))
                await self._database.commit()
            except sqlite3.Error as error:
                await self._undo()
                log.warning("a group cannot be kept: %s", type(error).__name__)
                return False
            self._running |= {code}
            self._secrets |= {secret}
            self._unwiped = True
        return True

    async def look(self, key: str) -> Found | None:
        """Give what may be told of the group a secret opens; None when there is none, or no more.

        Raises TallyError when the file cannot be read.
        """
        digest = digest_of(key)
        if digest not in self._secrets and not self._may_guess():
            return None
        if self._let_out:
            # Whoever looks may go away meanwhile; a write that has begun ends all the same.
            await asyncio.shield(self.write())
        scenes: defaultdict[str, dict[str, int]] = defaultdict(dict)
        async with self._writing:
            try:
                row = await (await self._all(_OPENED, digest, self._week())).fetchone()
                if row is None:
                    return None
                async for scene, choice, number in await self._all(_SCENES, row[0]):
                    scenes[scene][choice] = number
            except sqlite3.Error as error:
                raise TallyError(f"Group results cannot be read: {type(error).__name__}.") from None
        told = {scene: shown(numbers) for scene, numbers in scenes.items()}
        return Found(row[1], {scene: numbers for scene, numbers in told.items() if numbers})

    def _may_guess(self) -> bool:
        """Say whether a secret that is not known here may be looked up on the disk: another process may keep it."""
        now = self._clock()
        if len(self._guessed) == MOST_GUESSES and now - self._guessed[0] < _GUESSES_IN:
            return False
        self._guessed.append(now)
        return True

    async def erase(self, key: str) -> bool:
        """Forget the group a secret opens; say whether nothing of it is left in the file or beside it."""
        async with self._writing:
            try:
                row = await (await self._all(_OPENED, digest_of(key), 0)).fetchone()
                if row:
                    await self._erase(row[0], digest_of(key))
                await self._wipe()
            except sqlite3.Error as error:
                await self._undo()
                log.warning("a group cannot be erased: %s", type(error).__name__)
                return False
        return not self._unwiped

    async def _erase(self, code: str, secret: str) -> None:
        self._running -= {code}
        self._secrets -= {secret}
        for held in (self._waiting, self._let_out):
            for key in [key for key in held if key[0] == code]:
                del held[key]
        for order in _FORGET:
            await self._database.execute(order, (code,))
        await self._database.commit()
        self._unwiped = True

    async def keep_writing(self) -> None:
        """Write now and then, until cancelled."""
        while True:
            await asyncio.sleep(WRITE_EVERY)
            # A write that has begun ends, also when this loop is stopped meanwhile; `close` waits for it.
            await asyncio.shield(self.write())

    async def close(self) -> None:
        """Write what was let out and close the file; what waits is forgotten."""
        await self.write()
        await self._database.close()


def digest_of(key: str) -> str:
    """Give what is kept of a secret: 256 bits of a digest; a secret of 128 bits cannot be guessed from it."""
    return hashlib.blake2s(key.encode()).hexdigest()
