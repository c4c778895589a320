"""The classifier: what it learns, beside a second one that is slow, dense and plain."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import linear
from bot.core.linear import BATCH, CAUTION, LEAST_KEPT, PASSES, RATE, Linear, Rows, centroids, fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from bot.core.linear import Ints

Row = tuple[list[int], list[float]]
#: Feature 0 is in every row, as `space` gives it; then three features for each class.
EACH: Final = 3


@pytest.fixture(scope="module", autouse=True, params=[linear.MOST_WHOLE, 0], ids=["whole tables", "rivals"])
def _way_to_learn(request: pytest.FixtureRequest) -> Iterator[None]:
    """Ask everything twice: where every class is a rival of every row, and where only the nearest are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linear, "MOST_WHOLE", request.param)
        yield


def toy(classes: int, each: int, seed: int = 1) -> tuple[list[Row], list[int]]:
    """Make rows that tell their class: two of its three features, and one of any class."""
    chance = random.Random(seed)
    rows, labels = [], []
    for label in range(classes):
        for _ in range(each):
            own = chance.sample(range(EACH), 2)
            noise = chance.randrange(classes * EACH)
            features = dict.fromkeys([0, *(1 + label * EACH + place for place in own)], 1.0)
            features.setdefault(1 + noise, 0.4)
            rows.append((list(features), [features[feature] for feature in features]))
            labels.append(label)
    return rows, labels


def learned(rows: Sequence[Row], labels: Sequence[int], classes: int, passes: int = PASSES) -> Linear:
    """Learn from rows given as lists."""
    return fit(Rows.of(rows), np.array(labels, np.int64), 1 + classes * EACH, classes, passes)


def guesses(model: Linear, rows: Sequence[Row]) -> list[int]:
    """Give the class with the best score for each row."""
    return [int(model.scores(*row).argmax()) for row in rows]


def dense(model: Linear, features: int) -> NDArray[np.float32]:
    """Write the weights out as a table: feature by class."""
    table = np.zeros((features, model.classes), np.float32)
    for feature in range(features):
        places = slice(model.starts[feature], model.starts[feature + 1])
        table[feature, model.of[places]] = model.weights[places]
    return table


