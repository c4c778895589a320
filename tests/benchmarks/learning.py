"""Learn synthetic content in a process of its own, and print what that took, as JSON (called by `sizes.learn`)."""

from __future__ import annotations

import gc
import json
import sys
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks.measuring import clock, peak_megabytes, resident_megabytes
from tests.benchmarks.sizes import Learning, matcher, shipped_words


def main() -> None:
    """Learn the content of the size that is asked for; what was learned stays in the folder."""
    size, folder = int(sys.argv[1]), Path(sys.argv[2])
    shipped_words()
    gc.collect()
    before = resident_megabytes()
    began = clock()
    learned = matcher(size, folder)
    seconds = clock() - began
    gc.collect()
    print(json.dumps(asdict(Learning(seconds, peak_megabytes() - before, resident_megabytes() - before))))  # noqa: T201
    del learned


if __name__ == "__main__":
    main()
