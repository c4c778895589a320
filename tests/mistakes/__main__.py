"""A table of what the check makes of every mistake: `python -m tests.mistakes [slug or family …]`."""

from __future__ import annotations

import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from os import cpu_count
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mistakes.marks import Examiner, Marked
from tests.mistakes.mistake import FINE, Mistake, read_fine, read_mistakes


def main(wanted: frozenset[str]) -> None:
    """Mark every mistake, or those whose slug or family is wanted, and print a line or more for each."""
    mistakes = [one for one in read_mistakes() + read_fine() if not wanted or wanted & {one.slug, one.family}]
    verdicts: Counter[str] = Counter()
    with ProcessPoolExecutor(cpu_count()) as pool:
        for mistake, (verdict, text) in zip(mistakes, pool.map(_marked, mistakes), strict=True):
            verdicts[verdict] += 1
            sys.stdout.write(f"{mistake.family} {mistake.slug}: {text}\n")
            sys.stdout.flush()
    sys.stdout.write(", ".join(f"{verdict} {number}" for verdict, number in verdicts.most_common()) + "\n")


def _marked(mistake: Mistake) -> tuple[str, str]:
    with TemporaryDirectory() as folder:
        if mistake.family != FINE:
            marked = Examiner().marked(mistake, Path(folder))
            return marked.verdict, str(marked)
        told = Examiner().told(mistake, Path(folder))
        verdict = "told though fine" if told else "fine, and not told"
        return verdict, str(Marked("caught", told, frozenset())).replace("caught", verdict, 1)


if __name__ == "__main__":
    main(frozenset(sys.argv[1:]))
