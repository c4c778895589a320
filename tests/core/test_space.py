from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.space import _ALWAYS_VALUE, ALWAYS, Given, Space, Texts, joined, put

WEIGHTS = {"word": 1.0, "pair": 0.5}
TEXTS: list[Given] = [
    {"word": {"pay": 1.0, "stop": 1.0}, "pair": {"pay stop": 1.0}},
    {"word": {"pay": 1.0, "block": 0.5}},
    {"word": {"block": 1.0, "pay": 1.0}, "pair": {"pay stop": 1.0, "block pay": 1.0}},
]


def learned(texts: list[Given], weights: dict[str, float], fewest: int = 1) -> Space:
    """Number the features of texts."""
    return Texts(texts, weights, fewest).space


SPACE = learned(TEXTS, WEIGHTS)

FEATURES = st.dictionaries(st.sampled_from(["pay", "stop", "block", "nothing", "else"]), st.floats(0.01, 1))
GIVEN = st.fixed_dictionaries({}, optional={"word": FEATURES, "pair": FEATURES, "unknown": FEATURES})


def by_kind(space: Space, given_: Given) -> dict[str, list[float]]:
    """Give the values of a row, by kind."""
    kind_of = {number: kind for kind, known in space.known.items() for number, _ in known.values()}
    values: dict[str, list[float]] = {}
    for number, value in zip(*space.row(given_), strict=True):
        values.setdefault(kind_of.get(number, ""), []).append(value)
    return values


@given(GIVEN)
def test_each_kind_is_as_long_as_it_weighs(given_: Given) -> None:
    """A kind with many features counts no more than one with few: its values have the length of its weight."""
    values = by_kind(SPACE, given_)

    for kind, weight in WEIGHTS.items():
        some = not SPACE.known[kind].keys().isdisjoint(given_.get(kind, {}))
        assert math.isclose(weight if some else 0.0, math.hypot(*values.get(kind, [])))


@given(st.dictionaries(st.text(st.characters()).map("?".__add__), st.floats(0.01, 1)))
def test_what_is_not_known_gives_nothing(strange: dict[str, float]) -> None:
    """Features no text was learned with, and kinds that do not exist, leave the row of an empty text."""
    empty = ([ALWAYS], [_ALWAYS_VALUE])

    assert empty == SPACE.row({})
    assert empty == SPACE.row({"word": strange, "pair": strange, "smell": {"pay": 1.0}})


@given(FEATURES)
def test_what_is_not_known_changes_nothing(features: dict[str, float]) -> None:
    """Beside known features, unknown ones take nothing away."""
    alone = {name: share for name, share in features.items() if name in SPACE.known["word"]}

    assert SPACE.row({"word": alone}) == SPACE.row({"word": features})


def test_a_feature_of_one_kind_is_not_one_of_another() -> None:
    """The same letters as a word and as a pair are two features."""
    texts: list[Given] = [{"word": {"a": 1.0}, "pair": {"a": 1.0}}]
    space = learned(texts, WEIGHTS)

    assert [1, 2] == [space.known["word"]["a"][0], space.known["pair"]["a"][0]]
    assert ([ALWAYS, 2], [_ALWAYS_VALUE, 0.5]) == space.row({"pair": {"a": 1.0}})


def test_every_feature_has_a_number_of_its_own() -> None:
    """The numbers of all kinds together are 1, 2, 3 and so on, after the one every row has."""
    numbers = [number for known in SPACE.known.values() for number, _ in known.values()]

    assert [*range(1, SPACE.size)] == sorted(numbers)
    assert SPACE.size == 1 + 3 + 2


@given(GIVEN, st.sampled_from([{"word": 1.0}, {"pair": 0.5}, WEIGHTS, {"pair": 0.5, "word": 2.0}, {}]))
def test_views_see_some_of_the_kinds(given_: Given, view: dict[str, float]) -> None:
    """Kinds are made once and joined for each view: the row of a view is that of a space of its kinds alone."""
    seen = Space({kind: SPACE.known[kind] for kind in view}, view)

    assert seen.row(given_) == joined(SPACE.parts(given_), view)