def plain_fit(rows: Sequence[Row], labels: Sequence[int], features: int, classes: int) -> NDArray[np.float64]:
    """Learn the same by the book, every class compared with every other: softmax, its slope, AdaGrad, in 64 bits."""
    weights = np.zeros((features, classes))
    steepness = np.full((features, classes), CAUTION)
    batches = -(-len(rows) // BATCH)
    for turn in range(PASSES):
        first = round(turn * batches * 0.6180339887498949)
        for start in range(batches):
            slopes = []
            for row in range((start + first) % batches, len(rows), batches):
                index, value = rows[row]
                scores = np.array(value) @ weights[index]
                belief = np.exp(scores - scores.max())
                belief /= belief.sum()
                belief[labels[row]] -= 1
                slopes.append((index, np.outer(value, belief)))
            whole = np.zeros_like(weights)
            for index, slope in slopes:
                steepness[index] += slope**2
                whole[index] += slope
            weights -= RATE * whole / np.sqrt(steepness)
    return weights


# ---- learning ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("classes", [2, 5, 31])
def test_what_can_be_told_apart_is_learned(classes: int) -> None:
    """Rows that tell their class are given their class, also rows that were not learned from."""
    model = learned(*toy(classes, 8), classes)
    fresh, right = toy(classes, 6, seed=2)

    assert right == guesses(model, fresh)


def test_more_classes_than_rivals_are_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    """With more classes than a row is compared with, each class is still told from all others."""
    monkeypatch.setattr(linear, "MOST_RIVALS", 32)
    classes = 60
    model = learned(*toy(classes, 8), classes)
    fresh, right = toy(classes, 4, seed=2)

    assert right == guesses(model, fresh)


@pytest.mark.parametrize("rivals", [2, 3, 8])
def test_few_rivals_are_enough_when_they_are_the_nearest(rivals: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compared with the nearest two or three classes only, the rows are still given their class."""
    monkeypatch.setattr(linear, "MOST_RIVALS", rivals)
    model = learned(*toy(12, 10), 12)
    fresh, right = toy(12, 5, seed=2)

    assert right == guesses(model, fresh)


def test_the_nearest_classes_are_the_rivals(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row is compared with its own class first, then with those it is taken for most easily."""
    monkeypatch.setattr(linear, "MOST_RIVALS", 2)
    rows: list[Row] = [([0], [1.0]), ([0, 1], [1.0, 0.9]), ([2], [1.0]), ([2, 0], [1.0, 0.1])]
    rivals = linear._rivals(Rows.of(rows), np.array([0, 1, 2, 3]), 3, 4)

    assert [[0, 1], [1, 0], [2, 3], [3, 2]] == rivals.tolist()


def test_both_ways_to_learn_agree_when_every_class_is_a_rival(monkeypatch: pytest.MonkeyPatch) -> None:
    """With no more classes than rivals, whole tables of weights and the list of those that are touched say the same."""
    rows, labels = toy(12, 9)
    tables = []
    for most in (0, 1_000_000):
        monkeypatch.setattr(linear, "MOST_WHOLE", most)
        tables.append(dense(learned(rows, labels, 12), 1 + 12 * EACH))

    assert np.abs(tables[0] - tables[1]).max() < 1e-4


def test_the_same_rows_give_the_same_weights() -> None:
    """Learning twice gives the same bytes: nothing depends on chance or on the clock."""
    for classes in (4, 40):
        first, second = (learned(*toy(classes, 7), classes) for _ in range(2))
        assert first.weights.tobytes() == second.weights.tobytes()
        assert first.of.tobytes() == second.of.tobytes()
        assert first.starts.tobytes() == second.starts.tobytes()


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_classes_makes_no_difference(seed: int) -> None:
    """Numbering the classes otherwise numbers the scores otherwise, and changes none of them."""
    rows, labels = toy(9, 7)
    numbered = list(range(9))
    random.Random(seed).shuffle(numbered)
    model = learned(rows, labels, 9)
    turned = learned(rows, [numbered[label] for label in labels], 9)

    for row in rows:
        assert np.allclose(model.scores(*row), turned.scores(*row)[numbered], atol=1e-4)


@pytest.mark.parametrize(("classes", "each"), [(2, 3), (3, 30), (10, 20)])
def test_a_plain_learner_agrees(classes: int, each: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dense softmax learner written by the book gives the same scores, as long as no weight is forgotten."""
    monkeypatch.setattr(linear, "LEAST_KEPT", 0.0)
    rows, labels = toy(classes, each)
    features = 1 + classes * EACH
    plain = plain_fit(rows, labels, features, classes)
    model = learned(rows, labels, classes)

    for index, value in rows:
        assert np.allclose(np.array(value) @ plain[index], model.scores(index, value), atol=1e-3)


@pytest.mark.parametrize("table", [1, 50, 1000])
def test_the_size_of_a_table_makes_no_difference(table: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many weights are numbered at once bounds the memory, not the result."""
    rows, labels = toy(40, 6)
    whole = learned(rows, labels, 40)
    monkeypatch.setattr(linear, "_TABLE", table)
    parts = learned(rows, labels, 40)

    assert whole.weights.tobytes() == parts.weights.tobytes()
    assert whole.of.tobytes() == parts.of.tobytes()
    assert whole.starts.tobytes() == parts.starts.tobytes()


@pytest.mark.parametrize("chunk", [1, 7, 100])
def test_the_size_of_a_chunk_makes_no_difference(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many rows are worked out at once bounds the memory, not the result."""
    rows, labels = toy(6, 6)
    whole = learned(rows, labels, 6)
    monkeypatch.setattr(linear, "_CHUNK", chunk)

    assert whole.weights.tobytes() == learned(rows, labels, 6).weights.tobytes()


def test_large_content_is_compared_with_fewer_rivals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where rows times rivals would be too many, each row keeps only the nearest, and is still told from the others."""
    monkeypatch.setattr(linear, "_MOST_SLOTS", 1)
    monkeypatch.setattr(linear, "FEWEST_RIVALS", 3)
    rows, labels = toy(12, 10)
    fresh, right = toy(12, 5, seed=2)

    assert (120, 3) == linear._rivals(Rows.of(rows), np.array(labels), 1 + 12 * EACH, 12).shape
    assert right == guesses(learned(rows, labels, 12), fresh)


def test_rows_are_alike_by_what_few_of_them_have() -> None:
    """A row is like the rows it shares features with, unless most rows have them: those say nothing."""
    rows: list[Row] = [([0, 1], [3.0, 4.0]), ([0, 1, 2], [3.0, 4.0, 0.0]), ([0, 3], [1.0, 1.0])]
    alike = linear.index(Rows.of(rows), 4, 2)

    assert pytest.approx([4 / 5, 4 / 5, 0.0]) == alike.scores([1], [1.0]).tolist()
    assert [0.0, 0.0, 0.0] == alike.scores([0], [1.0]).tolist()


def test_more_passes_learn_the_rows_better() -> None:
    """Each pass makes what was learned from likelier, which is why a few are enough and stopping is a choice."""
    rows, labels = toy(6, 8)

    def loss(passes: int) -> float:
        model = learned(rows, labels, 6, passes)
        scores = np.array([model.scores(*row) for row in rows], np.float64)
        return float(np.mean(np.log(np.exp(scores).sum(axis=1)) - scores[np.arange(len(rows)), labels]))

    assert sorted([loss(passes) for passes in (0, 1, 3, 6, 12)], reverse=True) == [
        loss(passes) for passes in (0, 1, 3, 6, 12)
    ]


@given(st.integers(1, 400), st.integers(0, 9))
def test_each_pass_goes_through_every_row_once(rows: int, turn: int) -> None:
    """However many rows there are, none is left out and none counts twice."""
    batches = list(linear._batches(rows, turn))

    assert [*range(rows)] == sorted(row for batch in batches for row in batch.tolist())
    assert all(len(batch) <= BATCH for batch in batches)


@pytest.mark.parametrize("rows", [640, 1000, 4321, 10_000])
def test_neighbours_in_the_content_do_not_learn_together(rows: int) -> None:
    """A batch is scattered over all rows: hardly one of them stands right beside another of the same batch."""
    for batch in list(linear._batches(rows, 0))[:-1]:
        assert np.count_nonzero(np.diff(np.sort(batch)) == 1) < BATCH // 8


@pytest.mark.parametrize("classes", [0, 1, 3])
def test_nothing_to_learn_from_is_an_empty_classifier(classes: int) -> None:
    """Without rows there are no weights, every score is nothing, and nothing fails."""
    model = fit(Rows.of([]), np.empty(0, np.int64), 5, classes)

    assert 0 == len(model.weights)
    assert [0.0] * max(classes, 1) == model.scores([0, 4], [1.0, 2.0]).tolist()
    assert [0.0, 0.0] == model.why([0, 4], [1.0, 2.0], 0)


def test_one_class_alone_is_always_it() -> None:
    """Where there is nothing to tell apart there is nothing to learn."""
    model = learned(*toy(1, 5), 1)

    assert [0.0] == np.abs(model.weights).max(initial=0.0, keepdims=True).tolist()


# ---- keeping -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("most", [1, 3, 5])
def test_the_strongest_weights_are_kept(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a feature that says something about many classes only the strongest weights are kept, for or against."""
    monkeypatch.setattr(linear, "LEAST_KEPT", 0.0)
    rows, labels = toy(6, 6)
    whole = dense(learned(rows, labels, 6), 19)
    monkeypatch.setattr(linear, "MOST_KEPT", most)
    cut = dense(learned(rows, labels, 6), 19)

    for feature in range(19):
        kept = np.flatnonzero(cut[feature])
        assert len(kept) == min(most, np.count_nonzero(whole[feature]))
        assert cut[feature, kept].tolist() == whole[feature, kept].tolist()
        assert np.abs(np.delete(whole[feature], kept)).max(initial=0) <= np.abs(whole[feature, kept]).min(
            initial=np.inf
        )


def test_weights_that_say_next_to_nothing_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every weight that is strong enough is kept as it was learned, and no other."""
    rows, labels = toy(6, 6)
    cut = dense(learned(rows, labels, 6), 19)
    monkeypatch.setattr(linear, "LEAST_KEPT", 0.0)
    whole = dense(learned(rows, labels, 6), 19)

    assert np.where(np.abs(whole) >= LEAST_KEPT, whole, 0).tolist() == cut.tolist()
    assert np.count_nonzero(cut) < np.count_nonzero(whole)


def test_cutting_weak_weights_changes_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left of the weights still gives each row its class."""
    rows, labels = toy(30, 8)
    monkeypatch.setattr(linear, "MOST_KEPT", 6)

    assert labels == guesses(learned(rows, labels, 30), rows)


def test_a_centroid_is_the_mean_of_its_rows() -> None:
    """The weights of a class's centroid are the mean of its rows, features they do not have counted as nothing."""
    rows: list[Row] = [([0, 2], [1.0, 2.0]), ([0], [3.0]), ([1], [5.0])]
    means = dense(centroids(Rows.of(rows), np.array([1, 1, 0], np.int64), 3, 2), 3)

    assert [[0.0, 2.0], [5.0, 0.0], [0.0, 1.0]] == means.tolist()


# ---- asking --------------------------------------------------------------------------------------------------------

FEATURES: Final = 7
CLASSES: Final = 4
TABLES: Final = st.lists(
    st.lists(st.floats(-5, 5, width=32), min_size=CLASSES, max_size=CLASSES), min_size=FEATURES, max_size=FEATURES
)
ASKED: Final = st.dictionaries(st.integers(0, FEATURES - 1), st.floats(-3, 3, width=32), max_size=FEATURES)


def model_of(table: Sequence[Sequence[float]]) -> Linear:
    """Make a classifier of a table of weights: feature by class."""
    weights = np.array(table, np.float32)
    keys: Ints = np.flatnonzero(weights.ravel()).astype(np.int64)
    return Linear.of_keys(FEATURES, CLASSES, keys, weights.ravel()[keys])


@given(TABLES, ASKED)
def test_scores_are_the_product_of_row_and_weights(table: list[list[float]], asked: dict[int, float]) -> None:
    """Adding up lists of weights gives what multiplying the whole table gives."""
    row = np.zeros(FEATURES)
    row[list(asked)] = list(asked.values())
    scores = model_of(table).scores(list(asked), list(asked.values()))

    assert np.allclose(row @ np.array(table), scores, atol=1e-4)


@given(TABLES, ASKED, st.integers(0, CLASSES - 1))
def test_the_reasons_add_up_to_the_score(table: list[list[float]], asked: dict[int, float], label: int) -> None:
    """What each feature adds, taken together, is the score."""
    model = model_of(table)
    index, value = list(asked), list(asked.values())

    assert len(asked) == len(model.why(index, value, label))
    assert np.isclose(sum(model.why(index, value, label)), model.scores(index, value)[label], atol=1e-4)


ROWS: Final = st.lists(ASKED.map(lambda row: (list(row), list(row.values()))), max_size=8)


@given(ROWS, st.data())
def test_rows_can_be_taken_in_any_order(rows: list[Row], data: st.DataObject) -> None:
    """Taken rows are the rows that were put in, in the order asked for, as often as asked for."""
    stacked = Rows.of(rows)
    chosen = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=10)) if rows else []
    taken = stacked.take(np.array(chosen, np.int64))

    assert len(stacked) == len(rows)
    assert [rows[place] for place in chosen] == [
        (taken.index[start:end].tolist(), taken.value[start:end].tolist())
        for start, end in zip(taken.starts[:-1], taken.starts[1:], strict=True)
    ]
