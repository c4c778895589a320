from __future__ import annotations

from bot.content.map.layers import Arrow, in_layers


def boxes(names: str) -> dict[str, float]:
    """Give boxes of one width, one for each letter."""
    return dict.fromkeys(names, 100.0)


def test_a_box_stands_below_all_that_lead_to_it() -> None:
    """The layer of a box is the longest path to it."""
    layers = in_layers(boxes("abc"), [Arrow("a", "b"), Arrow("b", "c"), Arrow("a", "c")])

    assert [0, 1, 2] == layers.of[:3]


def test_a_long_arrow_passes_each_layer_between() -> None:
    """An arrow over several layers has a vertex of its own on each."""
    layers = in_layers(boxes("abcd"), [Arrow("a", "b"), Arrow("b", "c"), Arrow("c", "d"), Arrow("a", "d")])

    assert [0, 1, 2, 3] == [layers.of[vertex] for vertex in layers.chains[3]]


def test_arrows_that_look_the_same_run_together() -> None:
    """Arrows to one box share their vertices when they look the same, and do not when they differ."""
    long = [Arrow("a", "b"), Arrow("b", "c"), Arrow("c", "d"), Arrow("a", "d", "x"), Arrow("b", "d", "x")]
    same, other = in_layers(boxes("abcd"), long), in_layers(boxes("abcd"), [*long[:4], Arrow("b", "d", "y")])

    assert same.chains[3][2] == same.chains[4][1]
    assert other.chains[3][2] != other.chains[4][1]


def test_an_arrow_that_climbs_turns_below_and_above() -> None:
    """An arrow of a cycle leaves downwards, climbs beside both boxes, and comes in from above, even to the first."""
    layers = in_layers(boxes("ab"), [Arrow("a", "b"), Arrow("b", "a", back=True)])

    assert [2, 3, 2, 1, 0, 1] == [layers.of[vertex] for vertex in layers.chains[1]]
    assert {layers.chains[1][1], layers.chains[1][4]} == layers.turns


def test_a_box_without_a_way_to_it_stands_near_what_it_leads_to() -> None:
    """A scene nobody reaches is drawn just above the scene it leads to, not at the top."""
    layers = in_layers(boxes("abcx"), [Arrow("a", "b"), Arrow("b", "c"), Arrow("x", "c")])

    assert 1 == layers.of[3]


def test_every_link_goes_down_one_layer() -> None:
    """The steps of all arrows, those that climb too, lead from one layer to the next."""
    layers = in_layers(boxes("abcd"), [Arrow("a", "c"), Arrow("c", "d"), Arrow("a", "d"), Arrow("d", "a", back=True)])

    assert {1} == {layers.of[lower] - layers.of[upper] for upper, lower in layers.links()}
