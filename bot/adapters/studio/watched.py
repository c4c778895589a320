"""The content folder as it stands on the disk now, read again whenever a file is saved.

Rule: what is drawn is what can be read; what is played is the last content without a problem.
Learning runs in a process of its own and takes a minute or two; meanwhile the words learned before are understood.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import multiprocessing
import signal
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from watchfiles import awatch

from bot.adapters.studio.apart import apart
from bot.content import checks
from bot.content.build import build
from bot.content.learn import nothing_learned
from bot.content.load import FOLDERS, NoContentError, inspect, read_files
from bot.content.memory import FileMemory

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from pathlib import Path as FilePath

    from bot.content.load import Content
    from bot.content.positions import Document
    from bot.content.problem import Path, Problem
    from bot.content.schema import Model
    from bot.core.learned import Learned
    from bot.core.script import Script, Understanding

log = logging.getLogger(__name__)

State = Literal["checking", "learning", "fresh", "refused"]
#: An editor writes a file in several steps; this long without another one, in milliseconds, and it is saved.
_QUIET: Final = 30
#: A `git checkout` of many files is read in parts of at most this many milliseconds.
_LONGEST_BURST: Final = 400


@dataclass(frozen=True, slots=True)
class Seen:
    """The content at one moment.

    `documents`, `models`: of each file that can be read. `problems`: sorted; `by_itself`: those one file has alone.
    `script`: the last one without a problem.
    `understands`: typed words mean something; before anything was learned they do not.
    `state`: `checking` a saved file, `refused` for its problems, `learning` what typed words mean, or `fresh`.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    models: Mapping[str, Model] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    by_itself: tuple[Problem, ...] = ()
    script: Script | None = None
    understands: bool = False
    state: State = "checking"

    def line(self, file: str, path: Path = ()) -> int:
        """Give the line (from 1) of a part of a file, or of the nearest part around it."""
        document = self.documents.get(file)
        return document.at(path)[0] if document else 1


