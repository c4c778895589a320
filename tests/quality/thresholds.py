"""Which thresholds the calibration half would choose: the same rule for the matcher and for the baselines.

Rule: chosen on some folds, judged on the other. What is printed as held out was never chosen on.

1. The line (`Thresholds.shift`, `Thresholds.stretch`) is Platt scaling of the first entry's probability: a logistic
   regression of "it was right" on its log-odds, off-topic questions among them.
2. `answer` is the lowest threshold with at most `MOST_WRONG` wrong answers and `MOST_OFF_TOPIC` of off-topic questions
   answered: as many answers as can be.
3. `ask` is the lowest threshold with at most `MOST_ASKED` of off-topic questions asked back: as many teens as can be
   get to the right entry.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from hashlib import blake2s
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.core.matching import THRESHOLDS, Match, Thresholds, decide, settled
from bot.core.questions import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.core.questions import Questions
    from tests.quality.sets import Question

MOST_WRONG: Final = 0.01
MOST_OFF_TOPIC: Final = 0.01
#: Of the off-topic questions a third shares words with the content; being asked back costs a tap, no wrong answer.
MOST_ASKED: Final = 1 / 3
FOLDS: Final = 5
#: Thresholds that are tried: hundredths, as they are written in `decision.py`.
STEPS: Final = tuple(step / 100 for step in range(1, 100))
#: Newton's method on two numbers needs no more.
_ROUNDS: Final = 25
_NEARLY: Final = 1e-4


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled text: the right entry ("" off topic), its ranking as the matcher gives it, whether small talk."""

    entry: str
    ranked: tuple[Match, ...]
    small: bool
    order: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Shares of what thresholds do: wrong and right answers, right ones offered, off-topic answered and asked back."""

    wrong: float
    answered_right: float
    right: float
    off_topic_answered: float
    off_topic_asked: float


def cases(asked: Iterable[Question], questions: Questions) -> list[Case]:
    """Rank the texts; the order of cases depends on nothing but their words."""
    found = []
    for question in asked:
        small = questions.ask(question.text, question.lang).kind == "small"
        ranked = tuple(m for m in questions.matcher.match(question.text) if not m.entry.startswith(SMALL))
        order = blake2s(question.text.encode(), digest_size=8).hexdigest()
        found.append(Case(question.entry, ranked, small, order))
    return sorted(found, key=lambda case: case.order)


def line(found: Sequence[Case]) -> tuple[float, float]:
    """Give shift and stretch (step 1)."""
    ranked = [case for case in found if case.ranked and not case.small]
    odds = np.array([_log_odds(case.ranked[0].probability) for case in ranked])
    right = np.array([case.ranked[0].entry == case.entry for case in ranked], float)
    inputs = np.stack([np.ones_like(odds), odds], axis=1)
    chosen = np.zeros(2)
    for _ in range(_ROUNDS):
        beliefs = 1 / (1 + np.exp(-inputs @ chosen))
        curve = (inputs * (beliefs * (1 - beliefs))[:, None]).T @ inputs + _NEARLY * np.eye(2)
        chosen = chosen + np.linalg.solve(curve, inputs.T @ (right - beliefs))
    return float(chosen[0]), float(chosen[1])


def choose(found: Sequence[Case]) -> Thresholds:
    """Choose line and thresholds (steps 1 to 3)."""
    shift, stretch = line(found)
    lined = replace(THRESHOLDS, shift=shift, stretch=stretch)
    answer, ask = cuts(lambda answer, ask: judge(found, replace(lined, answer=answer, ask=ask)), STEPS)
    return replace(lined, answer=answer, ask=ask)


def cuts(judged: Callable[[float, float], Outcome], steps: Sequence[float]) -> tuple[float, float]:
    """Give the lowest thresholds that keep to the limits (steps 2 and 3): `judged(answer, ask)`."""
    answer = _lowest(
        steps,
        lambda step: (found := judged(step, step)).wrong <= MOST_WRONG and found.off_topic_answered <= MOST_OFF_TOPIC,
    )
    ask = _lowest(
        [step for step in steps if step <= answer], lambda step: judged(answer, step).off_topic_asked <= MOST_ASKED
    )
    return answer, ask


def _lowest(steps: Sequence[float], kept: Callable[[float], bool]) -> float:
    """Go down from the highest step for as long as the limits are kept."""
    lowest = steps[-1]
    for step in reversed(steps):
        if not kept(step):
            break
        lowest = step
    return lowest


def judge(found: Iterable[Case], thresholds: Thresholds) -> Outcome:
    """Say what thresholds do to cases."""
    return outcome([(case.entry, *_decided(case, thresholds)) for case in found])


def outcome(said: Sequence[tuple[str, str, tuple[str, ...]]]) -> Outcome:
    """Count from (right entry, kind of verdict, its entries)."""
    questions = [(kind, entry in entries) for entry, kind, entries in said if entry]
    off_topic = [kind for entry, kind, _ in said if not entry]
    number, others = max(len(questions), 1), max(len(off_topic), 1)
    return Outcome(
        wrong=questions.count(("answer", False)) / number,
        answered_right=questions.count(("answer", True)) / number,
        right=(questions.count(("answer", True)) + questions.count(("ask", True))) / number,
        off_topic_answered=off_topic.count("answer") / others,
        off_topic_asked=off_topic.count("ask") / others,
    )


def folds(found: Sequence[Case]) -> list[tuple[list[Case], list[Case]]]:
    """Split cases into (chosen on, held out), as many times as there are folds."""
    return [
        (
            [case for place, case in enumerate(found) if place % FOLDS != fold],
            [case for place, case in enumerate(found) if place % FOLDS == fold],
        )
        for fold in range(FOLDS)
    ]


@dataclass(frozen=True, slots=True)
class CrossValidated:
    """What each fold chose, and what that did to the texts it was not chosen on, all together."""

    chosen: tuple[Thresholds, ...]
    held_out: Outcome


def cross_validated(found: Sequence[Case]) -> CrossValidated:
    """Choose on all folds but one and judge on that one, in turn."""
    chosen, said = [], []
    for others, held_out in folds(found):
        thresholds = choose(others)
        chosen.append(thresholds)
        said += [(case.entry, *_decided(case, thresholds)) for case in held_out]
    return CrossValidated(tuple(chosen), outcome(said))


def _decided(case: Case, thresholds: Thresholds) -> tuple[str, tuple[str, ...]]:
    if case.small:
        return "small", ()
    kind, matches = decide(settled(case.ranked, thresholds), thresholds)
    return kind, tuple(match.entry for match in matches)


def _log_odds(probability: float) -> float:
    kept = min(max(probability, _NEARLY), 1 - _NEARLY)
    return math.log(kept / (1 - kept))
