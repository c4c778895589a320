"""A folder of content on the disk: when it has changed, and is still again.

Rule: what is looked at is the folder, not what the system tells about it. Being told only makes looking sooner, so
nothing is missed when the system tells nothing: a folder that goes and comes back, a link that leads elsewhere, a disk
of another machine, no watches left.
A change is told once the folder has kept still for a moment: many files at once, or a file written beside and renamed,
are one change.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from watchfiles import awatch

from bot.content.load import FOLDERS, MOST_FILES, paths_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

log = logging.getLogger(__name__)

#: Seconds without a change after which the folder is still. Editors and `git` leave less between two writes.
STILL: Final = 0.5
#: A folder that never keeps still is read after this many seconds all the same.
LONGEST_UNREST: Final = 10.0
#: Seconds between two looks while the system tells of changes, and while it does not.
LOOK_WATCHED: Final = 15.0
LOOK_UNWATCHED: Final = 2.0
#: Milliseconds after which the watch looks whether it is to end.
_STEP: Final = 100

#: What a look sees of one file: number of the file, size, and the times of its last changes.
Seen = dict[str, tuple[int, int, int, int]]

# It tells how many files changed, at a level of its own; what is worth telling is told here.
logging.getLogger("watchfiles").setLevel(logging.CRITICAL)


def look(folder: Path) -> Seen:
    """See every YAML file of the content without opening it; what cannot be seen is not there.

    A folder that cannot be listed is seen, so that it is told: files may be missing.
    """
    seen: Seen = {}

    def unlisted(error: OSError) -> None:
        seen[error.filename] = (0, 0, 0, 0)

    for path in paths_in(folder, unlisted)[: MOST_FILES + 1]:
        with suppress(OSError):
            found = path.stat()
            seen[str(path)] = (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    return seen


async def changes(folder: Path, still: float = STILL) -> AsyncIterator[None]:
    """Tell at once, and then each time the folder has changed and kept still for so many seconds."""
    watch = _Watch(folder)
    seen: Seen | None = None
    try:
        while True:
            now = await asyncio.to_thread(look, folder)
            if now != seen:
                seen = await _stilled(folder, now, still) if seen is not None else now
                yield
            await watch.wait()
    finally:
        await watch.end()


async def _stilled(folder: Path, seen: Seen, still: float) -> Seen:
    loop = asyncio.get_running_loop()
    latest = loop.time() + max(LONGEST_UNREST, still)
    while True:
        await asyncio.sleep(still)
        before, seen = seen, await asyncio.to_thread(look, folder)
        if seen == before or loop.time() > latest:
            return seen


class _Watch:
    """What the system tells of changes, begun again when other folders stand in the place of those watched."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._told = asyncio.Event()
        self._end = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._watched: tuple[tuple[int, int], ...] = ()

    async def wait(self) -> None:
        """Wait until a change is told, or until it is time to look."""
        standing = await asyncio.to_thread(self._standing)
        if standing != self._watched:
            await self.end()
            self._watched = standing
            if standing:
                self._end = asyncio.Event()
                self._task = asyncio.create_task(self._listen(self._end))
        watched = self._task is not None and not self._task.done()
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_WATCHED if watched else LOOK_UNWATCHED):
                await self._told.wait()
        self._told.clear()

    async def end(self) -> None:
        """Give the watches back."""
        self._end.set()
        if self._task:
            await self._task
            self._task = None

    def _standing(self) -> tuple[tuple[int, int], ...]:
        """Say which folders stand there now; none while one of them is missing."""
        try:
            found = [(self._folder / name).stat() for name in FOLDERS]
        except OSError:
            return ()
        return tuple((each.st_dev, each.st_ino) for each in found)

    async def _listen(self, end: asyncio.Event) -> None:
        paths = [self._folder / name for name in FOLDERS]
        try:
            async for _ in awatch(
                *paths, watch_filter=None, step=_STEP, stop_event=end, debug=False, ignore_permission_denied=True
            ):
                self._told.set()
        except Exception as error:  # noqa: BLE001 - whatever it was, the folder is looked at all the same
            log.warning(
                "the system tells of no changes (%s): the content is looked at every %.0f s instead",
                type(error).__name__,
                LOOK_UNWATCHED,
            )
            self._told.set()
