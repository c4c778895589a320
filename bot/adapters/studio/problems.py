"""A problem in the words of whoever mends it, and whose problem it is.

Rule: everything the page shows of a problem goes through here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.content.problem import Problem, Severity
    from bot.core.turn import Lang


@dataclass(frozen=True, slots=True)
class Told:
    """One problem as it is shown. `hint` is empty where there is nothing to add."""

    file: str
    line: int
    code: str
    severity: Severity
    sentence: str
    hint: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many problems something has."""

    errors: int = 0
    warnings: int = 0

    @property
    def severity(self) -> Severity | None:
        """The worst of them."""
        return "error" if self.errors else "warning" if self.warnings else None


def in_words(problem: Problem, lang: Lang) -> Told:
    """Give a problem in one language."""
    return Told(problem.file, problem.line, problem.code, problem.severity, problem.sentence[lang], problem.hint[lang])


def tally(problems: Iterable[Problem]) -> Tally:
    """Count problems."""
    found = [problem.severity for problem in problems]
    return Tally(found.count("error"), found.count("warning"))


def between(problems: Iterable[Problem], file: str, first: int, end: int) -> list[Problem]:
    """List the problems of a file from one line on, to before another."""
    return [problem for problem in problems if problem.file == file and first <= problem.line < end]
