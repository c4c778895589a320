"""How much a text is like the dangers moderators have written down, and unlike the harmless lines.

Rule: it learns from examples and counter-examples only; a word it was never shown says nothing.

A text is seen in words and in classes of words ("frappe", "hit", "cogne" are one class), so that what is learned from a
line in one language helps in the other: "il me frappe" and "he hits me" are one row of classes.
Beside single ones it sees neighbours, words with one or two others between them (who does what to whom survives a word
in the middle), which classes stand in the same text at all, and the letters of words.
Four classifiers learn from other views of this (`VIEWS`) and their beliefs are averaged: each is wrong elsewhere
(a product of experts, Hinton, 2002; on lines nobody learned from it halves the false alarms at the same recall).
A fifth voice learns nothing: it asks the examples nearest to the text what they were (k nearest neighbours, Cover and
Hart, 1967). "personne m'a touché" is near other denials, whatever each of its words is elsewhere (measured the same
way: a third fewer false alarms at the same recall).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.core.learned import NO_MEMORY, Learned, Memory
from bot.core.linear import centroids, fit, index
from bot.core.matching.features import grams
from bot.core.space import Given, Space, Texts, joined, put
from bot.core.spelling import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.linear import Floats, Linear
    from bot.core.space import Parts
    from bot.core.spelling import Readings

_WORDS: Final = {"word": 1.0, "pair": 0.8, "skip": 0.5}
_CLASSES: Final = {"class": 0.8, "class-pair": 0.8, "class-skip": 0.8, "class-both": 0.8}
#: What each classifier sees, and how much each kind counts in it (chosen on calibration lines of `tests/questions`).
VIEWS: Final[dict[str, dict[str, float]]] = {
    "everything": {**_WORDS, **_CLASSES},
    "words": _WORDS,
    "classes": _CLASSES,
    "letters": {"word": 1.0, "pair": 0.8, "letters": 1.0},
}
KINDS: Final = {kind: weight for view in VIEWS.values() for kind, weight in view.items()}
#: The view in which the nearest danger is looked for.
_NEAREST: Final = "everything"
#: Pairs and classes seen in one example only are chance.
FEWEST: Final = 2
#: Classes this many places apart still belong together.
_FARTHEST: Final = 3
#: This many nearest examples are asked, each by its likeness to this power (near ones count for nearly all).
_ASKED: Final = 20
_STEEP: Final = 8
#: How much they count beside the classifiers, and what is believed of a level none of them is of.
_TRUST: Final = 0.7
_NEVER: Final = 0.01
#: So far off is everything that they say nothing (a cosine of a third, to the same power).
_FAR: Final = 1e-4
#: What more examples than this have in common makes none of them near.
_MOST_SHARED: Final = 1000
#: Of a word's candidates this many are followed further.
_FOLLOWED: Final = 2
#: Which classes stand in the same text is asked of this many at most: a longer text has everything in it.
_MOST_TOGETHER: Final = 16


def features(
    readings: Sequence[Readings],
    classes: Mapping[str, tuple[str, ...]],
    grams_of: Mapping[str, tuple[str, ...]],
) -> Given:
    """Give the features of a text, by kind, with their shares.

    `classes`: word -> its classes; `grams_of`: the letters of words already cut.
    """
    given: Given = {kind: {} for kind in KINDS}
    before: Readings = (Reading("<", 1.0),)
    for place, reading in enumerate(readings):
        for word, share in reading:
            put(given["word"], word, share)
        for word, share in reversed(reading[:_FOLLOWED]):  # the larger share comes last and stays
            given["letters"].update(dict.fromkeys(grams_of.get(word) or grams(word), share))
        _join(given["pair"], before, reading)
        if place + 2 < len(readings):
            _join(given["skip"], reading[:1], readings[place + 2][:1])
        before = reading
    _join(given["pair"], before, (Reading(">", 1.0),))
    _add_classes(given, [found for reading in readings if (found := _classes(reading, classes))])
    return given


def _add_classes(given: Given, row: Sequence[Readings]) -> None:
    for place, here in enumerate(row):
        for name, share in here:
            put(given["class"], name, share)
        for distance, there in enumerate(row[place + 1 : place + 1 + _FARTHEST]):
            _join(given["class-skip" if distance else "class-pair"], here, there)
    together = sorted(given["class"])[:_MOST_TOGETHER]
    for place, first in enumerate(together):
        for second in together[place + 1 :]:
            given["class-both"][f"{first}+{second}"] = 1.0


def _log_shares(scores: Floats) -> Floats:
    lifted: Floats = scores - scores.max()
    shares: Floats = lifted - np.float32(np.log(np.exp(lifted).sum()))
    return shares


def _join(features: dict[str, float], first: Readings, second: Readings) -> None:
    for one, share in first[:_FOLLOWED]:
        for other, part in second[:_FOLLOWED]:
            put(features, f"{one} {other}", share * part)


def _classes(reading: Readings, classes: Mapping[str, tuple[str, ...]]) -> Readings:
    found: dict[str, float] = {}
    for word, share in reading[:_FOLLOWED]:
        for name in classes.get(word, ())[:_FOLLOWED]:
            put(found, name, share)
    return tuple(Reading(name, share) for name, share in found.items())


@dataclass(frozen=True, slots=True)
class Example:
    """One line, as words: how urgent its danger is ("" when it is harmless), and the name of the danger."""

    words: tuple[str, ...]
    level: str
    danger: str = ""


class Likeness:
    """Learned once per content version.

    How urgent a text is, is learned against everything else; which danger of that urgency it is only decides which help
    is shown first: it is the one whose mean example is nearest.
    """

    def __init__(
        self,
        examples: Sequence[Example],
        classes: Mapping[str, tuple[str, ...]],
        memory: Memory = NO_MEMORY,
    ) -> None:
        """Learn from examples. The order in which they are written makes no difference."""
        ordered = sorted(examples, key=lambda example: (example.words, example.level, example.danger))
        self._classes = classes
        self._names = sorted({example.level for example in examples} | {""})
        self._dangers = sorted({(example.level, example.danger) for example in examples})
        number = {name: place for place, name in enumerate(self._names)}
        self._levels = np.array([number[example.level] for example in ordered], np.int64)
        learned = memory.recall("danger", lambda: self._learn(ordered))
        self._space = Space(learned.known, KINDS)
        self._views = [(kinds, learned.weights[name]) for name, kinds in VIEWS.items()]
        self._examples = learned.weights["examples"]
        self._nearest = learned.weights["nearest"]
        self._grams_of = {word: grams(word) for word in learned.known["word"]}

    def _learn(self, ordered: Sequence[Example]) -> Learned:
        texts = Texts(
            (features([(Reading(word, 1.0),) for word in example.words], self._classes, {}) for example in ordered),
            KINDS,
            FEWEST,
        )
        size = texts.space.size
        danger = {name: place for place, name in enumerate(self._dangers)}
        dangers = np.array([danger[example.level, example.danger] for example in ordered], np.int64)
        weights: dict[str, Linear] = {}
        for name, kinds in VIEWS.items():
            weights[name] = fit(texts.rows(kinds), self._levels, size, len(self._names))
        weights["nearest"] = centroids(texts.rows(VIEWS[_NEAREST]), dangers, size, max(len(self._dangers), 1))
        weights["examples"] = index(texts.rows(_WORDS), size, _MOST_SHARED)
        return Learned(texts.space.known, weights)

    def beliefs(self, readings: Sequence[Readings]) -> dict[str, float]:
        """Give how likely each level of danger is, "" for none; the sum is 1."""
        parts = self._space.parts(features(readings, self._classes, self._grams_of))
        scores: Floats = np.zeros(len(self._names), np.float32)
        for kinds, weights in self._views:
            scores += _log_shares(weights.scores(*joined(parts, kinds))) / len(self._views)
        scores += _TRUST * np.log(self._asked(parts) + _NEVER)
        shares = np.exp(scores - scores.max())
        total = float(shares.sum())
        return {name: float(share) / total for name, share in zip(self._names, shares, strict=True)}

    def _asked(self, parts: Parts) -> Floats:
        """Give what the nearest examples were: a share for each level, all alike when none is near."""
        numbers, amounts = joined(parts, _WORDS)
        likeness = self._examples.scores(numbers, amounts) / math.hypot(*amounts)
        near = np.flatnonzero(likeness)
        if len(near) > _ASKED:
            near = near[np.argpartition(likeness[near], -_ASKED)[-_ASKED:]]
        votes = np.bincount(self._levels[near], likeness[near] ** _STEEP, len(self._names)) + _FAR / len(self._names)
        shares: Floats = (votes / votes.sum()).astype(np.float32)
        return shares

    def nearest(self, readings: Sequence[Readings], level: str) -> list[str]:
        """Give the dangers of a level, the nearest first."""
        parts = self._space.parts(features(readings, self._classes, self._grams_of))
        scores = self._nearest.scores(*joined(parts, VIEWS[_NEAREST]))
        ranked = sorted(zip(-scores, self._dangers, strict=True), key=lambda pair: (float(pair[0]), pair[1]))
        return [danger for _, (found, danger) in ranked if found == level and danger]
