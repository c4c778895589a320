from __future__ import annotations

from itertools import pairwise

from bot.content.map.layout import lay_out
from tests.content.map.test_layout import made


def test_one_arrow_of_a_box_never_crosses_another() -> None:
    """The arrows of a box leave it in the order in which their targets stand."""
    boxes, arrows = made(6, [(0, 5), (0, 4), (0, 3), (0, 2), (0, 1)])
    drawing = lay_out(boxes, arrows)
    by_slot = sorted(drawing.routes, key=lambda route: route.slot)

    assert sorted(route.end[0] for route in by_slot) == [route.end[0] for route in by_slot]


def test_arrows_enter_a_box_apart() -> None:
    """Arrows that come from several boxes enter the one they lead to side by side, in the order they come from."""
    boxes, arrows = made(6, [(number, 5) for number in range(5)])
    drawing = lay_out(boxes, arrows)
    ends = [end for _, end in sorted((route.start[0], route.end[0]) for route in drawing.routes)]

    assert [] == [end for end, other in pairwise(ends) if other - end < 8]
