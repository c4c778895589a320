from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.map.layers import Arrow, in_layers
from bot.content.map.spread import _straighten, nearest, spread


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
    # It leaves far to the left of where it arrives.
    middle = spread(layers, layers.rows(), 6, lambda one, other: {(0, 6): 100.0, (5, 9): 300.0}.get((one, other), 0.0))

    assert 1 == len({middle[vertex] for vertex in layers.chains[-1][1:-1]})


def test_a_line_with_room_is_straightened() -> None:
    """A long arrow that bends a little at each layer is made straight, and one without room stays where it fits."""
    arrows = [*(Arrow(*pair) for pair in pairwise("abcdef")), Arrow("a", "f")]
    layers = in_layers(dict.fromkeys("abcdef", 80.0), arrows)
    rows = layers.rows()
    gaps = [[59.0] * (len(row) - 1) for row in rows]
    middle = [0.0] * 6 + [100.0, 104.0, 98.0, 102.0]
    _straighten(layers, rows, gaps, 6, middle)
    assert [101.0] * 4 == middle[6:]

    middle = [0.0, 0.0, 0.0, 80.0, 0.0, 0.0, 100.0, 104.0, 139.0, 102.0]
    _straighten(layers, rows, gaps, 6, middle)
    assert pytest.approx([139.0] * 4) == middle[6:]
