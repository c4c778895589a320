from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.disclosure import FEWEST, LOT_BITS
from bot.core.invitation import Invitation
from bot.core.turn import Mark, Opening
from bot.tally import groups as tally
from bot.tally.counters import TallyError
from bot.tally.groups import COLUMNS, Groups, digest_of
from tests.chat import NOON
from tests.groups import CODE, KEY, THIS_WEEK

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

OTHER = "zYxW9876"
WRONG = "wrong-0123456789ABCDEF"
SCENE = "node/model-wanted/first-message"


def opening(code: str = CODE, key: str = KEY, until: int = THIS_WEEK + 4) -> Opening:
    """Make what a facilitator asks for."""
    return Opening(Invitation(until, stories=("model-wanted",), group=code).payload(), key)


class Clock:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        """Say what was set."""
        return self.now


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> str:
    return str(tmp_path / "tally.db")


@pytest.fixture(name="clock")
def _clock() -> Clock:
    return Clock()


def plainly() -> int:
    """Give the lot that adds nothing: so that these tests can count."""
    return (1 << LOT_BITS) - 1


def marks(number: int, choice: str = "a", code: str = CODE, scene: str = SCENE) -> list[Mark]:
    """Give the same mark several times, as several people leave it."""
    return [Mark(code, scene, choice, ("a", "b", "c", choice))] * number


def holding(folder: Path, *words: str) -> list[str]:
    """Name the files of a folder that hold one of these words."""
    files = {each.name: each.read_bytes() for each in folder.iterdir()}
    return [name for name, data in files.items() if any(word.encode() in data for word in words)]


def out(path: str) -> Counter[str]:
    """Say how many answers to each scene may be looked at."""
    with closing(sqlite3.connect(path)) as database:
        return Counter(dict(database.execute("SELECT scene, sum(number) FROM scenes GROUP BY scene")))


async def test_five_answers_are_told_and_four_are_not(path: str, clock: Clock) -> None:
    """A group's secret opens nothing of four runs, and the fifth brings the five."""
    groups = await Groups.open(path, clock, plainly)
    assert await groups.found(opening())
    groups.add(marks(4))
    four = await groups.look(KEY)
    groups.add(marks(1))
    five = await groups.look(KEY)
    await groups.close()

    assert four is not None
    assert five is not None
    assert {} == four.scenes
    assert {SCENE: {"a": 5}} == five.scenes
    assert opening().payload == five.payload


async def test_a_secret_opens_its_own_group_and_no_other(path: str, clock: Clock) -> None:
    """A wrong secret, a code, a digest and a prefix open nothing; each secret opens its own group."""
    groups = await Groups.open(path, clock, plainly)
    other_key = "o" * 22
    await groups.found(opening())
    await groups.found(opening(OTHER, other_key))
    groups.add([*marks(5), *marks(10, "b", OTHER)])
    found = {key: await groups.look(key) for key in (KEY, other_key)}
    nothing = [
        await groups.look(key) for key in (WRONG, CODE, digest_of(KEY), KEY[:-1], KEY + "x", "", "%", "' OR 1=1 --")
    ]
    await groups.close()

    assert [{"a": 5}, {"b": 10}] == [each.scenes[SCENE] for each in found.values() if each]
    assert [None] * 8 == nothing


async def test_what_is_marked_for_nobody_is_nobodys(path: str, clock: Clock) -> None:
    """Guessed codes, however many, are counted nowhere, in memory or on the disk."""
    groups = await Groups.open(path, clock, plainly)
    await groups.found(opening())
    groups.add(Mark(f"guess{number:03}", SCENE, "a", ("a",)) for number in range(999))
    groups.add(marks(1, code=""))
    held = len(groups._waiting)
    await groups.close()

    assert 0 == held
    with closing(sqlite3.connect(path)) as database:
        assert [] == database.execute("SELECT * FROM scenes").fetchall()


async def test_a_group_made_by_another_process_is_known_at_the_next_write(path: str, clock: Clock) -> None:
    """`invite` makes a group beside the running bot, and the bot counts for it from its next write on."""
    running, beside = await Groups.open(path, clock, plainly), await Groups.open(path, clock, plainly)
    await beside.found(opening())
    await running.write()
    running.add(marks(5))
    await running.write()
    found = await beside.look(KEY)
    await running.close()
    await beside.close()

    assert found is not None
    assert {SCENE: {"a": 5}} == found.scenes


