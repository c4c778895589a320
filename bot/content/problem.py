"""A problem is a value: where, what, and how to mend it.

Rule: nothing is printed here and nothing is raised; all problems are gathered, sorted and shown at once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterable

Path = tuple[str | int, ...]
#: A name this unlike the written one is no suggestion but a guess.
_LEAST_LIKENESS = 0.6


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend. `line` and `column` count from 1; `hint` says what to do."""

    file: str
    line: int
    column: int
    code: str
    sentence: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.file}:{self.line}:{self.column}: {self.code} {self.sentence}{hint}"


class ContentError(Exception):
    """The content must not be played; `problems` says why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(f"{len(self.problems)} problems in the content")


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """Offer the nearest known name, or say which there are when they are few; empty when there is nothing to say."""
    names = sorted(set(known))
    found = process.extractOne(written, names, scorer=OSA.normalized_similarity, score_cutoff=_LEAST_LIKENESS)
    if found:
        return f"did you mean «{found[0]}»?"
    few = 12
    return f"known here: {', '.join(names)}" if 0 < len(names) <= few else ""


def as_text(problems: Iterable[Problem]) -> str:
    """For people and editors: one line each."""
    return "".join(f"{problem}\n" for problem in problems)


def as_json(problems: Iterable[Problem]) -> str:
    """For programs: one array of objects."""
    rows = [
        {
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "code": problem.code,
            "sentence": problem.sentence,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_github(problems: Iterable[Problem]) -> str:
    """For pull requests: workflow commands that GitHub shows beside the line."""
    return "".join(
        f"::error file={_property(problem.file)},line={problem.line},col={problem.column},title={problem.code}::"
        f"{_data(problem.sentence + (f' ({problem.hint})' if problem.hint else ''))}\n"
        for problem in problems
    )


def _data(text: str) -> str:
    """Escape as https://docs.github.com/actions/reference/workflow-commands asks."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
