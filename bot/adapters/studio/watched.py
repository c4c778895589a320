"""The content folder as it stands on the disk now, read again whenever a file is saved.

Rule: what is drawn is what can be read; what is played is the last content without an error.
Learning runs in a process of its own and takes a minute or two; meanwhile the words learned before are understood.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, Final, Literal

from bot.adapters.studio.apart import apart
from bot.content import learner
from bot.content.build import build
from bot.content.check import Checker
from bot.content.learn import held_to, nothing_learned
from bot.content.load import NoContentError, read_files
from bot.content.memory import FileMemory, version
from bot.content.watching import changes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from datetime import datetime

    from bot.content.check import Content
    from bot.content.positions import Document
    from bot.content.problem import Path, Problem
    from bot.content.schema import Model
    from bot.core.script import Script, Understanding

log = logging.getLogger(__name__)

State = Literal["checking", "learning", "fresh", "refused", "failed"]
#: An editor writes a file in several steps; this many seconds without another one, and it is saved.
_STILL: Final = 0.05


@dataclass(frozen=True, slots=True)
class Seen:
    """The content at one moment.

    `documents`, `models`: of each file that can be read. `problems`: in order.
    `script`: the last one without an error.
    `understands`: typed words mean something; before anything was learned they do not.
    `state`: `checking` a saved file, `refused` for its errors, `learning` what typed words mean, `failed` when that
    went wrong, or `fresh`.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    models: Mapping[str, Model] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    script: Script | None = None
    understands: bool = False
    state: State = "checking"

    def line(self, file: str, path: Path = ()) -> int:
        """Give the line (from 1) of a part of a file, or of the nearest part around it."""
        document = self.documents.get(file)
        return document.at(path)[0] if document else 1


class Watched:
    """Reads a folder, keeps reading it, and tells every page."""

    def __init__(self, folder: FilePath, kept: FilePath | None, now: Callable[[], datetime]) -> None:
        """`kept`: where what is learned is looked for and put. Raises NoContentError when there is nothing to read."""
        self._folder = folder
        self._kept = kept
        self._clock = now
        self._checker = Checker()
        self._understanding: Understanding | None = None
        self._learned = ""
        self._changed = asyncio.Condition()
        self._to_check = asyncio.Event()
        self._to_check.set()
        self._to_learn = asyncio.Event()
        self._files = read_files(folder)
        # The page opens with what each file says by itself; what they say about each other takes seconds at first.
        self.now = Seen(**_shown(self._files, self._checker.look(self._files, passed=True)))

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
            async for _ in changes(self._folder, _STILL):
                with suppress(NoContentError):  # a folder that is being moved comes back
                    files = await apart(read_files, self._folder)
                    if files != self._files:
                        self._files = files
                        self._to_check.set()

    async def _tell(self, **told: Any) -> None:
        """Change these fields of what is seen, and wake the pages; what others changed meanwhile stays."""
        async with self._changed:
            self.now = replace(self.now, **told)
            self._changed.notify_all()

    # ---- checking --------------------------------------------------------------------------------------------------

    async def _keep_checking(self) -> None:
        while True:
            await self._to_check.wait()
            self._to_check.clear()
            files = self._files
            content = await apart(self._checker.look, files, self._clock().date())
            shown = _shown(files, content)
            if content.errors:
                await self._tell(**shown, state="refused")
                continue
            script = await apart(self._built, content.models)
            is_learned = version(files) == self._learned
            await self._tell(**shown, script=script, state="fresh" if is_learned else "learning")
            if self._kept:
                await apart(FileMemory(self._kept, files).note_passed, files)
            if not is_learned:
                self._to_learn.set()

    def _built(self, models: Mapping[str, Model]) -> Script:
        """Make it playable, with what was understood before of what is still there."""
        understanding = self._understanding or nothing_learned()
        script = build(models, understanding)
        return replace(script, understanding=held_to(understanding, script))

    # ---- learning --------------------------------------------------------------------------------------------------

    async def _keep_learning(self) -> None:
        while True:
            await self._to_learn.wait()
            self._to_learn.clear()
            seen = self.now
            if seen.state not in ("learning", "failed") or seen.script is None:
                continue
            try:
                self._understanding = await self._learn(seen, seen.script)
            except learner.LearnerError as error:
                log.error("what typed words mean could not be learned: %s", error)  # noqa: TRY400 - it says why itself
                await self._tell(state="failed")
                continue
            self._learned = version(seen.files)
            now = self.now
            script = now.script and replace(now.script, understanding=held_to(self._understanding, now.script))
            done = now.state == "learning" and version(now.files) == self._learned
            await self._tell(script=script, understands=True, state="fresh" if done else now.state)
            gc.collect()  # what was understood before is half a gigabyte

    async def _learn(self, seen: Seen, script: Script) -> Understanding:
        """Recall what was learned, or learn elsewhere: the page answers clicks meanwhile. Raises LearnerError."""
        with tempfile.TemporaryDirectory(prefix="pile-ou-face-") as empty:
            folder = self._kept or FilePath(empty)
            found = await apart(learner.recalled, seen.files, seen.models, script, folder)
            if found is None:
                await learner.learned(seen.files, folder.absolute())
                found = await apart(learner.recalled, seen.files, seen.models, script, folder)
        if found is None:
            raise learner.LearnerError("what was learned could not be kept")
        return found


def _shown(files: Mapping[str, bytes], content: Content) -> dict[str, Any]:
    """Give the fields of what is seen that come from reading."""
    return {
        "files": files,
        "documents": content.documents,
        "models": content.models,
        "problems": tuple(content.problems),
    }
