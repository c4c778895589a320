"""Time and memory of one thing at a time.

Rule: every figure comes from texts that differ, so that no memory of the last answer can help; and it is processor time
of this thread, which other programs on the machine do not change (nothing that is measured waits for anything).
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import thread_time as clock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["Latency", "clock", "latency", "peak_megabytes", "resident_megabytes", "undisturbed"]


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds for one text: half of the texts took at most p50, all but one in a hundred at most p99."""

    texts: int
    p50: float
    p99: float
    worst: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Latency:
        """Sort what was timed."""
        ordered = sorted(1000 * each for each in seconds)
        p50, p99 = (ordered[min(len(ordered) * part // 100, len(ordered) - 1)] for part in (50, 99))
        return cls(len(ordered), p50, p99, ordered[-1])


def latency(answer: Callable[[str], object], texts: Sequence[str]) -> Latency:
    """Answer each text once; the first ten are answered before, to warm up."""
    for text in texts[:10]:
        answer(text)
    seconds = []
    with undisturbed():
        for text in texts:
            began = clock()
            answer(text)
            seconds.append(clock() - began)
    return Latency.of(seconds)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep the collector from walking through the content while something is timed (the bot freezes it)."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def resident_megabytes() -> float:
    """Read how much memory this process holds now."""
    return _status("VmRSS")


def peak_megabytes() -> float:
    """Read how much memory this process held at most."""
    return _status("VmHWM")


def _status(name: str) -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split(f"{name}:")[1].split()[0]) / 1024
