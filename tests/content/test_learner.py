from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import pytest

from bot.content import learner
from bot.content.learner import OTHER_CODE, LearnerError, learned
from bot.content.memory import FileMemory, version
from tests import small

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[2]
FILES: Final = small.files()
NAMES: Final = ("danger", "questions", "replies")


@contextmanager
def begun(folder: Path, asked_version: str) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    """Begin a learner by hand, and hand the small content in; give its standard input, too."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.content.learner", str(folder), asked_version],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    assert process.stdin
    with process:
        process.stdin.write(json.dumps({name: data.decode() for name, data in FILES.items()}).encode() + b"\n")
        process.stdin.flush()
        yield process, process.stdin


async def test_what_was_learned_is_in_the_folder(tmp_path: Path) -> None:
    """Afterwards all of it is kept there for this very content, letter for letter."""
    files = {**FILES, small.STORY: b"\xef\xbb\xbf" + FILES[small.STORY].replace(b"\n", b"\r\n")}
    await learned(files, tmp_path)
    memory = FileMemory(tmp_path, files)

    assert all(memory.kept(name) is not None for name in NAMES)


async def test_a_learner_gets_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the environment of the bot it has what Python reads, and no token."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:canary")
    process = await learner._begin(tmp_path, "any")
    environment = Path(f"/proc/{process.pid}/environ").read_bytes()  # noqa: ASYNC240 - of the system, not of a disk
    process.kill()
    await process.wait()

    assert b"PATH=" in environment
    assert b"canary" not in environment


def test_a_learner_gives_way(tmp_path: Path) -> None:
    """It has the lowest priority, and is the first to go when memory runs out."""
    given: set[tuple[int, str]] = set()
    with begun(tmp_path, version(FILES)) as (process, _):
        while process.poll() is None:
            with suppress(OSError):
                score = Path(f"/proc/{process.pid}/oom_score_adj").read_text(encoding="ascii")
                given.add((os.getpriority(os.PRIO_PROCESS, process.pid), score))

    assert (19, "1000\n") in given


def test_a_learner_ends_with_whoever_asked(tmp_path: Path) -> None:
    """When the other end is closed, it leaves what it does, and no half file."""
    with begun(tmp_path, version(FILES)) as (process, asked):
        asked.close()
        status = process.wait(60)

    assert 0 != status
    assert {".npz"} >= {path.suffix for path in tmp_path.iterdir()}


def test_another_version_of_the_code_learns_nothing(tmp_path: Path) -> None:
    """Where the code was changed on the disk since the bot began, what it would learn fits nobody."""
    with begun(tmp_path, "another version") as (process, _):
        status = process.wait(60)

    assert OTHER_CODE == status
    assert [] == list(tmp_path.iterdir())


async def test_other_code_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator is asked to start the bot again."""
    monkeypatch.setattr(learner, "version", lambda _: "another version")
    with pytest.raises(LearnerError, match="start the bot again"):
        await learned(FILES, tmp_path)


async def test_what_breaks_in_a_learner_is_told_by_its_place(tmp_path: Path) -> None:
    """Its kind and its line come back, and nothing of the content."""
    files = {name: data for name, data in FILES.items() if name != small.REPLIES}
    with pytest.raises(LearnerError, match=r"^StopIteration at \w+\.py:\d+$"):
        await learned(files, tmp_path)


async def test_a_learner_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the longest time it may take, it is told and gone."""
    monkeypatch.setattr(learner, "LONGEST", 0.05)
    with pytest.raises(LearnerError, match="longer than 0 s"):
        await learned(FILES, tmp_path)


async def test_a_learner_that_cannot_begin_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No process, no learning: one sentence."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "missing"))
    with pytest.raises(LearnerError, match="no process could be begun"):
        await learned(FILES, tmp_path)


async def test_whoever_no_longer_waits_leaves_no_process(tmp_path: Path) -> None:
    """Cancelled, the process is ended before the wait is."""
    task = asyncio.create_task(learned(FILES, tmp_path))
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    while not children.read_text(encoding="ascii"):  # noqa: ASYNC240, ASYNC110 - of the system, not of a disk
        await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait((task,))

    assert task.cancelled()
    assert "" == children.read_text(encoding="ascii")  # noqa: ASYNC240 - of the system, not of a disk
