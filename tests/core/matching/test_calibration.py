from __future__ import annotations

import math
import random
from dataclasses import replace
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.matching.calibration import PRIOR, Calibration, Evidence

SURE: Final = Evidence(belief=0.95, margin=0.9, nothing=0.0, covered=1.0, content=8.0, likeness=0.9, score=9.0)
UNSURE: Final = Evidence(belief=0.3, margin=0.05, nothing=0.4, covered=0.4, content=2.0, likeness=0.1, score=1.0)
#: The truth that synthetic evidence is made from: how sure a first entry with this evidence really is.
TRUTH: Final = Calibration(-1.0, (0.5, 0.6, 0.4, 0.2, 0.7, -0.8, 0.1))

SHARES: Final = st.floats(0, 1)
ANY: Final = st.builds(Evidence, SHARES, SHARES, SHARES, SHARES, st.floats(0, 80), SHARES, st.floats(-20, 40))


def seen(number: int, seed: int) -> list[tuple[Evidence, bool]]:
    """Draw evidence, and whether the first entry was right, as often as the truth says."""
    chance = random.Random(seed)
    found = []
    for _ in range(number):
        belief, covered, likeness = (chance.random() for _ in range(3))
        evidence = Evidence(
            belief=belief,
            margin=belief * chance.random(),
            nothing=(1 - belief) * chance.random(),
            covered=covered,
            content=12 * covered,
            likeness=likeness,
            score=10 * belief + chance.gauss(0, 2),
        )
        found.append((evidence, chance.random() < TRUTH.probability(evidence)))
    return found


def test_a_probability_is_right_as_often_as_it_says() -> None:
    """Of fresh first entries with a probability of about p, about the share p is right, for every p."""
    calibration = Calibration.learn(seen(4000, seed=1))
    fresh = [(calibration.probability(evidence), right) for evidence, right in seen(8000, seed=2)]

    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        inside = [(said, right) for said, right in fresh if low <= said < low + 0.2]
        said, right = (sum(column) / len(inside) for column in zip(*inside, strict=True))
        assert len(inside) > 200
        assert abs(said - right) < 0.04


def test_the_truth_is_found_again() -> None:
    """From enough evidence the regression learns what the evidence was made from."""
    calibration = Calibration.learn(seen(20_000, seed=3))
    apart = [abs(calibration.probability(evidence) - TRUTH.probability(evidence)) for evidence, _ in seen(500, seed=4)]

    assert max(apart) < 0.06
    assert sum(apart) / len(apart) < 0.02


def test_little_evidence_does_not_make_it_sure() -> None:
    """Two examples that could be told apart perfectly leave room for being wrong."""
    calibration = Calibration.learn([(SURE, True), (UNSURE, False)])

    assert 0.5 < calibration.probability(SURE) < 0.97
    assert 0.03 < calibration.probability(UNSURE) < 0.5


@pytest.mark.parametrize("right", [True, False])
def test_with_one_outcome_only_the_prior_stands(right: bool) -> None:  # noqa: FBT001 - one case each
    """Where every example was right, or every one wrong, nothing tells the two apart: nothing is learned."""
    assert PRIOR == Calibration.learn([(SURE, right), (UNSURE, right)] * 50)


def test_with_nothing_seen_the_prior_stands() -> None:
    """Where there is nothing to learn from, the classifier is believed."""
    assert PRIOR == Calibration.learn([])


@given(st.floats(0.001, 0.999))
def test_the_prior_believes_the_classifier(belief: float) -> None:
    """Until something is learned, the probability is the classifier's own belief."""
    assert math.isclose(belief, PRIOR.probability(replace(UNSURE, belief=belief)))


@given(ANY)
def test_a_probability_is_one(evidence: Evidence) -> None:
    """Whatever the evidence, even none or all of it, the probability lies strictly between 0 and 1."""
    for calibration in (PRIOR, TRUTH, Calibration(0, (99.0,) * 7), Calibration(0, (-99.0,) * 7)):
        assert 0 < calibration.probability(evidence) < 1


@given(ANY)
def test_inputs_are_finite_and_not_huge(evidence: Evidence) -> None:
    """No share, not even 0 or 1, makes an input of the regression that drowns the others."""
    assert all(math.isfinite(given_) and abs(given_) <= 10 for given_ in evidence.inputs())


@given(st.lists(st.tuples(ANY, st.booleans()), max_size=30))
def test_learning_never_fails(found: list[tuple[Evidence, bool]]) -> None:
    """From whatever examples, in whatever mixture, a regression with finite weights is learned."""
    calibration = Calibration.learn(found)

    assert math.isfinite(calibration.bias)
    assert len(PRIOR.weights) == len(calibration.weights)
    assert all(math.isfinite(weight) for weight in calibration.weights)


@given(st.lists(st.tuples(ANY, st.booleans()), min_size=2, max_size=30))
def test_as_many_are_expected_to_be_right_as_were(found: list[tuple[Evidence, bool]]) -> None:
    """On what it was learned from, the mean probability is the share that was right."""
    rights = [right for _, right in found]
    if len(set(rights)) == 2:
        calibration = Calibration.learn(found)
        expected = sum(calibration.probability(evidence) for evidence, _ in found)
        assert math.isclose(sum(rights), expected, abs_tol=0.01 * len(found))


@given(st.lists(st.tuples(ANY, st.booleans()), min_size=2, max_size=20), st.randoms(use_true_random=False))
def test_the_order_of_evidence_makes_no_difference(found: list[tuple[Evidence, bool]], chance: random.Random) -> None:
    """Which phrasing was held out first changes no probability."""
    turned = chance.sample(found, len(found))
    first, second = Calibration.learn(found), Calibration.learn(turned)

    assert math.isclose(first.probability(SURE), second.probability(SURE), abs_tol=1e-6)
    assert math.isclose(first.probability(UNSURE), second.probability(UNSURE), abs_tol=1e-6)


def test_better_evidence_is_more_probable() -> None:
    """Learned from the truth, more of what speaks for an entry makes it likelier, and more of the rest less."""
    calibration = Calibration.learn(seen(4000, seed=1))
    middle = Evidence(belief=0.5, margin=0.2, nothing=0.2, covered=0.5, content=6.0, likeness=0.5, score=5.0)

    assert calibration.probability(UNSURE) < calibration.probability(middle) < calibration.probability(SURE)
    for better in (replace(middle, belief=0.8), replace(middle, margin=0.5), replace(middle, likeness=0.9)):
        assert calibration.probability(better) > calibration.probability(middle)
    assert calibration.probability(replace(middle, nothing=0.5)) < calibration.probability(middle)
