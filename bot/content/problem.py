"""A problem is a value: where, what, and how to mend it, in both languages.

Rule: nothing is printed here and nothing is raised; all problems are gathered, sorted and shown at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.turn import Lang

Path = tuple[str | int, ...]
#: An error stops the content from being loaded; a warning does not.
Severity = Literal["error", "warning"]
NOTHING = Both("", "")
#: A name this unlike the written one is no suggestion but a guess.
_LEAST_LIKENESS = 0.6
#: A list longer than this is no help.
_FEW = 12


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `line` and `column` count from 1; `hint` says what to do, and may be empty."""

    file: str
    line: int
    column: int
    code: str
    severity: Severity
    sentence: Both
    hint: Both = NOTHING

    def told(self, lang: Lang) -> str:
        """Say what is wrong and how to mend it, without the place."""
        return f"{self.sentence[lang]} ({self.hint[lang]})" if self.hint[lang] else self.sentence[lang]

    def __str__(self) -> str:
        warning = "warning " if self.severity == "warning" else ""
        return f"{self.file}:{self.line}:{self.column}: {warning}{self.code} {self.told('en')}"


class ContentError(Exception):
    """The content must not be played; `problems` says why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__(f"{len(self.problems)} problems in the content")


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give each problem once, by file, line and column."""
    return tuple(
        sorted(set(problems), key=lambda each: (each.file, each.line, each.column, each.code, each.told("en")))
    )


def nearest(written: str, known: Iterable[str]) -> str | None:
    """Give the known name that was meant, if one is near enough."""
    names = sorted(set(known))
    found = process.extractOne(written, names, scorer=OSA.normalized_similarity, score_cutoff=_LEAST_LIKENESS)
    return found[0] if found else None


def did_you_mean(written: str, known: Iterable[str]) -> Both:
    """Offer the nearest known name, or say which there are when they are few; empty when there is nothing to say."""
    names = sorted(set(known))
    meant = nearest(written, names)
    if meant:
        return Both(f"voulais-tu dire « {meant} »?", f"did you mean «{meant}»?")
    if not 0 < len(names) <= _FEW:
        return NOTHING
    return Both(f"noms connus ici : {', '.join(names)}", f"known here: {', '.join(names)}")
