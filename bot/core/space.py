"""Named kinds of features -> sparse rows of numbers.

Rule: a feature is known from the texts it was learned from, or it does not exist; its weight is its rarity.

A text is given as `{kind: {feature: share}}`, the share between 0 and 1.
Each kind is scaled to length 1 (cosine, Salton and Buckley, 1988) and then weighed, so that a kind with many features
does not drown the others. Rarity is the logarithm of how few texts have the feature (Sparck Jones, 1972, "A statistical
interpretation of term specificity").
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Row = tuple[list[int], list[float]]
Given = dict[str, dict[str, float]]
Parts = dict[str, Row]

#: The feature every row has: without it a text of unknown words would be no row at all.
ALWAYS: Final = 0
_ALWAYS_VALUE: Final = 0.2


class Space:
    """All known features with their numbers and rarity, by kind."""

    def __init__(self, known: Mapping[str, Mapping[str, tuple[int, float]]], weights: Mapping[str, float]) -> None:
        """`known`: kind -> feature -> number and rarity; `weights`: how much each kind counts."""
        self.known = known
        self._weights = weights
        self._kinds = [(kind, known[kind]) for kind in weights if known.get(kind)]
        self.size = 1 + sum(map(len, known.values()))

    @classmethod
    def learn(cls, texts: Sequence[Given], weights: Mapping[str, float], fewest: int = 1) -> Space:
        """Number the features that at least `fewest` texts have."""
        known: dict[str, dict[str, tuple[int, float]]] = {}
        number = 1
        for kind in weights:
            counts = Counter(feature for text in texts for feature in text.get(kind, ()))
            known[kind] = {}
            for feature, count in counts.items():
                if count >= fewest:
                    known[kind][feature] = (number, math.log(1 + len(texts) / count))
                    number += 1
        return cls(known, weights)

    def row(self, given: Given) -> Row:
        """Give the numbers of a text's known features, and their values."""
        return joined(self.parts(given), self._weights)

    def parts(self, given: Given) -> Parts:
        """Give the same kind by kind, each scaled to length 1 and not yet weighed."""
        parts: Parts = {}
        for kind, known in self._kinds:
            numbers: list[int] = []
            amounts: list[float] = []
            square = 0.0
            find = known.get
            for feature, share in given.get(kind, {}).items():
                found = find(feature)
                if found:
                    amount = found[1] * share
                    numbers.append(found[0])
                    amounts.append(amount)
                    square += amount * amount
            if square:
                scale = 1 / math.sqrt(square)
                parts[kind] = numbers, [amount * scale for amount in amounts]
        return parts


def joined(parts: Parts, weights: Mapping[str, float]) -> Row:
    """Put the kinds that have a weight into one row."""
    index, value = [ALWAYS], [_ALWAYS_VALUE]
    for kind, weight in weights.items():
        if kind in parts:
            numbers, amounts = parts[kind]
            index += numbers
            value += [amount * weight for amount in amounts]
    return index, value


def put(features: dict[str, float], feature: str, share: float) -> None:
    """Keep the largest share of a feature: said twice is not meant twice."""
    if share > features.get(feature, 0.0):
        features[feature] = share
