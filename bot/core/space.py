"""Named kinds of features -> sparse rows of numbers.

Rule: a feature is known from the texts it was learned from, or it does not exist; its weight is its rarity.

A text is given as `{kind: {feature: share}}`, the share between 0 and 1.
Each kind is scaled to length 1 (cosine, Salton and Buckley, 1988) and then weighed, so that a kind with many features
does not drown the others. Rarity is the logarithm of how few texts have the feature (Sparck Jones, 1972, "A statistical
interpretation of term specificity").
"""

from __future__ import annotations

import math
from array import array
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.core.linear import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.core.linear import Floats

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


class Texts:
    """The texts a space is learned from, and the rows of these very texts.

    Held in arrays, kind by kind: as lists, tens of thousands of texts would take gigabytes.
    """

    def __init__(self, texts: Iterable[Given], weights: Mapping[str, float], fewest: int = 1) -> None:
        """Number the features that at least `fewest` of the texts have."""
        stacks = {kind: _Stack() for kind in weights}
        self._number = 0
        for text in texts:
            self._number += 1
            for kind, stack in stacks.items():
                stack.add(text.get(kind, {}))
        known: dict[str, dict[str, tuple[int, float]]] = {}
        self._parts: dict[str, Rows] = {}
        first = ALWAYS + 1
        for kind in list(stacks):
            known[kind], self._parts[kind] = stacks.pop(kind).weighed(first, fewest)
            first += len(known[kind])
        self.space = Space(known, weights)

    def rows(self, weights: Mapping[str, float]) -> Rows:
        """Give what `joined` gives for each text, the features of a row in the order of their kinds."""
        places = np.arange(self._number)
        parts = [Rows(np.arange(self._number + 1), np.full(self._number, ALWAYS), _values(self._number, _ALWAYS_VALUE))]
        parts += [
            Rows(part.starts, part.index, part.value * np.float32(weights[kind]))
            for kind, part in self._parts.items()
            if kind in weights
        ]
        lengths = [np.diff(part.starts) for part in parts]
        order = np.argsort(np.concatenate([np.repeat(places, length) for length in lengths]), kind="stable")
        return Rows(
            np.concatenate(([0], np.cumsum(np.sum(lengths, axis=0)))).astype(np.int64),
            np.concatenate([part.index for part in parts])[order],
            np.concatenate([part.value for part in parts])[order],
        )


class _Stack:
    """The features of one kind, text after text, numbered in the order in which they are first seen."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._starts, self._index, self._value = array("q", [0]), array("i"), array("f")

    def add(self, features: Mapping[str, float]) -> None:
        numbers = self._numbers
        self._index.extend([numbers.setdefault(feature, len(numbers)) for feature in features])
        self._value.extend(features.values())
        self._starts.append(len(self._index))

    def weighed(self, first: int, fewest: int) -> tuple[dict[str, tuple[int, float]], Rows]:
        """Leave out what too few texts have, number the rest from `first` on, weigh by rarity, scale to length 1."""
        texts = len(self._starts) - 1
        index, of = np.array(self._index), np.repeat(np.arange(texts), np.diff(np.array(self._starts)))
        counts = np.bincount(index, minlength=len(self._numbers))
        # Not NumPy's logarithm: its last bit may depend on where an array lies in memory.
        rarity = np.array([math.log(1 + texts / count) for count in counts.tolist()])
        kept = counts >= fewest
        number = np.cumsum(kept) - 1 + first
        features = zip(self._numbers, kept.tolist(), number.tolist(), rarity.tolist(), strict=True)
        known = {feature: (place, rare) for feature, keep, place, rare in features if keep}
        here = kept[index]
        index, of = index[here], of[here]
        value = np.array(self._value)[here] * rarity[index]
        value /= np.sqrt(np.bincount(of, np.square(value), texts))[of]
        starts = np.concatenate(([0], np.cumsum(np.bincount(of, minlength=texts))))
        return known, Rows(starts, number[index], value.astype(np.float32))


def _values(number: int, value: float) -> Floats:
    return np.full(number, value, np.float32)


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