class Watched:
    """Reads a folder, keeps reading it, and tells every page."""

    def __init__(self, folder: FilePath, kept: FilePath | None) -> None:
        """`kept`: where what is learned is looked for and put. Raises NoContentError when there is nothing to read."""
        self._folder = folder
        self._kept = kept
        self._read: dict[str, tuple[bytes, Content]] = {}
        self._understanding: Understanding | None = None
        self._learned_from: Mapping[str, bytes] = {}
        self._changed = asyncio.Condition()
        self._to_check = asyncio.Event()
        self._to_check.set()
        self._to_learn = asyncio.Event()
        self.now = Seen()
        self.now = Seen(**self._shaped(read_files(folder)))

    async def changes(self, after: Seen) -> AsyncIterator[Seen]:
        """Give each new state that follows one; of several at once, the last."""
        while True:
            async with self._changed:
                while self.now is after:
                    await self._changed.wait()
            after = self.now
            yield after

    async def run(self) -> None:
        """Check, learn and watch until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._keep_checking())
            tasks.create_task(self._keep_learning())
            folders = [self._folder / name for name in FOLDERS]
            async for _ in awatch(*folders, step=_QUIET, debounce=_LONGEST_BURST):
                await self._read_again()

    async def _tell(self, **changes: Any) -> None:
        """Change these fields of what is seen, and wake the pages; what others changed meanwhile stays."""
        async with self._changed:
            self.now = replace(self.now, **changes)
            self._changed.notify_all()

    # ---- reading and checking --------------------------------------------------------------------------------------

    async def _read_again(self) -> None:
        """Show a saved file as soon as it is read; what takes longer to check follows."""
        with suppress(NoContentError, OSError):  # a folder that is being moved comes back, or is told when it does not
            files = await apart(read_files, self._folder)
            if files != self.now.files:
                await self._tell(**await apart(self._shaped, files))
                self._to_check.set()

    def _shaped(self, files: Mapping[str, bytes]) -> dict[str, Any]:
        """Read what changed and keep the rest; problems of files that did not change stay until they are checked."""
        read = {
            name: before if (before := self._read.get(name)) and before[0] == data else (data, _alone(name, data))
            for name, data in files.items()
        }
        same = {name for name, file in read.items() if self._read.get(name) is file}
        kept = (problem for problem in self.now.problems if problem.file in same)
        by_itself = tuple(problem for _, content in read.values() for problem in content.problems)
        self._read = read
        return {
            "files": files,
            "documents": {name: content.documents[name] for name, (_, content) in read.items()},
            "models": {name: model for _, content in read.values() for name, model in content.models.items()},
            "problems": tuple(sorted({*kept, *by_itself})),
            "by_itself": by_itself,
            "state": "checking",
        }

    async def _keep_checking(self) -> None:
        while True:
            await self._to_check.wait()
            self._to_check.clear()
            seen = self.now
            problems = await apart(self._every_problem, seen)
            script = None if problems else await apart(self._built, seen)
            if self.now.files is not seen.files:
                continue
            if script is None:
                await self._tell(problems=problems, state="refused")
                continue
            state = "fresh" if seen.files == self._learned_from else "learning"
            await self._tell(problems=(), script=script, state=state)
            self._to_learn.set()

    def _every_problem(self, seen: Seen) -> tuple[Problem, ...]:
        """Check what files say about each other; what passed before, in this very state, passes again."""
        memory = FileMemory(self._kept, seen.files) if self._kept else None
        if memory and memory.passed(seen.files):
            return ()
        missing = [problem for problem in inspect({}, passed=True).problems if problem.file not in seen.files]
        alone = [*missing, *seen.by_itself]
        problems = tuple(sorted({*alone, *checks.run(seen.models, seen.documents, whole=not alone)}))
        if memory and not problems:
            memory.note_passed(seen.files)
        return problems

    def _built(self, seen: Seen) -> Script:
        """Make it playable, with what was understood before."""
        return build(seen.models, self._understanding or nothing_learned())

    # ---- learning --------------------------------------------------------------------------------------------------

    async def _keep_learning(self) -> None:
        while True:
            await self._to_learn.wait()
            self._to_learn.clear()
            seen = self.now
            if seen.state == "learning":
                self._understanding, self._learned_from = await self._learned(seen), seen.files
                script = self.now.script and replace(self.now.script, understanding=self._understanding)
                done = self.now.state == "learning" and self.now.files is seen.files
                await self._tell(script=script, understands=True, state="fresh" if done else self.now.state)
                gc.collect()  # what was understood before is half a gigabyte, in circles that nothing else lets go

    async def _learned(self, seen: Seen) -> Understanding:
        """Learn elsewhere, then read what was learned: the page answers clicks meanwhile."""
        if self._kept is None:
            return (await apart(build, seen.models)).understanding
        memory = FileMemory(self._kept, seen.files)
        with suppress(LookupError):
            return (await apart(build, seen.models, memory=_OnlyKept(memory))).understanding
        await _in_a_process(dict(seen.files), self._kept)
        return (await apart(build, seen.models, memory=memory)).understanding


def _alone(name: str, data: bytes) -> Content:
    """Read and shape one file; that the others are missing is no problem of this one."""
    content = inspect({name: data}, passed=True)
    content.problems = [problem for problem in content.problems if problem.file == name]
    return content


class _OnlyKept:
    """A memory that never learns."""

    def __init__(self, memory: FileMemory) -> None:
        self._memory = memory

    def recall(self, name: str, learn: Callable[[], Learned]) -> Learned:  # noqa: ARG002 - it is not learned here
        """Give what was kept. Raises LookupError when nothing was."""
        return self._memory.recall(name, _not_kept)


def _not_kept() -> Learned:
    raise LookupError("nothing was learned from this content yet")


async def _in_a_process(files: dict[str, bytes], kept: FilePath) -> None:
    """Learn into the folder. A process that breaks is no harm: whoever reads then learns by himself."""
    process = multiprocessing.get_context("spawn").Process(target=_learn_into, args=(files, kept), daemon=True)
    process.start()
    try:
        await apart(process.join)
    finally:
        process.kill()


def _learn_into(files: dict[str, bytes], kept: FilePath) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the page that started it ends it
    build(inspect(files, passed=True).models, memory=FileMemory(kept, files))
