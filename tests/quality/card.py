"""The figures of the matcher card, and nothing about how they are shown.

Rule: what is measured is what the bot does: `Questions.ask`, `Listener.hear`, `Replies.act`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from tests.quality.sets import Line, Question, Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.questions import Questions
    from bot.core.replies import Replies
    from bot.core.script import Script
    from bot.core.turn import Lang

#: Bins of the calibration table.
BINS: Final = 10
UNCLEAR: Final = "unclear"
#: Kinds of harmless lines that people write before and after what matters.
EVERYDAY: Final = ("everyday", "school-work", "games-and-sport")
_OFFERED: Final = 3
S = TypeVar("S", Question, Line, Reply)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said to one question: the verdict, its entries, the first three of the ranking, the probability."""

    kind: Literal["answer", "ask", "unknown", "small"]
    entries: tuple[str, ...]
    ranked: tuple[str, ...]
    probability: float


Answering = Callable[[str, "Lang"], Answer]


def answering(questions: Questions) -> Answering:
    """Answer as the bot does."""

    def answer(text: str, lang: Lang) -> Answer:
        verdict = questions.ask(text, lang)
        ranked = questions.rank(text)
        probability = ranked[0].probability if ranked else 0.0
        return Answer(verdict.kind, verdict.entries, tuple(match.entry for match in ranked[:_OFFERED]), probability)

    return answer


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and what was said to it."""

    question: Question
    answer: Answer

    @property
    def first(self) -> bool:
        """Whether the right entry is the first of the ranking."""
        return self.answer.ranked[:1] == (self.question.entry,)

    @property
    def among_three(self) -> bool:
        """Whether the right entry is among the first three of the ranking."""
        return self.question.entry in self.answer.ranked

    @property
    def right(self) -> bool:
        """Whether a teen gets there: the right answer, or the right entry among those that are offered."""
        return self.answer.kind in ("answer", "ask") and self.question.entry in self.answer.entries

    @property
    def wrong(self) -> bool:
        """Whether another entry was given as the answer."""
        return self.answer.kind == "answer" and not self.right


def ask(questions: Iterable[Question], answer: Answering) -> list[Asked]:
    """Ask them all."""
    return [Asked(question, answer(question.text, question.lang)) for question in questions]


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """Shares of a number of questions."""

    number: int
    first: float
    among_three: float
    answered: float
    asked: float
    unknown: float
    small: float
    right: float
    wrong: float

    @classmethod
    def of(cls, asked: Sequence[Asked]) -> QuestionFigures:
        """Count."""
        kinds = Counter(each.answer.kind for each in asked)
        return cls(
            len(asked),
            share(each.first for each in asked),
            share(each.among_three for each in asked),
            kinds["answer"] / max(len(asked), 1),
            kinds["ask"] / max(len(asked), 1),
            kinds["unknown"] / max(len(asked), 1),
            kinds["small"] / max(len(asked), 1),
            share(each.right for each in asked),
            share(each.wrong for each in asked),
        )


def share(said: Iterable[bool]) -> float:
    """Give the share of what is true; 0 of nothing."""
    found = list(said)
    return sum(found) / len(found) if found else 0.0


def those(values: Iterable[S], **wanted: object) -> list[S]:
    """Keep the values whose fields are as wanted."""
    return [value for value in values if all(getattr(value, name) == want for name, want in wanted.items())]


def styles(values: Iterable[Question | Line]) -> list[str]:
    """Give the styles in the order in which they are written."""
    return list(dict.fromkeys(value.style for value in values))


def confusions(asked: Iterable[Asked]) -> list[tuple[str, str, int]]:
    """Give what is taken for what: the right entry, the first of the ranking ("" for none), how often."""
    pairs = Counter(
        (each.question.entry, each.answer.ranked[0] if each.answer.ranked else "") for each in asked if not each.first
    )
    return [(right, taken, count) for (right, taken), count in sorted(pairs.items(), key=lambda pair: (-pair[1], pair))]


# ---- probabilities -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions whose probability lies between two tenths: how many, the mean probability, and the share right."""

    low: float
    high: float
    number: int
    said: float
    was: float


def calibration(asked: Iterable[Asked]) -> list[Bin]:
    """Sort questions, off-topic ones among them, by the probability of their first entry."""
    bins: list[list[Asked]] = [[] for _ in range(BINS)]
    for each in asked:
        if each.answer.ranked and each.answer.kind != "small":
            bins[min(int(each.answer.probability * BINS), BINS - 1)].append(each)
    return [
        Bin(
            place / BINS,
            (place + 1) / BINS,
            len(found),
            sum(each.answer.probability for each in found) / max(len(found), 1),
            share(each.first for each in found),
        )
        for place, found in enumerate(bins)
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Give the expected calibration error: the mean distance of what was said and what was, by question."""
    number = sum(each.number for each in bins)
    return sum(each.number * abs(each.said - each.was) for each in bins) / max(number, 1)


# ---- danger --------------------------------------------------------------------------------------------------------


def rings(lines: Iterable[Line], script: Script) -> list[tuple[Line, bool]]:
    """Say for each line whether danger is heard in it."""
    hear = script.understanding.listener.hear
    return [(line, hear(line.text) is not None) for line in lines]


def in_company(found: Sequence[Line], script: Script) -> dict[str, list[Line]]:
    """Put each line beside harmless ones of its half and language, in which nothing is heard: what a message is like.

    Which line stands beside which depends on their order only.
    """
    quiet: dict[tuple[str, str], list[str]] = {}
    for line in found:
        if line.style in EVERYDAY and script.understanding.listener.hear(line.text) is None:
            quiet.setdefault((line.half, line.lang), []).append(line.text)
    company: dict[str, list[Line]] = {"alone": [], "after": [], "before": [], "between": []}
    for place, line in enumerate(found):
        beside = quiet[line.half, line.lang]
        one, other = beside[place % len(beside)], beside[(7 * place + 3) % len(beside)]
        company["alone"].append(line)
        company["after"].append(replace(line, text=f"{one} {line.text}"))
        company["before"].append(replace(line, text=f"{line.text} {one}"))
        company["between"].append(replace(line, text=f"{one} {line.text} {other}"))
    return company


# ---- typed replies -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReplyFigures:
    """Shares of a number of typed replies: understood, left unclear, taken for something else, for going along."""

    number: int
    right: float
    unclear: float
    wrong: float
    go_along: float


def acts(replies: Iterable[Reply], understanding: Replies) -> list[tuple[Reply, str]]:
    """Say for each reply what it is taken to do."""
    return [(reply, understanding.act(reply.text) or UNCLEAR) for reply in replies]


def reply_figures(found: Sequence[tuple[Reply, str]], go_along: str) -> ReplyFigures:
    """Count. What is labelled unclear is right when it is left unclear."""
    return ReplyFigures(
        len(found),
        share(act == reply.act for reply, act in found),
        share(act == UNCLEAR != reply.act for reply, act in found),
        share(act not in (reply.act, UNCLEAR) for reply, act in found),
        share(act == go_along != reply.act for reply, act in found),
    )


def by_act(found: Iterable[tuple[Reply, str]]) -> Mapping[str, list[tuple[Reply, str]]]:
    """Sort replies by what they do."""
    sorted_by: dict[str, list[tuple[Reply, str]]] = {}
    for reply, act in found:
        sorted_by.setdefault(reply.act, []).append((reply, act))
    return sorted_by
