from __future__ import annotations

import asyncio
import logging
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import aiosqlite
import pytest

from bot.core.turn import UNKNOWN_WORDS, Count, Held
from bot.tally import counters as tally
from bot.tally.counters import (
    COLUMNS,
    FEWEST_SHOWN,
    MOST_SHOWN,
    MOST_WORDS_COUNTED,
    Counters,
    TallyError,
    stored,
    table,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from bot.tally.counters import Key

ROOT: Final = Path(__file__).parents[2]
BEGUN: Final = Count("story-begun", "fr", "ride-home")
HELP: Final = Count("help", "en")
WEEK: Final = "2026-W11"
BEGUN_KEY: Final[Key] = (WEEK, "fr", "story-begun", "ride-home")
HELP_KEY: Final[Key] = (WEEK, "en", "help", "")


def wednesday() -> datetime:
    """Stand still, in the eleventh week of 2026."""
    return datetime(2026, 3, 11, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def _nothing_stays_open(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Close what a failing test leaves open: its thread would keep the whole run from ending."""
    opened: list[aiosqlite.Connection] = []
    connect = aiosqlite.connect

    def remembered(*arguments: Any, **options: Any) -> aiosqlite.Connection:
        opened.append(connect(*arguments, **options))
        return opened[-1]

    monkeypatch.setattr(aiosqlite, "connect", remembered)
    yield
    for connection in opened:
        await connection.close()


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Say where the counters of a test are kept."""
    return str(tmp_path / "tally.db")


@pytest.fixture
async def counters(path: str) -> AsyncIterator[Counters]:
    """Open new counters, and close them when the test is over."""
    opened = await Counters.open(path, wednesday)
    yield opened
    await opened.close()


def rows(path: str) -> list[tuple[Any, ...]]:
    """Read the file with another library, as whoever takes the server would."""
    with sqlite3.connect(path) as database:
        found = database.execute("SELECT * FROM counters ORDER BY week, lang, event, content").fetchall()
    database.close()
    return found


def files_in(folder: Path) -> list[str]:
    """List what a folder holds."""
    return sorted(path.name for path in folder.iterdir())


# ---- what is counted -----------------------------------------------------------------------------------------------


async def test_the_file_has_the_reviewed_columns_and_no_other(counters: Counters, path: str) -> None:
    """One table of five columns is all there is; none can tell a person, an hour or a device."""
    counters.add([BEGUN])
    await counters.write()
    with sqlite3.connect(path) as database:
        tables = database.execute("SELECT name FROM sqlite_master").fetchall()
        columns = database.execute("PRAGMA table_info(counters)").fetchall()
    database.close()

    assert ("week", "lang", "event", "content", "number") == COLUMNS
    assert [("counters",)] == tables
    assert list(COLUMNS) == [column[1] for column in columns]


async def test_a_count_is_kept_by_week_language_event_and_content(counters: Counters, path: str) -> None:
    """The same event in the same week and language is one row, however often it comes."""
    counters.add([BEGUN, HELP])
    counters.add([BEGUN])
    await counters.write()

    assert [(*HELP_KEY, 1), (*BEGUN_KEY, 2)] == rows(path)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (datetime(2026, 1, 1, tzinfo=UTC), "2026-W01"),
        (datetime(2027, 1, 1, tzinfo=UTC), "2026-W53"),
        (datetime(2025, 12, 29, tzinfo=UTC), "2026-W01"),
        (datetime(2026, 3, 15, 23, 59, tzinfo=UTC), "2026-W11"),
        (datetime(2026, 3, 16, tzinfo=UTC), "2026-W12"),
    ],
)
async def test_the_week_is_the_iso_week(path: str, day: datetime, week: str) -> None:
    """Days around New Year belong to the week, and the year, that the ISO calendar says."""
    counters = await Counters.open(path, lambda: day)
    counters.add([HELP])
    await counters.close()

    assert [week] == [row[0] for row in rows(path)]


async def test_a_new_week_is_a_new_row(path: str) -> None:
    """The clock is asked for every count, not once."""
    days = iter((datetime(2026, 3, 15, tzinfo=UTC), datetime(2026, 3, 16, tzinfo=UTC)))
    counters = await Counters.open(path, lambda: next(days))
    counters.add([HELP])
    counters.add([HELP])
    await counters.close()

    assert [("2026-W11", 1), ("2026-W12", 1)] == [(row[0], row[-1]) for row in rows(path)]


# ---- when it is written --------------------------------------------------------------------------------------------


async def test_counting_writes_nothing(counters: Counters, path: str) -> None:
    """A count is in memory until the next write: no turn waits for a disk."""
    counters.add([BEGUN] * 5)

    assert [] == rows(path)
    assert 5 == sum(counters._all.values())


async def test_a_write_adds_only_what_is_new(counters: Counters, path: str) -> None:
    """Writing twice counts nothing twice, and with nothing new there is nothing to do."""
    counters.add([BEGUN])
    assert await counters.write()
    assert await counters.write()
    counters.add([BEGUN])
    assert await counters.write()

    assert [(*BEGUN_KEY, 2)] == rows(path)


async def test_closing_writes_the_rest(path: str) -> None:
    """What was counted after the last write is in the file when the bot has stopped."""
    counters = await Counters.open(path, wednesday)
    counters.add([BEGUN, BEGUN])
    await counters.close()

    assert [(*BEGUN_KEY, 2)] == rows(path)


async def test_it_is_written_now_and_then_by_itself(
    counters: Counters, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The task behind the bot writes again and again, until it is cancelled."""
    monkeypatch.setattr(tally, "WRITE_EVERY", 0.01)
    writing = asyncio.create_task(counters.keep_writing())
    for number in (1, 2):
        counters.add([BEGUN])
        async with asyncio.timeout(5):
            while rows(path) != [(*BEGUN_KEY, number)]:  # noqa: ASYNC110 - a file on a disk has no event
                await asyncio.sleep(0.01)
    writing.cancel()

    with pytest.raises(asyncio.CancelledError):
        await writing


@pytest.mark.parametrize("step", ["executemany", "commit"])
@pytest.mark.parametrize("done", [False, True])
async def test_stopping_in_the_middle_of_a_write_loses_nothing(
    path: str, step: str, *, done: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However far a write has come when the bot is told to stop, closing leaves every count in the file, once."""
    monkeypatch.setattr(tally, "WRITE_EVERY", 0)
    counters = await Counters.open(path, wednesday)
    counters.add([BEGUN, BEGUN])
    real, reached = getattr(counters._database, step), asyncio.Event()

    async def slow(*arguments: object) -> None:
        if done:
            await real(*arguments)
        reached.set()
        await asyncio.sleep(0.05)
        if not done:
            await real(*arguments)

    monkeypatch.setattr(counters._database, step, slow)
    writing = asyncio.create_task(counters.keep_writing())
    await reached.wait()
    writing.cancel()
    await asyncio.gather(writing, return_exceptions=True)
    await counters.close()

    assert [(*BEGUN_KEY, 2)] == rows(path)


async def test_opening_again_goes_on_counting(path: str) -> None:
    """After a restart, old and new counts are one: in what is held and in the file."""
    for _ in range(3):
        counters = await Counters.open(path, wednesday)
        counters.add([BEGUN] * 4)
        await counters.close()
    counters = await Counters.open(path, wednesday)

    assert (1, 12) == (len(counters._all), sum(counters._all.values()))
    await counters.close()
    assert [(*BEGUN_KEY, 12)] == rows(path)


async def test_two_processes_add_up(path: str) -> None:
    """Two bots on one file write sums, and neither takes away what the other counted."""
    first, second = await Counters.open(path, wednesday), await Counters.open(path, wednesday)
    first.add([BEGUN])
    second.add([BEGUN, BEGUN])
    await first.close()
    await second.close()

    assert [(*BEGUN_KEY, 3)] == rows(path)


# ---- when it cannot be written -------------------------------------------------------------------------------------


async def test_a_locked_file_only_delays(
    path: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """While somebody else holds the file, counting goes on and nothing is raised; afterwards all of it is written."""
    monkeypatch.setattr(tally, "LOCK_PATIENCE", 0.05)
    caplog.set_level(logging.INFO, logger="bot")
    counters = await Counters.open(path, wednesday)
    lock = sqlite3.connect(path, isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")

    counters.add([BEGUN] * 5)
    assert not await counters.write()
    counters.add([BEGUN, HELP])
    assert not await counters.write()
    assert (2, 7) == (len(counters._all), sum(counters._all.values()))

    lock.execute("ROLLBACK")
    lock.close()
    assert await counters.write()
    await counters.close()
    assert [(*HELP_KEY, 1), (*BEGUN_KEY, 6)] == rows(path)
    assert ["counters not written, will try again: OperationalError", "counters written again"] == caplog.messages


async def test_a_full_disk_only_delays(path: str) -> None:
    """When there is no room for one more page, counts wait in memory, and are all written once there is."""
    counters = await Counters.open(path, wednesday)
    database = counters._database
    used = await (await database.execute("PRAGMA page_count")).fetchone()
    assert used is not None
    await database.execute(f"PRAGMA max_page_count = {used[0]}")
    stories = [Count("story-begun", "fr", f"story-{number}-{'x' * 40}") for number in range(300)] * 3

    counters.add(stories)
    assert not await counters.write()
    counters.add(stories)
    assert not await counters.write()
    assert [] == rows(path)
    assert (300, 1800) == (len(counters._all), sum(counters._all.values()))

    await database.execute("PRAGMA max_page_count = 100000")
    assert await counters.write()
    await counters.close()
    assert {6} == {row[-1] for row in rows(path)}
    assert 300 == len(rows(path))


#: Counts under a limit on the size of files, then without it: what a full disk is to a real process.
FULL_DISK: Final = """
import asyncio, resource, sys
from datetime import UTC, datetime
from bot.core.turn import Count
from bot.tally.counters import Counters

async def main():
    counters = await Counters.open(sys.argv[1], lambda: datetime(2026, 3, 11, tzinfo=UTC))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    counters.add(Count("story-begun", "fr", f"story-{number % 500}") for number in range(2500))
    print(await counters.write(), sum(counters._all.values()))
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    print(await counters.write(), sum(counters._all.values()))
    await counters.close()

asyncio.run(main())
"""


def test_a_disk_that_refuses_to_write_only_delays(path: str) -> None:
    """The operating system itself says no: nothing is raised, nothing is lost."""
    command = [sys.executable, "-c", FULL_DISK, path]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)

    assert ("False 2500\nTrue 2500\n", 0) == (done.stdout, done.returncode)
    assert (500, 2500) == (len(rows(path)), sum(row[-1] for row in rows(path)))


async def test_a_disk_that_stays_full_does_not_stop_the_bot(path: str) -> None:
    """Closing while nothing can be written raises nothing either."""
    counters = await Counters.open(path, wednesday)
    await counters._database.execute("PRAGMA query_only = ON")
    counters.add([BEGUN])
    await counters.close()

    assert [] == rows(path)


# ---- what is told --------------------------------------------------------------------------------------------------


def counted(**numbers: int) -> Iterable[Count]:
    """Count events so many times."""
    return [Count(event, "fr") for event, number in numbers.items() for _ in range(number)]


def told_on_monday(counters: Counters) -> Held:
    """Say what everybody is told once the week is over."""
    clock, counters._clock = counters._clock, lambda: wednesday() + timedelta(days=5)
    held, counters._clock = counters.held(), clock
    return held


async def test_small_counts_are_not_told(counters: Counters) -> None:
    """A number under five could point at somebody in a small group: it is not told, nor that it exists."""
    counters.add(counted(help=FEWEST_SHOWN, media=FEWEST_SHOWN - 1, stale=1))
    held = told_on_monday(counters)

    assert 5 == FEWEST_SHOWN
    assert (f"{WEEK} · fr · help · 5",) == held.lines
    assert (1, 5, 5) == (held.counters, held.total, held.fewest)


async def test_a_small_count_cannot_be_worked_out_from_what_is_told(tmp_path: Path) -> None:
    """Two states that differ only in a small count are told in the same words: no sum gives it away."""
    told = []
    for small in (1, FEWEST_SHOWN - 1):
        counters = await Counters.open(str(tmp_path / f"{small}.db"), wednesday)
        counters.add(counted(help=7, media=small))
        told.append(told_on_monday(counters))
        await counters.close()

    assert told[0] == told[1]


async def test_the_largest_counters_are_told_first_and_only_a_few(counters: Counters) -> None:
    """What the bot prints about itself fits in a message, whatever was counted."""
    counters.add(counted(**{f"event-{number}": 5 * number for number in range(1, 20)}))
    lines = told_on_monday(counters).lines

    assert MOST_SHOWN == len(lines)
    assert [95, 90, 85, 80, 75, 70] == [int(line.rsplit(" ", 1)[1]) for line in lines]


async def test_counters_that_hold_nothing_say_so(counters: Counters) -> None:
    """A bot that was never used holds no counter, and no empty line."""
    held = told_on_monday(counters)

    assert (0, 0, ()) == (held.counters, held.total, held.lines)


async def test_what_is_stored_is_read_beside_a_running_bot(counters: Counters, path: str) -> None:
    """Another process reads what was written, while the first goes on counting."""
    counters.add(counted(help=6, media=2))
    await counters.write()
    counters.add(counted(help=1))

    assert {(WEEK, "fr", "help", ""): 6, (WEEK, "fr", "media", ""): 2} == dict(stored(path))


async def test_the_table_hides_small_counts(counters: Counters, path: str) -> None:
    """Each large counter has a line; all small ones share one line, without their numbers."""
    counters.add([*counted(help=6, media=2, stale=4), *[BEGUN] * 9])
    await counters.write()

    expected = [f"{WEEK} · fr · story-begun · ride-home · 5", f"{WEEK} · fr · help · 5", "+ 2 × < 5"]
    assert expected == table(stored(path))


async def test_a_table_without_small_counts_speaks_of_none(counters: Counters, path: str) -> None:
    """Where nothing is hidden, nothing is said about it."""
    counters.add(counted(help=5))
    await counters.write()

    assert [f"{WEEK} · fr · help · 5"] == table(stored(path))


@pytest.mark.parametrize("name", ["tally.db", "my tally.db", "50%25.db", "a?b.db", "a#b.db", "été.db"])
async def test_the_file_that_is_written_is_the_file_that_is_read(tmp_path: Path, name: str) -> None:
    """Whatever the file is called, the counters are read back from it."""
    path = str(tmp_path / name)
    counters = await Counters.open(path, wednesday)
    counters.add(counted(help=5))
    await counters.close()

    assert {(WEEK, "fr", "help", ""): 5} == dict(stored(path))


# ---- the file itself -----------------------------------------------------------------------------------------------


async def test_what_is_deleted_is_overwritten(counters: Counters) -> None:
    """SQLite writes zeros over what is deleted, so that the file keeps nothing of the past."""
    found = await (await counters._database.execute("PRAGMA secure_delete")).fetchone()

    assert (1,) == found


@pytest.mark.parametrize("what", ["folder", "no database", "nowhere", "another table"])
async def test_a_file_that_cannot_be_used_is_told_in_one_sentence(tmp_path: Path, what: str) -> None:
    """A folder, a text file, a missing folder or a foreign database is told with what to do, not with a traceback."""
    path = tmp_path / "tally.db"
    if what == "folder":
        path.mkdir()
    elif what == "no database":
        path.write_text("This is not a database, and long enough for SQLite to see it. " * 20)
    elif what == "nowhere":
        path = tmp_path / "missing" / "tally.db"
    else:
        with sqlite3.connect(path) as database:
            database.execute("CREATE TABLE counters (week TEXT, who TEXT)")
        database.close()
    expected = (
        f"Cannot use the counters in {path}: it is not a database, or may not be written. Set BOT_DATABASE_URL to a "
        "file in a folder the bot may write to, such as sqlite:////var/lib/pile-ou-face/tally.db."
    )

    with pytest.raises(TallyError) as opening:
        await Counters.open(str(path), wednesday)
    with pytest.raises(TallyError) as reading:
        stored(str(path))
    assert (expected, expected) == (str(opening.value), str(reading.value))


async def test_reading_makes_no_file(tmp_path: Path) -> None:
    """Asking for counters that do not exist leaves nothing behind."""
    with pytest.raises(TallyError):
        stored(str(tmp_path / "tally.db"))
    assert [] == files_in(tmp_path)


def words(said: str, number: int) -> list[Count]:
    """Count words of a question nobody understood."""
    return [Count(UNKNOWN_WORDS, "fr", said)] * number


async def test_words_are_shown_to_nobody_who_chats(counters: Counters) -> None:
    """Words one person types again and again stand on no other person's screen; moderators see them."""
    counters.add([*words("connard sherbrooke", 50), *counted(help=6)])
    held = told_on_monday(counters)

    assert (f"{WEEK} · fr · help · 5",) == held.lines
    assert 6 == held.total
    assert "connard" not in " ".join(map(str, (held.lines, held.total, held.counters)))


async def test_words_that_few_typed_are_on_no_disk(counters: Counters, path: str) -> None:
    """A pair of words typed once or twice could tell of one person: it waits in memory until five were typed."""
    key = (WEEK, "fr", UNKNOWN_WORDS, "chantage compte")
    counters.add([*words("chantage compte", FEWEST_SHOWN - 1), *counted(help=1)])
    assert await counters.write()
    assert key not in stored(path)
    counters.add(words("chantage compte", 1))
    assert await counters.write()
    assert FEWEST_SHOWN == stored(path)[key]
    counters.add(words("chantage compte", 1))
    assert await counters.write()
    assert FEWEST_SHOWN + 1 == stored(path)[key]


async def test_a_new_week_forgets_the_words_that_few_typed(path: str) -> None:
    """What waits in memory for more of the same goes with its week, and the new week has room for its own words."""
    days = [datetime(2026, 3, day, 12, tzinfo=UTC) for day in (11, 18)]
    counters = await Counters.open(path, lambda: days[0])
    for number in range(MOST_WORDS_COUNTED):
        counters.add(words(f"word-{number}", 1))
    counters.add([*words("word-7", FEWEST_SHOWN), *counted(help=1)])
    days.pop(0)
    counters.add(words("new", FEWEST_SHOWN))

    assert 3 == len(counters._all)
    await counters.close()
    kept = {(week, said): number for (week, _, event, said), number in stored(path).items() if event == UNKNOWN_WORDS}
    assert {("2026-W11", "word-7"): FEWEST_SHOWN + 1, ("2026-W12", "new"): FEWEST_SHOWN} == kept


async def test_words_cannot_fill_memory(counters: Counters) -> None:
    """However many different questions somebody types, so many kinds of words are counted and no more."""
    for number in range(MOST_WORDS_COUNTED + 50):
        counters.add(words(f"word-{number}", 1))
    counters.add(words("word-7", 1))

    assert MOST_WORDS_COUNTED == len(counters._all)


async def test_who_looks_twice_sees_nobody(counters: Counters) -> None:
    """Whatever is counted, what everybody is told stays the same until the week is over."""
    counters.add(counted(help=7))
    monday = told_on_monday(counters)
    seen = [counters.held()]
    for event in ("help", "danger-distress", "media"):
        counters.add([Count(event, "fr")] * 9)
        seen.append(counters.held())

    assert [Held()] == [*dict.fromkeys(replace(each, fewest=0) for each in seen)]
    assert (1, 7) == (monday.counters, monday.total)
    assert 3 == told_on_monday(counters).counters
