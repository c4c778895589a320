"""A ranking -> answer, ask back, or say that it is not known.

Rule: it never guesses. An answer that may be wrong is a question back; a question back that may be useless is
"I don't know", with help.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.matching.matcher import Match

MOST_OFFERED: Final = 3
_NEARLY: Final = 1e-4


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which probability on an entry is the answer, is offered, or may stand beside one that is offered.

    The matcher's own probability is learned on phrasings it has half of, so it is too modest on what teens really ask.
    `shift` and `stretch` settle it (Platt scaling: a line through the log-odds) on labelled questions, off-topic ones
    among them.
    """

    answer: float
    ask: float
    beside: float
    shift: float = 0.0
    stretch: float = 1.0

    def settle(self, probability: float) -> float:
        """Turn the matcher's probability into one that is right as often as it says."""
        kept = min(max(probability, _NEARLY), 1 - _NEARLY)
        return 1 / (1 + math.exp(-self.shift - self.stretch * math.log(kept / (1 - kept))))


#: Chosen by cross-validation on the calibration half of `tests/questions` (`make quality` prints them again, and
#: `tests/quality` holds them): at most 1 % wrong answers and 1 % of off-topic questions answered, and then as many
#: right ones as can be.
THRESHOLDS: Final = Thresholds(answer=0.95, ask=0.26, beside=0.03, shift=0.51, stretch=1.08)


def settled(ranked: Sequence[Match], thresholds: Thresholds) -> list[Match]:
    """Settle the probability of the first entry; the others share what is left, in the same proportions."""
    if not ranked:
        return []
    first = thresholds.settle(ranked[0].probability)
    rest = sum(match.probability for match in ranked[1:]) or 1.0
    left = min(1 - first, first)
    return [
        replace(ranked[0], probability=first),
        *(replace(match, probability=left * match.probability / rest) for match in ranked[1:]),
    ]


def decide(
    ranked: Sequence[Match], thresholds: Thresholds
) -> tuple[Literal["answer", "ask", "unknown"], Sequence[Match]]:
    """Say what to do, and with which entries (one for an answer, one to three to ask, none for unknown)."""
    if not ranked or ranked[0].probability < thresholds.ask:
        return "unknown", ()
    if ranked[0].probability >= thresholds.answer:
        return "answer", ranked[:1]
    return "ask", [match for match in ranked[:MOST_OFFERED] if match.probability >= thresholds.beside] or ranked[:1]
