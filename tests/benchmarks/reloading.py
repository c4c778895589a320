"""Changed content while people are answered: what a reload takes, and what it costs those who wait for an answer.

.venv/bin/python -m tests.benchmarks.reloading                     0, 100, 300 and 1,000 more stories
.venv/bin/python -m tests.benchmarks.reloading --stories 0 1000    these only

Each size has a process of its own, so that its memory is its own. In it the content is loaded, then a story is changed
up to twenty times; the first time everything is looked at, then only what changed. People type all the while, every
twentieth of a second; between two reloads as many are answered with nothing going on, so that both are measured side by
side. An answer's time runs from when it was typed: who waits for another's answer waits too.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import re
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from itertools import cycle
from typing import TYPE_CHECKING, Final

from bot.app import TURN, cache_folder
from bot.content.check import inspect
from bot.content.live import Live
from bot.content.load import load_files, read_files
from bot.conversation import Conversation, Uncounted
from bot.core.turn import Said, Turn
from bot.settings import read_settings
from tests.benchmarks.checking import retitled
from tests.benchmarks.measuring import Latency, peak_megabytes, resident_megabytes
from tests.chat import NOON
from tests.quality.sets import questions
from tests.quality.shipped import ROOT
from tests.quality.tables import table

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

SIZES: Final = (0, 100, 300, 1000)
RELOADS: Final = 20
#: Of many stories a reload takes long: fewer of them.
_MOST_RELOADED: Final = 3_000
#: Seconds between two people, and people between two reloads.
_PACE: Final = 0.05
_BETWEEN: Final = 40
#: When answers are timed, in the order of the table.
_WHEN: Final = ("quiet", "during_first", "during")
_STORY: Final = re.compile(r"dialogues/\d")
_ID: Final = re.compile(r"(?m)^id: (\S+)$")


@dataclass(frozen=True, slots=True)
class Reloading:
    """What one size took: seconds of processor and of the clock, megabytes, and answers' milliseconds."""

    stories: int
    files: int
    load: float
    check: float
    first: float
    reload: float
    reload_clock: float
    held: float
    held_after: float
    peak: float
    quiet: Latency
    during_first: Latency
    during: Latency


def with_stories(number: int) -> dict[str, bytes]:
    """Give the shipped content and so many more stories: its own, under other ids and titles."""
    files = read_files(ROOT)
    stories = sorted(name for name in files if _STORY.match(name))
    for place in range(number):
        name = stories[place % len(stories)]
        renamed = _ID.sub(rf"id: \1-{place}", files[name].decode(), count=1)
        files[name.replace(".yaml", f"-{place}.yaml")] = retitled(renamed, place).encode()
    return files


async def measure(number: int) -> Reloading:
    """Load one size, and reload it while people type."""
    files = with_stories(number)
    began = time.process_time()
    script = load_files(files, cache_folder(read_settings()))
    load = time.process_time() - began
    began = time.process_time()
    assert not inspect(files).problems
    check = time.process_time() - began
    live = Live(files, script, lambda: NOON)
    conversation = Conversation(script, lambda: NOON, Uncounted(), lambda: 0)
    del script
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(TURN)
    texts = cycle(question.text for question in questions())

    def typed() -> None:
        conversation.answer(Turn(Said(next(texts)), "fr"))

    quiet: list[float] = []
    during: list[list[float]] = []
    took: list[tuple[float, float]] = []
    held = 0.0
    changed = min(name for name in files if _STORY.match(name))
    for _ in range(max(3, min(RELOADS, _MOST_RELOADED // (number + 1)))):
        quiet += [waited async for waited in _answered(typed, lambda count: count < _BETWEEN)]
        files = {**files, changed: files[changed] + b"\n"}
        clock, processor = time.perf_counter(), time.process_time()
        reloading = asyncio.create_task(live.refresh(files))
        during.append([waited async for waited in _answered(typed, lambda _, task=reloading: not task.done())])  # type: ignore[misc]
        took.append((time.process_time() - processor, time.perf_counter() - clock))
        assert "fresh" == (await reloading).kind
        conversation.script = live.script
        gc.freeze()
        held = held or resident_megabytes()
    first, *later = took
    middle = sorted(later)[len(later) // 2]
    return Reloading(
        number, len(files), load, check, first[0], *middle, held, resident_megabytes(), peak_megabytes(),
        Latency.of(quiet), Latency.of(during[0]), Latency.of([waited for each in during[1:] for waited in each]),
    )  # fmt: skip


async def _answered(typed: Callable[[], None], more: Callable[[int], bool]) -> AsyncIterator[float]:
    """Answer one person after the other at a pace; give how long each waited, in seconds."""
    due = time.perf_counter()
    count = 0
    while more(count):
        await asyncio.sleep(max(due - time.perf_counter(), 0))
        typed()
        yield time.perf_counter() - due
        count += 1
        due += _PACE


def main() -> None:
    """Measure each size in a process of its own, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.reloading", description="Reload under load.")
    parser.add_argument("--stories", type=int, nargs="*", default=SIZES)
    parser.add_argument("--one", type=int, help="measure this size here, and print JSON")
    options = parser.parse_args()
    if options.one is not None:
        print(json.dumps(asdict(asyncio.run(measure(options.one)))))  # noqa: T201 - this prints
        return
    rows = []
    for number in options.stories:
        print(f"benchmarks: {number} more stories", file=sys.stderr, flush=True)  # noqa: T201 - progress
        command = [sys.executable, "-m", "tests.benchmarks.reloading", "--one", str(number)]
        found = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
        rows.append(
            (
                f"{found['stories']:,}",
                f"{found['files']:,}",
                *(f"{found[key]:.1f}" for key in ("load", "check", "first", "reload", "reload_clock")),
                *(f"{found[key]:,.0f}" for key in ("held", "held_after", "peak")),
                *(f"{found[when][key]:.1f}" for when in _WHEN for key in ("p50", "p99", "worst")),
            )
        )
    head = (
        *("more stories", "files", "load s", "check s", "first reload s", "next reload s", "by the clock"),
        *("held MB", "after all", "at most"),
        *("quiet p50 ms", "p99", "worst", "first reload p50 ms", "p99", "worst", "next p50 ms", "p99", "worst"),
    )
    print(table("Reload under load, processor seconds", head, rows, named=0))  # noqa: T201 - this prints


if __name__ == "__main__":
    main()
