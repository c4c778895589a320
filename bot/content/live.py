"""The content that is played, renewed while it is played.

Rule: what is played passed every check, whole. Files that do not pass change nothing but what is told about them.

New files are looked at, checked and built in a thread, so that answers go on; taking them is one assignment.
Where nothing changed that is learned from, what typed words mean is taken over as it is. Where something did, it is
learned in a process of its own (`learner`) while the content before is played on.
There is one learning at a time, and the last version wins.
"""

from __future__ import annotations

import asyncio
import gc
import hashlib
import logging
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from bot.content import learner
from bot.content.build import build
from bot.content.check import Checker, Content
from bot.content.forms import printable
from bot.content.learn import held_to
from bot.content.load import NoContentError, load_files, read_files, without_long_collections
from bot.content.memory import FileMemory, version
from bot.content.watching import STILL, changes

if TYPE_CHECKING:
    from datetime import datetime

    from bot.content.problem import Problem
    from bot.content.schema import Model
    from bot.core.script import Script, Understanding

log = logging.getLogger(__name__)

#: A learning that has gone on for this many seconds is let end when another version comes: who changes an example every
#: minute would otherwise never see one. A younger one is given up for the newer version.
WORTH_ENDING: Final = 40.0
#: This many problems are named in the log; `check` tells them all.
_MOST_LOGGED: Final = 5

Files = Mapping[str, bytes]
Look = Callable[[Files], Content]
#: Files that could not be read; a content that could not be built, though it passed, or learned from.
Trouble = Literal["", "read", "build", "learn"]


@dataclass(frozen=True, slots=True)
class State:
    """How what is played stands to the files, since when.

    `loaded`, `digest` and `files` (their number) are of what is played. `learning`: since when a newer content is
    learned from. `problems`: why the newest files are refused. `trouble`: what could not be done with them instead, and
    `detail` why, in a few words of English.
    """

    since: datetime
    loaded: datetime
    digest: str
    files: int
    learning: datetime | None = None
    problems: tuple[Problem, ...] = ()
    trouble: Trouble = ""
    detail: str = ""

    @property
    def kind(self) -> Literal["fresh", "learning", "refused", "failed"]:
        """What matters most: `fresh` when what is played is what the files say."""
        if self.problems:
            return "refused"
        if self.trouble:
            return "failed"
        return "learning" if self.learning else "fresh"


@dataclass(frozen=True, slots=True)
class _Made:
    """A content that passed; the understanding of its script may be older than its texts."""

    files: Files
    models: Mapping[str, Model]
    script: Script
    version: str
    digest: str


