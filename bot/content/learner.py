"""Learn from a content in a process of its own, which ends when it has learned.

Rule: what learns never answers, and what answers never learns. Learning takes minutes of a processor and more than a
gigabyte; here it gives way to everything else on the machine, is the first to go when memory runs out, and gives back
what it took. It gets the content and nothing else: no token, no word of anybody who writes to the bot.

    python -m bot.content.learner FOLDER VERSION

reads the files from standard input, a JSON object on one line (path -> text), and keeps what it learned in FOLDER as
`memory` does. It ends when standard input does: whoever asked is gone then.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.content.build import build
from bot.content.check import inspect
from bot.content.learn import learn
from bot.content.memory import FileMemory, version

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.content.schema import Model
    from bot.core.learned import Learned
    from bot.core.script import Script, Understanding

#: How a learner ends whose code is not the code of whoever asked: it was changed on the disk meanwhile.
OTHER_CODE: Final = 3
#: Seconds after which learning has gone wrong: it takes two minutes on a slow machine.
LONGEST: Final = 1800.0
#: Seconds a learner has to put away a file it is writing.
_TO_END: Final = 5.0
#: Of the environment a learner gets what Python itself reads.
_ENVIRONMENT: Final = ("HOME", "LANG", "LD_LIBRARY_PATH", "PATH", "PYTHONHOME", "PYTHONPATH", "TMPDIR")
#: It may say in one line what went wrong.
_LONGEST_LINE: Final = 200


class LearnerError(Exception):
    """Nothing was learned; the message says why, in a few words."""


async def learned(files: Mapping[str, bytes], folder: Path) -> None:
    """Learn what a checked content teaches, and keep it in a folder (its whole path). Raises LearnerError.

    Cancelled, it ends the process it began.
    """
    asked_version, line = await asyncio.to_thread(lambda: (version(files), _line(files)))
    process = await _begin(folder, asked_version)
    try:
        async with asyncio.timeout(LONGEST):
            said = await _asked(process, line)
    except TimeoutError:
        raise LearnerError(f"it took longer than {LONGEST:.0f} s") from None
    finally:
        await _end(process)
    if process.returncode == OTHER_CODE:
        raise LearnerError("the code of the bot was changed too: start the bot again")
    if process.returncode:
        raise LearnerError(said or f"it ended with {_ended(process.returncode)}")


async def _begin(folder: Path, asked_version: str) -> asyncio.subprocess.Process:
    try:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", __name__, str(folder), asked_version),
            cwd=Path(__file__).parents[2],
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,  # what is typed in the terminal of the bot is not for it
        )
    except OSError as error:
        raise LearnerError(f"no process could be begun ({type(error).__name__})") from None


def _line(files: Mapping[str, bytes]) -> bytes:
    return json.dumps({name: data.decode() for name, data in files.items()}).encode() + b"\n"


async def _asked(process: asyncio.subprocess.Process, line: bytes) -> str:
    """Hand the files in, wait for the end; standard input stays open as long as somebody waits."""
    if process.stdin is None or process.stdout is None:
        raise AssertionError("it was begun with both")
    with suppress(ConnectionError):  # it has ended already, and its status says why
        process.stdin.write(line)
        await process.stdin.drain()
    said = await process.stdout.read(_LONGEST_LINE)
    await process.wait()
    return said.decode(errors="replace").strip()


async def _end(process: asyncio.subprocess.Process) -> None:
    """End the process if it goes on, also when nobody waits for it any more."""
    for ask in (process.terminate, process.kill):
        if process.returncode is None:
            with suppress(ProcessLookupError):
                ask()
            with suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), _TO_END)


def _ended(status: int) -> str:
    return f"signal {-status}" if status < 0 else f"status {status}"


# ---- what was learned ----------------------------------------------------------------------------------------------


class _NotKeptError(Exception):
    """What was to be recalled has not been learned."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A memory that only recalls: what is missing is learned elsewhere."""

    memory: FileMemory

    def recall(self, name: str, learn: Callable[[], Learned]) -> Learned:  # noqa: ARG002 - another process does
        """Give what is kept. Raises _NotKeptError."""
        kept = self.memory.kept(name)
        if kept is None:
            raise _NotKeptError(name)
        return kept


def recalled(
    files: Mapping[str, bytes], models: Mapping[str, Model], script: Script, folder: Path
) -> Understanding | None:
    """Build what is kept in a folder of what was learned from a content; None when it is not all there.

    That is no exception to the caller: one that leaves a thread stays in a circle with all it passed through, and the
    content that was played would stay with it.
    """
    try:
        return learn(models, script.entries.values(), script.scenarios.values(), _Kept(FileMemory(folder, files)))
    except _NotKeptError:
        return None


# ---- inside the process --------------------------------------------------------------------------------------------


def main(folder: str, asked_version: str) -> int:
    """Learn what standard input holds; return the exit status."""
    _give_way()
    files = {name: text.encode() for name, text in json.loads(sys.stdin.buffer.readline()).items()}
    threading.Thread(target=_end_with_whoever_asked, daemon=True).start()
    if version(files) != asked_version:
        return OTHER_CODE
    try:
        build(inspect(files, passed=True).models, memory=FileMemory(Path(folder), files))
    except Exception as error:  # noqa: BLE001 - it is told, and this process is over
        print(f"{type(error).__name__} at {_place(error)}")  # noqa: T201 - whoever asked reads it
        return 1
    return 0


def _give_way() -> None:
    """Leave processor and memory to others; a system that knows no such thing is served all the same."""
    signal.signal(signal.SIGTERM, _put_away)
    with suppress(OSError):
        os.nice(19)
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def _put_away(_number: int, _frame: Any) -> None:
    """End as programs end, so that no file stays half written."""
    raise SystemExit(1)


def _end_with_whoever_asked() -> None:
    while os.read(sys.stdin.fileno(), 1):  # past the buffer, which must not be held when Python ends
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def _place(error: BaseException) -> str:
    """Say where, without what: an error's words may quote the content."""
    innermost = error.__traceback__
    while innermost and innermost.tb_next:
        innermost = innermost.tb_next
    return f"{Path(innermost.tb_frame.f_code.co_filename).name}:{innermost.tb_lineno}" if innermost else "?"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