@given(GIVEN)
def test_every_part_has_length_one(given_: Given) -> None:
    """Before it is weighed, each kind that has something to say says it equally loud."""
    parts = SPACE.parts(given_)

    assert {kind for kind in WEIGHTS if not SPACE.known[kind].keys().isdisjoint(given_.get(kind, {}))} == parts.keys()
    assert all(math.isclose(1.0, math.hypot(*values)) for _, values in parts.values())


def test_what_few_texts_have_counts_more() -> None:
    """The fewer texts have a feature, the more it says; its rarity is the logarithm of how few."""
    rarity = {name: amount for name, (_, amount) in SPACE.known["word"].items()}

    assert math.isclose(math.log(1 + 3 / 1), rarity["stop"])
    assert math.isclose(math.log(1 + 3 / 2), rarity["block"])
    assert math.isclose(math.log(1 + 3 / 3), rarity["pay"])


def test_a_share_weighs_a_feature() -> None:
    """A word that is only half meant counts half beside one that is meant."""
    index, value = learned(TEXTS, {"word": 1.0}).row({"word": {"pay": 1.0, "block": 0.5}})
    of = dict(zip(index, value, strict=True))
    (pay, pay_rarity), (block, block_rarity) = SPACE.known["word"]["pay"], SPACE.known["word"]["block"]

    assert math.isclose(of[pay] / pay_rarity, 2 * of[block] / block_rarity)


@pytest.mark.parametrize(
    ("fewest", "known"), [(1, {"pay", "stop", "block"}), (2, {"pay", "block"}), (3, {"pay"}), (4, set())]
)
def test_what_too_few_texts_have_is_chance(fewest: int, known: set[str]) -> None:
    """Only features that at least `fewest` texts have are known."""
    assert known == learned(TEXTS, WEIGHTS, fewest).known["word"].keys()


def test_a_text_that_repeats_a_feature_is_one_text() -> None:
    """How often one text says something does not make it common."""
    shouted: list[Given] = [{"word": {"pay": 0.1}}, {"word": {"stop": 1.0}}]

    assert learned(shouted, WEIGHTS).known["word"]["pay"][1] == learned(shouted, WEIGHTS).known["word"]["stop"][1]


def test_nothing_to_learn_from_is_a_space_of_its_own() -> None:
    """Without texts there is the one feature every row has, and no failure."""
    space = learned([], WEIGHTS)

    assert 1 == space.size
    assert ([ALWAYS], [_ALWAYS_VALUE]) == space.row(TEXTS[0])


def test_only_kinds_with_a_weight_are_learned() -> None:
    """A kind that is switched off has no features."""
    assert {"pair"} == learned(TEXTS, {"pair": 1.0}).known.keys()


def test_a_space_taken_back_gives_the_same_rows() -> None:
    """What is kept of a space, its features and their rarity, is the space."""
    again = Space(SPACE.known, WEIGHTS)

    assert [SPACE.row(text) for text in TEXTS] == [again.row(text) for text in TEXTS]
    assert SPACE.size == again.size


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 1))))
def test_the_largest_share_is_kept(shares: list[tuple[str, float]]) -> None:
    """Said twice is not meant twice: a feature has the largest share it was given, in whatever order."""
    features: dict[str, float] = {}
    for feature, share in shares:
        put(features, feature, share)
    largest = {name: max(share for feature, share in shares if feature == name) for name, _ in shares}

    assert {name: share for name, share in largest.items() if share} == features


@given(
    st.lists(GIVEN, min_size=1),
    st.sampled_from([{"word": 1.0, "pair": 0.5}, {"pair": 2.0}, {"word": 0.7}]),
    st.integers(1, 2),
)
def test_the_rows_of_the_texts_are_those_of_the_space(texts: list[Given], view: dict[str, float], fewest: int) -> None:
    """What is learned from and what is asked later are the same rows: the same text gives the same numbers."""
    gathered = Texts(texts, WEIGHTS, fewest)
    rows = gathered.rows(view)
    ends = rows.starts.tolist()

    for place, text in enumerate(texts):
        numbers, amounts = joined(gathered.space.parts(text), view)
        here = slice(ends[place], ends[place + 1])
        values = dict(zip(rows.index[here].tolist(), rows.value[here].tolist(), strict=True))
        assert values == pytest.approx(dict(zip(numbers, amounts, strict=True)), rel=1e-5)