class Live:
    """The content of one folder, or of an editor, while it changes.

    Everything but what is said to run in a thread runs on the event loop; so does `told`.
    """

    def __init__(  # noqa: PLR0913 - what is played, and all that this layer may not know by itself
        self,
        files: Files,
        script: Script,
        clock: Callable[[], datetime],
        *,
        kept: Path | None = None,
        told: Callable[[Live], None] = lambda _: None,
        look: Look | None = None,
    ) -> None:
        """`files` (path -> bytes) are what `script` was loaded from.

        `kept`: the folder for what is learned. `told` is called after each change of script or state; it must not
        raise. `look` reads and checks all files, in a thread, one call at a time; without it, a `Checker` does.
        """
        self._script = script
        self._clock = clock
        self._kept = kept
        self.told = told
        self._look: Look = look or Checker().look
        self._seen: Files | None = dict(files)
        self._version = version(files)
        now = clock()
        self._state = State(now, now, digest(files), len(files))
        self._one_at_a_time = asyncio.Lock()
        self._next: _Made | None = None
        self._now: _Made | None = None
        self._began = 0.0
        self._work: asyncio.Task[Understanding] | None = None
        self._learning: asyncio.Task[None] | None = None

    @classmethod
    def open(
        cls,
        folder: Path,
        clock: Callable[[], datetime],
        *,
        kept: Path | None = None,
        told: Callable[[Live], None] = lambda _: None,
        look: Look | None = None,
    ) -> Live:
        """Load the content of a folder. Raises NoContentError and ContentError."""
        files = read_files(folder)
        return cls(files, load_files(files, kept), clock, kept=kept, told=told, look=look)

    @property
    def script(self) -> Script:
        """The last content that passed every check, with what was learned from it."""
        return self._script

    @property
    def state(self) -> State:
        """How `script` stands to the files."""
        return self._state

    async def follow(self, folder: Path, still: float = STILL) -> None:
        """Take each change of a folder, until cancelled. `still`: see `watching.changes`."""
        async for _ in changes(folder, still):
            try:
                files = await asyncio.to_thread(read_files, folder)
            except NoContentError as error:
                self._seen = None
                log.warning("the content cannot be read, the one before it stays: %s", error)
                self._turn(trouble="read", detail=str(error))
            else:
                await self.refresh(files)

    async def refresh(self, files: Files) -> State:
        """Take new files (path -> bytes): play them, learn from them first, or say why they are refused.

        Returns once that is decided, in the time of a check; never raises. The same files again change nothing.
        """
        async with self._one_at_a_time:
            if files == self._seen:
                return self._state
            self._seen = dict(files)
            if digest(files) == self._state.digest:  # back to what is played: it passed, and is learned
                self._learn_nothing()
                self._turn()
                return self._state
            try:
                made, problems = await asyncio.to_thread(self._make, self._seen)
            except Exception as error:  # noqa: BLE001 - whatever it was, the content that is played is played on
                self._fail("build", type(error).__name__, error)
                return self._state
            if made is None:
                self._refuse(problems)
            elif made.version == self._version:
                self._learn_nothing()
                self._play(made, made.script)
                self._turn()
            else:
                self._learn_from(made)
            return self._state

    async def settled(self) -> State:
        """Wait until nothing is being learned."""
        while self._learning:
            await asyncio.wait((self._learning,))
        return self._state

    async def close(self) -> None:
        """End what is being learned."""
        if self._learning:
            self._learning.cancel()
            await asyncio.wait((self._learning,))

    # ---- taking files

    def _make(self, files: Files) -> tuple[_Made | None, Sequence[Problem]]:
        """Check and build, in a thread; what typed words mean is taken over from what is played."""
        with without_long_collections(), _left_alone():
            found = self._look(files)
            if found.errors:
                return None, found.errors
            understanding = self._script.understanding
            script = build(found.models, understanding)
            script = replace(script, understanding=held_to(understanding, script))
            if self._kept:
                FileMemory(self._kept, files).note_passed(files)
            return _Made(files, found.models, script, version(files), digest(files)), ()

    def _play(self, made: _Made, script: Script) -> None:
        self._script = script
        self._version = made.version
        self._state = State(self._clock(), self._clock(), made.digest, len(made.files), self._state.learning)
        log.info("the content was changed: %d files, digest %s", len(made.files), made.digest)

    def _refuse(self, problems: Sequence[Problem]) -> None:
        """Say where the problems are, not what stands there: somebody may have pasted a teen's words."""
        named = ", ".join(f"{printable(each.file)}:{each.line} {each.code}" for each in problems[:_MOST_LOGGED])
        log.warning(
            "the content has %d problems, the one before it stays: %s%s; `check` says how to mend them",
            len(problems),
            named,
            ", …" if len(problems) > _MOST_LOGGED else "",
        )
        self._turn(problems=tuple(problems))

    def _fail(self, trouble: Literal["build", "learn"], detail: str, error: BaseException | None = None) -> None:
        """Say what went wrong; the same files are tried again when they come again."""
        self._seen = None
        done = {"build": "built", "learn": "learned from"}[trouble]
        log.error("the content could not be %s, the one before it stays: %s", done, detail, exc_info=error)
        self._turn(trouble=trouble, detail=detail)

    def _turn(self, *, problems: tuple[Problem, ...] = (), trouble: Trouble = "", detail: str = "") -> None:
        self._state = replace(self._state, since=self._clock(), problems=problems, trouble=trouble, detail=detail)
        self.told(self)

    # ---- learning

    def _learn_from(self, made: _Made) -> None:
        """Learn from a content next; one that is learned from is given up for it, unless it soon ends."""
        if self._now and self._now.version == made.version:
            self._now, self._next = made, None
        else:
            self._next = made
            if self._work and asyncio.get_running_loop().time() - self._began < WORTH_ENDING:
                self._work.cancel()
        if self._learning is None:
            self._learning = asyncio.create_task(self._learn())
        self._state = replace(self._state, learning=self._clock())
        self._turn()

    def _learn_nothing(self) -> None:
        """Give up what is learned from: it is no longer what the files say."""
        self._now = self._next = None
        self._state = replace(self._state, learning=None)
        if self._work:
            self._work.cancel()

    async def _learn(self) -> None:
        """Learn from what comes, one content after the other."""
        try:
            while self._next:
                self._now, self._next = self._next, None
                self._began = asyncio.get_running_loop().time()
                self._work = asyncio.create_task(self._understand(self._now))
                try:
                    await asyncio.wait((self._work,))
                finally:
                    self._work.cancel()
                    await asyncio.wait((self._work,))
                async with self._one_at_a_time:
                    await self._took(self._work)
        finally:
            self._learning = self._work = self._now = self._next = None

    async def _took(self, work: asyncio.Task[Understanding]) -> None:
        """Play what was learned from, in its newest form; what was refused meanwhile is still refused."""
        made, self._now = self._now, None
        if not self._next:
            self._state = replace(self._state, learning=None)
        if work.cancelled() or made is None:
            return
        error = work.exception()
        if isinstance(error, learner.LearnerError):
            self._fail("learn", str(error))
        elif error:
            self._fail("learn", type(error).__name__, error)
        else:
            understanding = await asyncio.to_thread(held_to, work.result(), made.script)
            before = self._state
            self._play(made, replace(made.script, understanding=understanding))
            self._turn(problems=before.problems, trouble=before.trouble, detail=before.detail)

    async def _understand(self, made: _Made) -> Understanding:
        """Recall what was learned from a content, or have it learned. Raises LearnerError."""
        if self._kept:
            recalled = await asyncio.to_thread(learner.recalled, made.files, made.models, made.script, self._kept)
            return recalled or await self._learned(made, self._kept)
        with tempfile.TemporaryDirectory(prefix="pile-ou-face-") as folder:
            return await self._learned(made, Path(folder))

    async def _learned(self, made: _Made, folder: Path) -> Understanding:
        log.info("the content was changed, and what typed words mean is learned anew; the one before it is played on")
        await learner.learned(made.files, folder)
        recalled = await asyncio.to_thread(learner.recalled, made.files, made.models, made.script, folder)
        if recalled is None:
            raise learner.LearnerError("what was learned could not be kept")
        return recalled


@contextmanager
def _left_alone() -> Iterator[None]:
    """Let the garbage collector never look at what was made here.

    It stops every answer while it walks all that is held: a second, with a thousand stories.
    """
    try:
        yield
    finally:
        gc.freeze()


def digest(files: Files) -> str:
    """Name a content by all its files: 12 letters."""
    whole = hashlib.blake2s(digest_size=6)
    for name, data in sorted(files.items()):
        # A name that `git` or another program gives may hold bytes that are no UTF-8.
        whole.update(f"{name}\0{len(data)}\0".encode(errors="surrogateescape"))
        whole.update(data)
    return whole.hexdigest()