async def test_two_processes_add_to_the_same_group(path: str, clock: Clock) -> None:
    """Of two bots on one file each tells its own answers in lots of five, and the numbers add up."""
    one, two = await Groups.open(path, clock, plainly), await Groups.open(path, clock, plainly)
    await one.found(opening())
    await two.write()
    one.add(marks(5))
    two.add([*marks(5), *marks(4)])
    await asyncio.gather(one.write(), two.write())
    found = await one.look(KEY)
    await one.close()
    await two.close()

    assert found is not None
    assert {SCENE: {"a": 10}} == found.scenes


async def test_the_disk_holds_no_true_number_and_nothing_that_waits(path: str, clock: Clock, tmp_path: Path) -> None:
    """Four answers are on no disk; of five the disk holds what chance made of them, for every possible answer."""
    drawn = iter([(1 << LOT_BITS // 2) - 1, (1 << LOT_BITS) - 1, (1 << LOT_BITS) - (1 << LOT_BITS // 2)])
    groups = await Groups.open(path, clock, drawn.__next__)
    await groups.found(opening())
    groups.add([Mark(CODE, SCENE, "krakenfluff", ("krakenfluff", "b", "c"))] * 4)
    await groups.write()
    four = holding(tmp_path, "krakenfluff")
    groups.add([Mark(CODE, SCENE, "b", ("krakenfluff", "b", "c"))])
    await groups.write()
    with closing(sqlite3.connect(path)) as database:
        rows = dict(database.execute("SELECT choice, number FROM scenes"))
    await groups.close()

    assert [] == four
    assert {"krakenfluff": 4 + 22, "b": 1, "c": -22} == rows


async def test_the_journal_is_no_diary(path: str, clock: Clock, tmp_path: Path) -> None:
    """After each write the journal beside the file is empty: it would tell in which order answers came."""
    groups = await Groups.open(path, clock, plainly)
    await groups.found(opening())
    sizes = []
    for _ in range(3):
        groups.add(marks(5))
        await groups.write()
        sizes.append((tmp_path / "tally.db-wal").stat().st_size)
    await groups.close()

    assert [0, 0, 0] == sizes


@pytest.mark.parametrize("how", ["erased", "over"])
async def test_what_cannot_be_wiped_yet_is_wiped_later(path: str, clock: Clock, tmp_path: Path, how: str) -> None:
    """While somebody reads the file, erasing does not say it is done; once they have gone, it is, by itself."""
    groups = await Groups.open(path, clock, plainly)
    await groups.found(opening(until=THIS_WEEK))
    groups.add(marks(5, "krakenfluff"))
    await groups.write()
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM scenes").fetchall()
        if how == "erased":
            assert not await groups.erase(KEY)
        else:
            clock.now = NOON + timedelta(days=9)
            assert await groups.write()
        meanwhile = holding(tmp_path, "krakenfluff")
        reader.execute("COMMIT")
    await groups.write()
    left = holding(tmp_path, "krakenfluff", CODE)
    again = await groups.erase(KEY)
    await groups.close()

    assert meanwhile
    assert ([], True) == (left, again)


async def test_groups_have_a_number_they_stop_at(path: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond so many groups a new one is refused, and those that are there go on."""
    monkeypatch.setattr(tally, "MOST_GROUPS", 1)
    groups = await Groups.open(path, clock, plainly)
    first, second = await groups.found(opening()), await groups.found(opening(OTHER, "o" * 22))
    groups.add(marks(5))
    found = await groups.look(KEY)
    await groups.close()

    assert (True, False) == (first, second)
    assert found is not None


async def test_whoever_leaves_while_looking_loses_no_answer(path: str, clock: Clock) -> None:
    """A board that closes while answers are written for it leaves each of them counted once."""
    groups = await Groups.open(path, clock, plainly)
    await groups.found(opening())
    for _ in range(20):
        groups.add(marks(5))
        looking = asyncio.create_task(groups.look(KEY))
        await asyncio.sleep(0)
        looking.cancel()
        await asyncio.wait((looking,))
    await groups.write()
    found = await groups.look(KEY)
    await groups.close()

    assert found is not None
    assert {SCENE: {"a": 100}} == found.scenes


async def test_a_group_is_over_with_its_week(path: str, clock: Clock) -> None:
    """It can be opened on the last Sunday; on Monday it is gone, from the disk too, and counts no more."""
    groups = await Groups.open(path, clock, plainly)
    await groups.found(opening(until=THIS_WEEK))
    groups.add(marks(5))
    clock.now = NOON + timedelta(days=4)  # Sunday
    sunday = await groups.look(KEY)
    clock.now = NOON + timedelta(days=5)
    groups.add(marks(5))
    monday = await groups.look(KEY)
    await groups.write()
    groups.add(marks(5))
    waiting = len(groups._waiting)
    await groups.close()

    assert sunday is not None
    assert {SCENE: {"a": 5}} == sunday.scenes
    assert (None, 0) == (monday, waiting)
    with closing(sqlite3.connect(path)) as database:
        assert ([], []) == tuple(database.execute(f"SELECT * FROM {table}").fetchall() for table in COLUMNS)


async def test_what_is_erased_is_gone_from_the_disk(path: str, clock: Clock, tmp_path: Path) -> None:
    """After erasing, no file of the database holds the code, the secret's digest, or an answer; none comes back."""
    groups = await Groups.open(path, clock, plainly)
    await groups.found(opening())
    await groups.found(opening(OTHER, "o" * 22))
    groups.add([*marks(7, "krakenfluff"), *marks(7, "stays", OTHER)])
    await groups.write()
    there = holding(tmp_path, "krakenfluff")
    groups.add(marks(2, "krakenfluff"))
    assert await groups.erase(KEY)
    groups.add(marks(2, "krakenfluff"))
    await groups.write()
    left = holding(tmp_path, "krakenfluff", CODE, digest_of(KEY))
    gone, other = await groups.look(KEY), await groups.look("o" * 22)
    again = await groups.erase(KEY)
    await groups.close()

    assert there
    assert [] == left
    assert gone is None
    assert other is not None
    assert {"stays": 5} == other.scenes[SCENE]
    assert again


async def test_the_secret_is_nowhere_on_the_disk(path: str, clock: Clock, tmp_path: Path) -> None:
    """The secret itself is in no file; what is kept of it is a digest, from which it cannot be found."""
    groups = await Groups.open(path, clock, plainly)
    await groups.found(opening())
    groups.add(marks(5))
    await groups.look(KEY)
    await groups.write()
    secret, digest = holding(tmp_path, KEY), holding(tmp_path, digest_of(KEY))
    await groups.close()

    assert [] == secret
    assert digest


async def test_the_columns_are_the_reviewed_ones(path: str, clock: Clock) -> None:
    """The tables have the columns that were reviewed: none for a person, a device, or a time finer than a week."""
    await (await Groups.open(path, clock, plainly)).close()

    with closing(sqlite3.connect(path)) as database:
        found = {
            table: tuple(row[1] for row in database.execute(f"PRAGMA table_info({table})"))
            for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
    assert found == COLUMNS
    assert {
        "groups": ("code", "secret", "payload", "until"),
        "scenes": ("code", "scene", "choice", "number"),
    } == found


async def test_a_full_disk_only_delays(path: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """While nothing can be written, a new group is refused, answers wait, and afterwards each is counted once."""
    groups = await Groups.open(path, clock, plainly)
    await groups.found(opening())
    groups.add(marks(5))
    execute = groups._database.execute

    async def full(order: str, *values: object) -> object:
        if order.lstrip().startswith("INSERT"):
            raise sqlite3.OperationalError("database or disk is full")
        return await execute(order, *values)

    with monkeypatch.context() as patched:
        patched.setattr(groups._database, "execute", full)
        patched.setattr(groups._database, "executemany", full)
        wrote, kept = await groups.write(), await groups.found(opening(OTHER, "o" * 22))
        groups.add(marks(5))
        nothing = await groups.look(KEY)
    wrote_after = await groups.write()
    found, refused = await groups.look(KEY), await groups.look("o" * 22)
    await groups.close()

    assert (False, False, True) == (wrote, kept, wrote_after)
    assert nothing is not None
    assert {} == nothing.scenes
    assert found is not None
    assert {SCENE: {"a": 10}} == found.scenes
    assert refused is None


async def test_what_was_written_is_not_written_again_when_forgetting_fails(
    path: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure behind the write that counted leaves every answer counted once."""
    groups = await Groups.open(path, clock, plainly)
    await groups.found(opening())
    groups.add(marks(5))

    async def broken() -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as patched:
        patched.setattr(groups, "_forget_over", broken)
        assert not await groups.write()
    found = await groups.look(KEY)
    await groups.close()

    assert found is not None
    assert {SCENE: {"a": 5}} == found.scenes


async def test_what_cannot_be_read_is_told_and_not_taken_for_gone(
    path: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the file cannot be read, looking raises an error without the secret; it does not say that all is gone."""
    groups = await Groups.open(path, clock, plainly)
    await groups.found(opening())

    async def broken(*_: object) -> object:
        raise sqlite3.DatabaseError("disk I/O error")

    with monkeypatch.context() as patched:
        patched.setattr(groups._database, "execute", broken)
        with pytest.raises(TallyError) as told:
            await groups.look(KEY)
        erased = await groups.erase(KEY)
    await groups.close()

    assert KEY not in str(told.value)
    assert not erased


async def test_memory_stays_bounded(path: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many scenes are answered, so many wait at most, and those that wait still grow."""
    monkeypatch.setattr(tally, "MOST_WAITING", 10)
    groups = await Groups.open(path, clock, plainly)
    await groups.found(opening())
    groups.add(Mark(CODE, f"node/x/{number}", "a", ("a",)) for number in range(50))
    groups.add(marks(3, scene="node/x/3"))
    waiting = {scene: sum(answers.values()) for (_, scene), answers in groups._waiting.items()}
    await groups.close()

    assert 10 == len(waiting)
    assert 4 == waiting["node/x/3"]


async def test_a_file_that_is_no_database_is_told(tmp_path: Path, clock: Clock) -> None:
    """A wrong file is told by name, with what to set."""
    (tmp_path / "notes.txt").write_text("nothing but words, and long enough to be looked at as a database file" * 20)
    with pytest.raises(TallyError, match="BOT_DATABASE_URL"):
        await Groups.open(str(tmp_path / "notes.txt"), clock, plainly)


# ---- whoever looks, whenever, sees nobody


#: What happens: a run answers one of two scenes in one of two ways, something is written, or somebody looks. There are
#: so many that figures are shown, and change, in most examples.
ANSWER = st.tuples(st.sampled_from(("node/x/one", "end/x")), st.sampled_from(("a", "b")))
HAPPENING = st.one_of(ANSWER, ANSWER, ANSWER, st.just("write"), st.just("look"))


@given(st.lists(HAPPENING, min_size=60, max_size=80))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_no_difference_between_two_views_isolates_fewer_than_five_runs(
    tmp_path_factory: pytest.TempPathFactory, happenings: list[object]
) -> None:
    """For any sequence of answers, writes and looks: what differs between two views comes from five runs or more."""
    path = str(tmp_path_factory.mktemp("views") / "tally.db")
    groups = await Groups.open(path, Clock(), plainly)
    await groups.found(opening())
    answers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    views: list[tuple[Counter[str], dict[str, dict[str, int]]]] = [(Counter(), {})]
    for happening in happenings:
        if isinstance(happening, tuple):
            scene, choice = happening
            groups.add([Mark(CODE, scene, choice, ("a", "b"))])
            answers[scene][choice] += 1
        elif happening == "write":
            await groups.write()
        else:
            found = await groups.look(KEY)
            assert found is not None
            views.append((out(path), {scene: dict(told) for scene, told in found.scenes.items()}))
            told = [(answers[scene][name], n) for scene, each in found.scenes.items() for name, n in each.items()]
            assert all(number % FEWEST == 0 and truth >= FEWEST for truth, number in told)
    await groups.close()
    for number, (out_before, before) in enumerate(views):
        for out_after, after in views[number + 1 :]:
            differing = [scene for scene in before.keys() | after.keys() if before.get(scene) != after.get(scene)]
            assert all(out_after[scene] - out_before[scene] >= FEWEST for scene in differing)


async def test_ten_thousand_guesses_open_nothing_and_hold_nobody_back(
    path: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of ten thousand wrong secrets none opens anything and few reach the disk; the right one opens all the while."""
    groups = await Groups.open(path, clock, plainly)
    await groups.found(opening())
    groups.add(marks(5))
    await groups.write()
    asked: Counter[str] = Counter()
    execute = groups._database.execute

    async def noted(order: str, *values: object) -> object:
        asked[order] += 1
        return await execute(order, *values)

    monkeypatch.setattr(groups._database, "execute", noted)
    opened = [await groups.look(f"{number:022}") for number in range(10_000)]
    on_disk = sum(asked.values())
    right = await groups.look(KEY)
    clock.now += timedelta(minutes=2)
    later = await groups.look(WRONG)
    await groups.close()

    assert {None} == set(opened)
    assert on_disk <= tally.MOST_GUESSES
    assert right is not None
    assert {SCENE: {"a": 5}} == right.scenes
    assert later is None
