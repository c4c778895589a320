from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from bot.content.map.crossings import _neighbours, _swap, crossings, ordered
from bot.content.map.layers import Arrow, in_layers


def test_two_arrows_that_cross_are_uncrossed() -> None:
    """Boxes change places where that takes a crossing away."""
    layers = in_layers(dict.fromkeys("abcd", 10.0), [Arrow("a", "d"), Arrow("b", "c")])
    _, below = _neighbours(layers)

    assert 1 == crossings(layers.rows(), below)
    assert 0 == crossings(ordered(layers), below)


def test_neighbours_are_swapped_where_it_helps() -> None:
    """Two neighbours change places when fewer arrows cross then, and stay when not."""
    above, below = [[], [], [1, 1], [0]], [[3], [2, 2], [], []]
    rows = [[0, 1], [2, 3]]
    _swap(rows, above, below)
    assert 0 == crossings(rows, below)

    before = [row[:] for row in rows]
    _swap(rows, above, below)
    assert before == rows


@given(st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12))
def test_crossings_are_counted_as_one_counts_them(pairs: set[tuple[int, int]]) -> None:
    """The count is that of all pairs of arrows whose ends are in opposite order."""
    upper, lower = list(range(5)), list(range(5, 10))
    below = [[5 + to for one, to in sorted(pairs) if one == start] for start in range(5)] + [[] for _ in lower]
    expected = sum(
        (one[0] - other[0]) * (one[1] - other[1]) < 0 for one, other in itertools.combinations(sorted(pairs), 2)
    )

    assert expected == crossings([upper, lower], below)


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(1, 9)), max_size=20))
def test_order_keeps_every_vertex_and_never_gets_worse(pairs: list[tuple[int, int]]) -> None:
    """Every vertex stays on its layer, and no more arrows cross than before."""
    arrows = [Arrow(str(one), str(other)) for one, other in pairs if one < other]
    layers = in_layers({str(number): 10.0 for number in range(10)}, arrows)
    rows = ordered(layers)
    _, below = _neighbours(layers)

    assert layers.rows() == [sorted(row) for row in rows]
    assert crossings(rows, below) <= crossings(layers.rows(), below)
