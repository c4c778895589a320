"""Which questions get another answer: the same questions asked of two versions.

Rule: what is compared is what a teen would get; it goes through the same understanding.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.content import schema
from bot.content.kinds import of_kind
from bot.core.turn import LANGS, Danger, Question, Said, Turn
from bot.core.understand import understand

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.content.schema import Model
    from bot.core.script import Script
    from bot.core.turn import Lang


@dataclass(frozen=True, slots=True, order=True)
class Asked:
    """A question, and the language it is asked in."""

    text: str
    lang: Lang


@dataclass(frozen=True, slots=True, order=True)
class Answer:
    """What a question gets: `kind` is that of a verdict, or `other` for a command; `alarm` a level of danger or ""."""

    kind: str
    entries: tuple[str, ...] = ()
    alarm: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """Questions that got one answer and now get another."""

    old: Answer
    new: Answer
    questions: tuple[Asked, ...]


def known_questions(models: Mapping[str, Model]) -> dict[Asked, None]:
    """Give every statement, question and phrasing of the knowledge base, once each, in the order of the files."""
    found: dict[Asked, None] = {}
    for _, shelf in of_kind(models, schema.EntryFile):
        for entry in shelf.entries:
            title = entry.question if isinstance(entry, schema.Question) else entry.statement
            for lang in LANGS:
                texts = (getattr(title, lang), *getattr(entry.phrasings, lang))
                found.update(dict.fromkeys(Asked(text, lang) for text in texts))
    return found


def answers(script: Script, questions: Iterable[Asked]) -> dict[Asked, Answer]:
    """Ask a version every question."""
    return {asked: _answer(script, asked) for asked in questions}


def _answer(script: Script, asked: Asked) -> Answer:
    intent = understand(Turn(Said(asked.text), asked.lang), script)
    if isinstance(intent, Danger):
        return Answer(intent.verdict.kind, intent.verdict.entries, intent.alarm.level.value)
    if isinstance(intent, Question):
        return Answer(intent.verdict.kind, intent.verdict.entries)
    return Answer("other")


def moved(old: Mapping[Asked, Answer], new: Mapping[Asked, Answer]) -> tuple[Moved, ...]:
    """Group the questions whose answer changed, the largest group first."""
    groups: dict[tuple[Answer, Answer], list[Asked]] = defaultdict(list)
    for asked, before in old.items():
        if new[asked] != before:
            groups[before, new[asked]].append(asked)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return tuple(Moved(*pair, tuple(questions)) for pair, questions in ordered)
