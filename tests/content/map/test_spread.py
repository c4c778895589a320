from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.map.layers import Arrow, in_layers
from bot.content.map.spread import nearest, spread


def test_wishes_that_fit_are_granted() -> None:
    """Places that keep the gaps already are the wanted ones."""
    assert [0.0, 10.0, 25.0] == nearest([0, 10, 25], [1, 1, 1], [10, 10])


def test_who_wants_the_same_place_shares_it() -> None:
    """Vertices that want one place stand around it, the heavier one nearer."""
    assert [-5.0, 5.0] == nearest([0, 0], [1, 1], [10])
    assert pytest.approx([-1.0, 9.0]) == nearest([0, 0], [9, 1], [10])


@given(st.lists(st.tuples(st.floats(-500, 500), st.floats(0.1, 9), st.floats(0, 90)), min_size=1, max_size=12))
def test_gaps_are_kept(wishes: list[tuple[float, float, float]]) -> None:
    """Whatever is wanted, neighbours are never nearer to each other than their gap."""
    wanted, weights, gaps = zip(*wishes, strict=True)
    places = nearest(wanted, weights, gaps[1:])

    assert [] == [gap for (one, other), gap in zip(pairwise(places), gaps[1:], strict=True) if other - one < gap - 1e-6]


def test_a_chain_of_boxes_stands_in_a_line() -> None:
    """Boxes that follow each other stand exactly one under the other."""
    layers = in_layers(dict.fromkeys("abcdef", 80.0), [Arrow(*pair) for pair in pairwise("abcdef")])

    assert {40.0} == set(spread(layers, layers.rows(), 6, lambda _one, _other: 0.0))


def test_a_long_arrow_is_straight() -> None:
    """An arrow that passes several layers goes straight down where nothing is in its way."""
    arrows = [*(Arrow(*pair) for pair in pairwise("abcdef")), Arrow("a", "f")]
    layers = in_layers(dict.fromkeys("abcdef", 80.0), arrows)
    middle = spread(layers, layers.rows(), 6, lambda _one, _other: 0.0)

    assert 1 == len({round(middle[vertex], 3) for vertex in layers.chains[-1][1:-1]})
