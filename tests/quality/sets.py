"""The labelled sets of `tests/questions`, one value per line.

Rule: a line of the half `report` is never shown: the text of every value is left out of its `repr`, so that no failing
test and no print shows it by accident. `where` is the line of the file, for whoever has to find it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.turn import Lang

Half = Literal["calibration", "report"]

FOLDER: Final = Path(__file__).parents[1] / "questions"
CALIBRATION: Final = "calibration"
REPORT: Final = "report"
HALVES: Final[tuple[Half, ...]] = (REPORT, CALIBRATION)
#: Files with lines that are danger and lines that are not; the others were written by others.
DANGER_SETS: Final = ("danger", "danger_second", "danger_third", "danger_fourth")
#: Off-topic questions that share words with the content, and those that do not.
NEAR: Final = "near"
FAR: Final = "far"
#: Lines of the sets that were there before; of a kind of their own, not sorted by style.
EARLIER: Final = "earlier"


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the entry that answers it ("" when none does: then `style` says how far off topic it is)."""

    half: Half
    lang: Lang
    style: str
    entry: str
    text: str = field(repr=False)
    where: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is danger (`style`: how it is said) or is not (`style`: the kind of harmless line it is)."""

    source: str
    half: Half
    lang: Lang
    style: str
    danger: bool
    text: str = field(repr=False)
    where: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a teen types to a recruiter, and what it does ("unclear" when it does none of the acts)."""

    half: Half
    lang: Lang
    act: str
    text: str = field(repr=False)
    where: str = ""


@cache
def questions() -> tuple[Question, ...]:
    """Give the questions that an entry answers."""
    return tuple(
        Question(half, lang, style, entry, text, where) for (half, lang, style, entry), text, where in _read("entries")
    )


@cache
def off_topic() -> tuple[Question, ...]:
    """Give the questions that no entry answers."""
    return tuple(
        Question(half, lang, style, "", text, where) for (half, lang, style), text, where in _read("off_topic")
    )


@cache
def lines() -> tuple[Line, ...]:
    """Give the lines in which danger is or is not."""
    return tuple(
        Line(source, half, lang, style, kind == "danger", text, where)
        for source in DANGER_SETS
        for (half, kind, lang, style), text, where in _read(source)
    )


@cache
def replies() -> tuple[Reply, ...]:
    """Give the typed replies."""
    return tuple(Reply(half, lang, act, text, where) for (half, lang, act), text, where in _read("replies"))


def everything() -> tuple[Question | Line | Reply, ...]:
    """Give every labelled line of every set."""
    return (*questions(), *off_topic(), *lines(), *replies())


def _read(name: str) -> list[tuple[Any, str, str]]:
    """Read a file: for each line the keys above it, its words, and where it stands."""
    file = FOLDER / f"{name}.yaml"
    root = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    return [(keys, text, f"tests/questions/{file.name}:{line}") for keys, text, line in _leaves(root, ())]


def _leaves(node: yaml.Node | None, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str, int]]:
    match node:
        case yaml.MappingNode():
            for key, value in node.value:
                yield from _leaves(value, (*keys, key.value))
        case yaml.SequenceNode():
            for value in node.value:
                yield from _leaves(value, keys)
        case yaml.ScalarNode():
            yield keys, node.value, node.start_mark.line + 1
