"""How the check is marked: one verdict for each mistake.

Rule: a mistake counts as caught only when it is told at the line where a moderator must type, as grave as it is, and
with one further problem at most: who reads five problems for one slip mends the wrong one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from bot.content.check import Checker
from bot.content.load import read_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.content.problem import Problem
    from tests.mistakes.mistake import Files, Mistake

Verdict = Literal["caught", "missed", "line wrong", "too many", "severity"]

ROOT: Final = Path(__file__).parents[2]
#: The day of the examination: what ships was checked a few days before.
TODAY: Final = date(2026, 12, 1)
#: The problem itself, and one that follows from it.
MOST_TOLD: Final = 2


@dataclass(frozen=True, slots=True)
class Marked:
    """What became of one mistake: its verdict, what was told, and the lines where it should have been."""

    verdict: Verdict
    told: tuple[Problem, ...]
    expected: frozenset[tuple[str, int]]

    def __str__(self) -> str:
        told = "".join(f"\n  told: {problem}" for problem in self.told) or "\n  nothing is told"
        places = " or ".join(f"{file}:{line}" for file, line in sorted(self.expected)) or "nowhere"
        return f"{self.verdict}, expected at {places}{told}"


class Examiner:
    """Lays mistakes over the shipped content and marks what the check tells.

    All go through one checker, as in a studio where a moderator makes and mends one mistake after the other.
    """

    def __init__(self) -> None:
        self.files: Files = read_files(ROOT)
        self._checker = Checker()

    def told(self, mistake: Mistake, folder: Path) -> tuple[Problem, ...]:
        """Give what the check tells of the content with this mistake in it. Raises DoesNotFitError.

        `folder` is empty: there the content is written when the mistake is one of names.
        """
        files: Files = mistake.laid(self.files)
        if mistake.changes_names:
            files = read_files(_written(folder, files))
        return tuple(self._checker.look(files, TODAY).problems)

    def marked(self, mistake: Mistake, folder: Path) -> Marked:
        """Mark one mistake. Raises DoesNotFitError."""
        laid = mistake.laid(self.files)
        expected = frozenset((place.file, place.line(laid)) for place in mistake.places)
        told = self.told(mistake, folder)
        return Marked(_verdict(mistake, told, expected), told, expected)


def _verdict(mistake: Mistake, told: Sequence[Problem], expected: frozenset[tuple[str, int]]) -> Verdict:
    there = [problem for problem in told if (problem.file, problem.line) in expected]
    if not told:
        return "missed"
    if not there:
        return "line wrong"
    if len(told) > MOST_TOLD:
        return "too many"
    if mistake.severity not in {problem.severity for problem in there}:
        return "severity"
    return "caught"


def _written(folder: Path, files: Files) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder
