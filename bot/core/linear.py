"""A linear classifier over sparse rows: learned once per content version, asked in microseconds.

Rule: the same rows give the same weights: no chance, no clock, and no order but that of the rows handed in.

Learning is multinomial logistic regression by AdaGrad (Duchi, Hazan and Singer, 2011, "Adaptive subgradient methods for
online learning and stochastic optimization"), a few passes over small batches; stopping early is the regularisation
(measured on public few-shot questions: one point better than the same loss minimised fully with a penalty).
With many classes a row is not compared with all of them but with the few whose centroids lie nearest (`MOST_RIVALS`):
the work grows with the rows, not with rows times classes.
Asking adds up the weights of the features that are there, held as one list per feature (an inverted index); of a
feature that says something about thousands of classes only its `MOST_KEPT` strongest weights are kept, and none that
says next to nothing (`LEAST_KEPT`).
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

#: Classes a row is compared with while learning, its own included: as many as that keep the work within bounds.
MOST_RIVALS: Final = 64
FEWEST_RIVALS: Final = 8
#: (feature of a row, rival of the row): this many at most, until `FEWEST_RIVALS` is reached.
_MOST_SLOTS: Final = 32_000_000
#: (feature, class): up to this many, every class is a rival of every row. Two tables of four bytes each.
MOST_WHOLE: Final = 40_000_000
PASSES: Final = 5
RATE: Final = 0.3
#: Where AdaGrad's sums start: smaller makes the first steps wilder.
CAUTION: Final = 1e-2
BATCH: Final = 64
MOST_KEPT: Final = 200
#: Weaker weights are forgotten: half of all, without a difference in what is answered.
LEAST_KEPT: Final = 0.06
#: Each turn begins this share of the batches later than the one before.
_GOLDEN: Final = 0.6180339887498949
#: Rows whose rivals and keys are worked out at once: bounds the memory, not the result.
_CHUNK: Final = 16384
#: This many (feature, class) pairs are numbered at once.
_TABLE: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Rows:
    """Sparse rows: row i has the features `index[starts[i]:starts[i + 1]]` with the values at the same places."""

    starts: Ints
    index: Ints
    value: Floats

    @classmethod
    def of(cls, rows: Iterable[tuple[Sequence[int], Sequence[float]]]) -> Rows:
        """Stack rows given as (features, values), one after the other."""
        starts, index, value = array("q", [0]), array("q"), array("f")
        for features, values in rows:
            index.extend(features)
            value.extend(values)
            starts.append(len(index))
        return cls(np.array(starts, np.int64), np.array(index, np.int64), np.array(value, np.float32))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def take(self, chosen: Ints) -> Rows:
        """Give some of the rows, in the order asked for."""
        lengths = self.starts[chosen + 1] - self.starts[chosen]
        places = _ranges(self.starts[chosen], lengths)
        starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
        return Rows(starts, self.index[places], self.value[places])


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights, one list of (class, weight) per feature: those of feature f stand at `starts[f]:starts[f + 1]`."""

    classes: int
    starts: Ints
    of: NDArray[np.int32]
    weights: Floats

    @classmethod
    def of_keys(cls, features: int, classes: int, keys: Ints, weights: Floats) -> Linear:
        """Make it from `keys`: feature * classes + class, sorted, one for each weight."""
        starts = np.searchsorted(keys, np.arange(features + 1, dtype=np.int64) * classes)
        return cls(classes, starts, (keys % classes).astype(np.int32), weights)

    def scores(self, index: Sequence[int] | Ints, value: Sequence[float] | Floats) -> Floats:
        """Give one score per class for one row; the softmax of the scores is the classifier's own belief."""
        chosen = np.asarray(index, np.int64)
        starts = self.starts[chosen]
        lengths = self.starts[chosen + 1] - starts
        places = _ranges(starts, lengths)
        weights = self.weights[places] * np.repeat(np.asarray(value, np.float32), lengths)
        return np.bincount(self.of[places], weights, self.classes).astype(np.float32)

    def why(self, index: Sequence[int], value: Sequence[float], label: int) -> list[float]:
        """Give what each feature of a row adds to the score of one class."""
        parts = []
        for feature, amount in zip(index, value, strict=True):
            places = slice(self.starts[feature], self.starts[feature + 1])
            parts.append(float(self.weights[places][self.of[places] == label].sum()) * amount)
        return parts


def fit(rows: Rows, labels: Ints, features: int, classes: int, passes: int = PASSES) -> Linear:
    """Learn to tell `classes` apart from rows whose class is known; `features` is one more than the largest index."""
    if not len(rows) or not classes:
        return Linear.of_keys(features, max(classes, 1), np.empty(0, np.int64), np.empty(0, np.float32))
    if features * classes <= MOST_WHOLE:
        return _fit_whole(rows, labels, features, classes, passes)
    rivals = _rivals(rows, labels, features, classes)
    slots = _slots(rows, rivals, classes, features)
    weights = np.zeros(len(slots.keys), np.float32)
    steepness = np.full(len(slots.keys), CAUTION, np.float32)
    for turn in range(passes):
        for batch in _batches(len(rows), turn):
            part = rows.take(batch)
            at = slots.at[_ranges(rows.starts[batch], rows.starts[batch + 1] - rows.starts[batch])]
            value = part.value[:, None]
            beliefs = _softmax(np.add.reduceat(weights[at] * value, part.starts[:-1], axis=0))
            beliefs[:, 0] -= 1  # the row's own class stands first among its rivals
            slopes = (np.repeat(beliefs, np.diff(part.starts), axis=0) * value).ravel()
            touched = at.ravel()
            np.add.at(steepness, touched, slopes * slopes)
            np.add.at(weights, touched, -RATE * slopes / np.sqrt(steepness[touched]))
    strong = np.abs(weights) >= LEAST_KEPT
    return _strongest(features, classes, slots.keys[strong], weights[strong])


def _fit_whole(rows: Rows, labels: Ints, features: int, classes: int, passes: int) -> Linear:
    """Do what `fit` does with every class as a rival of every row, on whole tables of weights."""
    weights = np.zeros((features, classes), np.float32)
    steepness = np.full((features, classes), CAUTION, np.float32)
    for turn in range(passes):
        for batch in _batches(len(rows), turn):
            part = rows.take(batch)
            value = part.value[:, None]
            beliefs = _softmax(np.add.reduceat(weights[part.index] * value, part.starts[:-1], axis=0))
            beliefs[np.arange(len(batch)), labels[batch]] -= 1
            slopes = np.repeat(beliefs, np.diff(part.starts), axis=0) * value
            order = np.argsort(part.index, kind="stable")
            touched, firsts = np.unique(part.index[order], return_index=True)
            slopes = slopes[order]
            steepness[touched] += np.add.reduceat(slopes * slopes, firsts, axis=0)
            # Each slope is divided by the steepness after the whole batch, so their sum may be divided instead.
            weights[touched] -= RATE * np.add.reduceat(slopes, firsts, axis=0) / np.sqrt(steepness[touched])
    places = np.flatnonzero(np.abs(weights) >= LEAST_KEPT)
    return _strongest(features, classes, places, weights.ravel()[places])


@dataclass(frozen=True, slots=True)
class _Slots:
    """Where the weight of each (feature of a row, rival of the row) stands: `keys[at[z, k]]` is its key."""

    keys: Ints
    at: NDArray[np.int32]


