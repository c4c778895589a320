"""Evidence -> the probability that the first entry is the right one.

Rule: a probability of 0.9 is right nine times out of ten, on texts nobody learned from.

Platt scaling (Platt, 1999, "Probabilistic outputs for support vector machines") with several inputs: a logistic
regression from the evidence to "the first entry was right", fitted on held-out phrasings (`matcher._cross_fitted`) by
Newton's method. The raw top score separates questions without an answer badly; the margin over the second entry and
the share of rarity that is covered by known words do it better.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Ridge on the weights (not on the bias): few held-out phrasings must not make it sure of itself.
_PENALTY: Final = 1.0
_STEPS: Final = 25
#: Newton's method has arrived when it moves less than this.
_STILL: Final = 1e-6
_STEEPEST: Final = 30.0
_DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the probability is made of.

    `belief`: the classifier's share for the first entry. `margin`: how much more than for the second. `nothing`: its
    share for the background. `covered`: share of the text's rarity in words the content knows. `content`: that rarity
    itself: how much there is to go by. `likeness`: to the nearest phrasing. `score`: the raw score.
    """

    belief: float
    margin: float
    nothing: float
    covered: float
    content: float
    likeness: float
    score: float

    def inputs(self) -> tuple[float, ...]:
        """Give the inputs of the regression, each about -2..4."""
        odds = math.log(max(self.belief, 1e-4) / max(1 - self.belief, 1e-4))
        return (
            odds / 2,
            2 * self.margin,
            2 * self.covered,
            math.log1p(self.content) / 2,
            2 * self.likeness,
            2 * self.nothing,
            self.score / 4,
        )


@dataclass(frozen=True, slots=True)
class Calibration:
    """The regression: a bias and one weight for each input."""

    bias: float
    weights: tuple[float, ...]

    def probability(self, evidence: Evidence) -> float:
        """Give the probability that the first entry is right."""
        total = self.bias + sum(weight * given for weight, given in zip(self.weights, evidence.inputs(), strict=True))
        return 1 / (1 + math.exp(-max(-_STEEPEST, min(_STEEPEST, total))))

    @classmethod
    def learn(cls, seen: Sequence[tuple[Evidence, bool]]) -> Calibration:
        """Fit the regression; with nothing to learn from, or one kind of outcome only, the prior stands."""
        if len({right for _, right in seen}) < 2:  # noqa: PLR2004 - right and wrong
            return PRIOR
        inputs = np.array([(1.0, *evidence.inputs()) for evidence, _ in seen])
        right = np.array([right for _, right in seen], float)
        penalty = np.diag([0.0, *[_PENALTY] * (inputs.shape[1] - 1)])
        weights = np.zeros(inputs.shape[1])
        for _ in range(_STEPS):
            beliefs = 1 / (1 + np.exp(-np.clip(inputs @ weights, -_STEEPEST, _STEEPEST)))
            slope = inputs.T @ (right - beliefs) - penalty @ weights
            curve = (inputs * (beliefs * (1 - beliefs))[:, None]).T @ inputs + penalty + 1e-9 * np.eye(len(weights))
            move = np.linalg.solve(curve, slope)
            weights += move
            if np.abs(move).max() < _STILL:
                break
        # Rounded, since the last bits of products of matrices depend on where they lie in memory.
        bias, *rest = (round(float(weight), _DIGITS) for weight in weights)
        return cls(bias, tuple(rest))


#: Where there is nothing to learn from: the classifier's belief, believed.
PRIOR: Final = Calibration(0.0, (2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0))
