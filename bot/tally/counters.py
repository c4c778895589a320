"""How often something happened, by ISO week, language, event and content. Nothing else is stored.

Rule: the columns below are all there is, and a test holds them; no column may tell a person, an hour or a device.
Counting happens in memory and never fails; writing happens behind, and a full or locked disk only delays it.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import aiosqlite

from bot.core.turn import UNKNOWN_WORDS, Count, Held

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

log = logging.getLogger(__name__)

#: week (2026-W48), language, event, content id -> how often
Key = tuple[str, str, str, str]

#: The reviewed list: adding a column means changing the promise, the README and the test.
COLUMNS: Final = ("week", "lang", "event", "content", "number")
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS counters (
  week TEXT NOT NULL, lang TEXT NOT NULL, event TEXT NOT NULL, content TEXT NOT NULL, number INTEGER NOT NULL,
  PRIMARY KEY (week, lang, event, content)
) WITHOUT ROWID
"""
_ALL: Final = "SELECT week, lang, event, content, number FROM counters"
_ADD: Final = """
INSERT INTO counters (week, lang, event, content, number) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (week, lang, event, content) DO UPDATE SET number = number + excluded.number
"""
#: A smaller count could point at one person of a small group.
FEWEST_SHOWN: Final = 5
#: Words of questions nobody understood: so many kinds are counted in a week. One person could fill a disk with them.
MOST_WORDS_COUNTED: Final = 2000
#: How many of the largest counters `/privacy` prints.
MOST_SHOWN: Final = 6
#: Seconds between two writes: what a crash may lose are this many seconds of counts, and nothing of anybody's.
WRITE_EVERY: Final = 5.0
#: Seconds another process may hold the file before a write is put off.
LOCK_PATIENCE: Final = 2.0


class TallyError(Exception):
    """The counters cannot be opened; the message says what to do."""


class Counters:
    """The counters of one SQLite file."""

    def __init__(self, database: aiosqlite.Connection, clock: Callable[[], datetime], stored: Counter[Key]) -> None:
        self._database = database
        self._clock = clock
        self._all = stored
        self._unwritten: Counter[Key] = Counter()
        self._week = ""
        self._kinds_of_words = 0
        self._failing = False
        self._writing = asyncio.Lock()

    @classmethod
    async def open(cls, path: str, clock: Callable[[], datetime]) -> Counters:
        """Open the file, making it when it is not there. Raises TallyError."""
        made_ready(path, (_SCHEMA,))
        counted = stored(path)
        database = await aiosqlite.connect(path, timeout=LOCK_PATIENCE)
        await database.execute("PRAGMA secure_delete = ON")
        return cls(database, clock, counted)

    def add(self, counts: Iterable[Count]) -> None:
        """Add one to each counter, in memory."""
        week = _week(self._clock())
        if week != self._week:
            self._begin(week)
        for count in counts:
            key = (week, count.lang, count.event, count.content)
            if _words(key) and key not in self._all and self._kinds_of_words >= MOST_WORDS_COUNTED:
                continue
            self._kinds_of_words += _words(key) and key not in self._all
            self._unwritten[key] += 1
            self._all[key] += 1

    def _begin(self, week: str) -> None:
        """Forget the words that few typed in the weeks before: they can become no more."""
        self._week = week
        for key in [key for key in self._unwritten if _words(key) and key[0] != week]:
            if self._all[key] < FEWEST_SHOWN:
                del self._unwritten[key], self._all[key]
        self._kinds_of_words = sum(_words(key) and key[0] == week for key in self._all)

    def held(self) -> Held:
        """Say what was counted in the weeks that are over: how many counters, their sum, the largest ones.

        What is counted now is told on Monday: whoever looks before and after another person's turn sees no difference.
        Small counters are not told, nor words: one person could write on everybody's screen.
        """
        now = _week(self._clock())
        past = Counter({key: number for key, number in self._all.items() if key[0] < now and not _words(key)})
        told = [number for number in past.values() if number >= FEWEST_SHOWN]
        return Held(len(told), sum(told), tuple(large(past)[:MOST_SHOWN]), FEWEST_SHOWN)

    async def write(self) -> bool:
        """Write what was counted since the last time; say whether it worked. What was not written waits."""
        async with self._writing:
            # A word that few typed stays in memory: on disk it could tell of one person.
            few = {key: n for key, n in self._unwritten.items() if _words(key) and self._all[key] < FEWEST_SHOWN}
            waiting, self._unwritten = self._unwritten - Counter(few), Counter(few)
            if not waiting:
                return True
            try:
                await self._database.executemany(_ADD, [(*key, number) for key, number in waiting.items()])
                await self._database.commit()
                waiting = Counter()
                # The journal tells in which order things were counted, a few seconds at a time.
                await wiped(self._database)
            except sqlite3.Error as error:
                await self._undo()
                self._unwritten.update(waiting)
                if not self._failing:
                    log.warning("counters not written, will try again: %s", type(error).__name__)
                self._failing = True
                return False
        if self._failing:
            log.info("counters written again")
        self._failing = False
        return True

    async def _undo(self) -> None:
        try:
            await self._database.rollback()
        except sqlite3.Error:
            log.debug("no transaction to undo")

    async def keep_writing(self) -> None:
        """Write now and then, until cancelled."""
        while True:
            await asyncio.sleep(WRITE_EVERY)
            # A write that has begun ends, also when this loop is stopped meanwhile; `close` waits for it.
            await asyncio.shield(self.write())

    async def close(self) -> None:
        """Write the rest and close the file."""
        await self.write()
        await self._database.close()


