from __future__ import annotations

import itertools
import math
import random
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.disclosure import FEWEST, LOT_BITS, enough, least_shown, let_out, noise, rounded, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CHOICES = ("a", "b", "c")
#: The answers of five runs or a few more, that are let out together.
LOT = st.lists(st.sampled_from(CHOICES), min_size=FEWEST, max_size=FEWEST + 3)
HALF = 1 << LOT_BITS // 2


def waiting(answers: Iterable[str]) -> dict[str, int]:
    """Count answers, with those nobody gave."""
    counted = Counter(answers)
    return {name: counted[name] for name in CHOICES}


def lots(number: int) -> Iterator[int]:
    """Give lots that lie evenly among all."""
    return (step * HALF // number + step * HALF // number * HALF * 7 % (HALF * HALF) for step in range(number))


# ---- chance hides each single answer


@given(LOT, LOT, st.lists(st.integers(-6, 6), min_size=3, max_size=3))
def test_whatever_is_shown_could_have_come_from_other_answers(
    answers: list[str], others: list[str], blur: list[int]
) -> None:
    """For any five runs and any other five, there is a chance by which both let out the very same numbers."""
    here, there = waiting(answers), waiting(others)
    seen = {name: here[name] + more for name, more in zip(CHOICES, blur, strict=True)}
    needed = [seen[name] - there[name] for name in CHOICES]

    assert all(probability(each) > 0 for each in needed)


def probability(number: int) -> float:
    """Give the probability of a noise, reckoned from the code that draws it: how many lots lead to it."""
    total = 0.0
    for added in range(23):
        taken = added - number
        if 0 <= taken < 23:
            total += share(added) * share(taken)
    return total


def share(number: int) -> float:
    """Give the share of half lots that make this geometric number, found by halving: it falls as the lot grows."""
    return (edge(number) - edge(number + 1)) / HALF


def edge(number: int) -> int:
    """Find the first half lot whose geometric number is below `number`."""
    low, high = 0, HALF
    while low < high:
        middle = (low + high) // 2
        if noise(middle * HALF + HALF - 1) >= number:
            low = middle + 1
        else:
            high = middle
    return low


def test_one_changed_answer_makes_no_figure_much_likelier() -> None:
    """Each number is at most e times likelier than its neighbours, by the code that draws it: the promise of e^2."""
    chances = {number: probability(number) for number in range(-8, 9)}

    for number, following in itertools.pairwise(chances):
        ratio = chances[number] / chances[following]
        assert 1 / math.e * 0.999 < ratio < math.e * 1.001, (number, ratio)
    assert 0.46 < chances[0] < 0.463
    assert sum(chances.values()) > 0.999
    assert all(chances[number] == pytest.approx(chances[-number]) for number in chances)


def test_noise_is_small_and_takes_as_often_as_it_gives() -> None:
    """Of many lots, noise is nought on the whole, and seldom more than three."""
    drawn = [noise(lot) for lot in lots(20_000)]

    assert abs(sum(drawn)) < 0.05 * len(drawn)
    assert sum(abs(each) > 3 for each in drawn) < 0.05 * len(drawn)
    assert (0, 22, -22) == (noise(HALF * HALF - 1), noise(HALF - 1), noise((HALF - 1) * HALF))


def test_thresholds_and_rounding_alone_would_tell_on_one_person() -> None:
    """The case that made the noise: without it three looks show that exactly one of the last five answered b."""
    looks = [waiting("abbcc"), waiting("abbcc" * 2), waiting("abbcc" * 2 + "bcccc")]
    seen = [shown(each) for each in looks]
    fitting = defaultdict(set)
    for first, second, third in itertools.product(itertools.combinations_with_replacement(CHOICES, FEWEST), repeat=3):
        views = [shown(waiting(part)) for part in (first, first + second, first + second + third)]
        fitting[views == seen].add(third.count("b"))

    assert {1} == fitting[True]


# ---- lots of five


@given(st.lists(st.sampled_from(CHOICES), max_size=60))
def test_answers_come_out_in_lots_of_five(answers: list[str]) -> None:
    """Whatever comes in whatever order, nothing is let out before five answers are new, and none is lost."""
    held, out = Counter(dict.fromkeys(CHOICES, 0)), Counter[str]()
    for answer in answers:
        held[answer] += 1
        if enough(held):
            assert sum(held.values()) == FEWEST
            out.update(let_out(held, lambda: HALF * HALF - 1))
            held = Counter(dict.fromkeys(CHOICES, 0))
    assert +(out + held) == Counter(answers)
    assert sum(out.values()) == len(answers) // FEWEST * FEWEST


def test_every_possible_answer_is_blurred() -> None:
    """Also an answer nobody gave gets its noise: to be there or not would tell that somebody did."""
    out = let_out(waiting("aaaaa"), iter([HALF * HALF - 1, HALF - 1, (HALF - 1) * HALF]).__next__)

    assert {"a": 5, "b": 22, "c": -22} == out


# ---- what is told


@given(st.dictionaries(st.sampled_from(CHOICES), st.integers(-30, 200)))
def test_nothing_small_is_told(scene: dict[str, int]) -> None:
    """Each number that is told is a multiple of five, near what was let out, which is five or more."""
    for name, number in shown(scene).items():
        assert number % FEWEST == 0
        assert scene[name] >= FEWEST
        assert abs(number - scene[name]) <= FEWEST // 2


@pytest.mark.parametrize(
    ("out", "expected"), [(-3, {}), (0, {}), (4, {}), (5, {"a": 5}), (7, {"a": 5}), (8, {"a": 10}), (12, {"a": 10})]
)
def test_numbers_are_rounded_to_five(out: int, expected: dict[str, int]) -> None:
    """Fewer than five are not told at all; more are told to the nearest five."""
    assert expected == shown({"a": out})
    assert [0, 5, 5, 10] == [rounded(number) for number in (2, 3, 7, 8)]


def test_an_answer_nobody_gave_seldom_looks_as_if_some_did() -> None:
    """Of large groups, too, a number that is told for an answer nobody gave is rare: one in thirty at most."""
    for lots_out in (2, 5, 20, 80):
        chance = random.Random(lots_out)
        nobody = [sum(noise(chance.getrandbits(LOT_BITS)) for _ in range(lots_out)) for _ in range(3000)]
        told = [number for number in nobody if shown({"a": FEWEST * lots_out, "b": number}).get("b")]
        assert len(told) < 3000 / 30
    assert [5, 5, 6, 12, 27] == [least_shown(total) for total in (0, 12, 25, 100, 500)]


def test_small_answers_are_told_without_a_number() -> None:
    """Nine and three: the nine are told as ten, and the three cannot be reckoned from it."""
    assert {"a": 10} == shown({"a": 9, "b": 3})
    assert {"a": 10} == shown({"a": 9, "b": 0})