def _slots(rows: Rows, rivals: Ints, classes: int, features: int) -> _Slots:
    """Give each weight that learning may touch a place, block by block of features, so that the table stays small."""
    of = np.repeat(np.arange(len(rows), dtype=np.int32), np.diff(rows.starts))
    order = np.argsort(rows.index, kind="stable")
    width = max(_TABLE // classes, 1)
    edges = np.searchsorted(rows.index[order], np.arange(0, features + width, width))
    at = np.empty((len(of), rivals.shape[1]), np.int32)
    keys: list[Ints] = []
    taken_before = 0
    for block, (start, end) in enumerate(pairwise(edges.tolist())):
        taken = np.zeros(width * classes, bool)
        chunks = [order[place : min(place + _CHUNK, end)] for place in range(start, end, _CHUNK)]
        for chunk in chunks:
            at[chunk] = (rows.index[chunk] - block * width)[:, None] * classes + rivals[of[chunk]]
            taken[at[chunk]] = True
        place_of = np.cumsum(taken, dtype=np.int32) + (taken_before - 1)
        for chunk in chunks:
            at[chunk] = place_of[at[chunk]]
        found = np.flatnonzero(taken)
        keys.append(found + block * width * classes)
        taken_before += len(found)
    return _Slots(np.concatenate(keys), at)


def _rivals(rows: Rows, labels: Ints, features: int, classes: int) -> Ints:
    """Give each row the classes it is most easily taken for, its own first."""
    width = min(max(_MOST_SLOTS // len(rows.index), FEWEST_RIVALS), MOST_RIVALS, classes)
    if width == classes:
        others = np.tile(np.arange(classes), (len(rows), 1))
        others[np.arange(len(rows)), labels] = 0
        others[:, 0] = labels
        return others
    means = centroids(rows, labels, features, classes)
    rivals = np.empty((len(rows), width), np.int64)
    for row in range(len(rows)):
        here = slice(rows.starts[row], rows.starts[row + 1])
        near = means.scores(rows.index[here], rows.value[here])
        near[labels[row]] = np.inf
        nearest = np.argpartition(-near, width - 1)[:width]
        rivals[row] = nearest[np.lexsort((nearest, -near[nearest]))]
    return rivals


def centroids(rows: Rows, labels: Ints, features: int, classes: int) -> Linear:
    """Give the mean row of each class, as weights."""
    slots = _slots(rows, labels[:, None], classes, features)
    sums = np.bincount(slots.at[:, 0], rows.value, len(slots.keys))
    means = sums / np.bincount(labels, minlength=classes)[slots.keys % classes]
    return _strongest(features, classes, slots.keys, means.astype(np.float32))


def index(rows: Rows, features: int, most: int) -> Linear:
    """Give every row as a class of its own, scaled to length 1: the scores of a row are its likeness to each.

    A feature that more than `most` rows have is left out, after scaling: it makes no two rows alike.
    """
    of = np.repeat(np.arange(len(rows)), np.diff(rows.starts))
    lengths = np.sqrt(np.bincount(of, np.square(rows.value), len(rows)))
    telling = np.bincount(rows.index, minlength=features) <= most
    order = np.lexsort((of, rows.index))
    order = order[telling[rows.index[order]]]
    keys = rows.index[order] * len(rows) + of[order]
    return Linear.of_keys(
        features, max(len(rows), 1), keys, (rows.value[order] / lengths[of[order]]).astype(np.float32)
    )


def _strongest(features: int, classes: int, keys: Ints, weights: Floats) -> Linear:
    """Keep the strongest weights of each feature."""
    of = keys // classes
    many = np.flatnonzero((np.bincount(of, minlength=features) > MOST_KEPT)[of])
    if len(many):
        order = many[np.lexsort((-np.abs(weights[many]), of[many]))]
        rank = np.arange(len(order)) - np.searchsorted(of[order], of[order])
        weak = np.zeros(len(keys), bool)
        weak[order[rank >= MOST_KEPT]] = True
        keys, weights = keys[~weak], weights[~weak]
    return Linear.of_keys(features, classes, keys, weights)


def _batches(rows: int, turn: int) -> Iterator[Ints]:
    """Go through all rows, each batch spread evenly over them, beginning elsewhere at each turn."""
    count = -(-rows // BATCH)
    first = round(turn * count * _GOLDEN)
    for start in range(count):
        yield np.arange((start + first) % count, rows, count, dtype=np.int64)


def _softmax(scores: Floats) -> Floats:
    lifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = lifted / lifted.sum(axis=1, keepdims=True)
    return shares


def _ranges(starts: Ints, lengths: Ints) -> Ints:
    """Write out start, start + 1, … for each range, one range after the other."""
    if not len(lengths):
        return np.empty(0, np.int64)
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts - before, lengths) + np.arange(int(lengths.sum()))