def _week(now: datetime) -> str:
    """Name an ISO week, so that names sort as weeks do."""
    year, number, _ = now.isocalendar()
    return f"{year}-W{number:02}"


def _words(key: Key) -> bool:
    """Whether a counter is one of words of a question."""
    return key[2] == UNKNOWN_WORDS


def stored(path: str) -> Counter[Key]:
    """Read the counters of a file that another process may be writing. Raises TallyError."""
    try:
        with closing(_opened(path, mode="ro")) as database:
            return Counter({tuple(row[:4]): row[4] for row in database.execute(_ALL)})
    except sqlite3.Error:
        raise TallyError(_UNREADABLE.format(path=path)) from None


def large(counters: Counter[Key]) -> list[str]:
    """One line for each counter of `FEWEST_SHOWN` or more, largest first, in whole multiples of it."""
    return [
        " · ".join((*filter(None, key), str(number // FEWEST_SHOWN * FEWEST_SHOWN)))
        for key, number in counters.most_common()
        if number >= FEWEST_SHOWN
    ]


def table(counters: Counter[Key]) -> list[str]:
    """The large counters, and one line that says how many small ones there are."""
    lines = large(counters)
    hidden = len(counters) - len(lines)
    return [*lines, f"+ {hidden} × < {FEWEST_SHOWN}"] if hidden else lines


_UNREADABLE: Final = (
    "Cannot use the counters in {path}: it is not a database, or may not be written. "
    "Set BOT_DATABASE_URL to a file in a folder the bot may write to, such as sqlite:////var/lib/pile-ou-face/tally.db."
)


def made_ready(path: str, schema: Iterable[str]) -> None:
    """Make the file and its tables where they are not there yet. Raises TallyError."""
    try:
        with closing(_opened(path, mode="rwc")) as first:
            first.execute("PRAGMA journal_mode = WAL")
            for table in schema:
                first.execute(table)
    except sqlite3.Error:
        raise TallyError(_UNREADABLE.format(path=path)) from None


async def wiped(database: aiosqlite.Connection) -> bool:
    """Empty the journal of what was written; say whether it is empty. While somebody reads the file it cannot be."""
    async with database.execute("PRAGMA wal_checkpoint(TRUNCATE)") as cursor:
        row = await cursor.fetchone()
    return row is not None and not row[0]


def _opened(path: str, mode: str) -> sqlite3.Connection:
    """Open a file and look into it, so that what is no database is known at once."""
    database = sqlite3.connect(f"file:{quote(path)}?mode={mode}", uri=True, timeout=LOCK_PATIENCE)
    try:
        database.execute("PRAGMA schema_version")
    except sqlite3.Error:
        database.close()
        raise
    return database
