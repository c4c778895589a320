from __future__ import annotations

from typing import Final

from bot.content.map.arrows import backwards, climbs_at
from bot.content.map.layout import Route, lay_out
from tests.content.map.test_layout import made

ROUTE: Final = Route(0, (10, 0), (((10, 20),), ((10, 40), (50, 40), (50, 60))))


def test_an_arrow_is_written_from_its_head() -> None:
    """A path begins at the head, which it leaves room for, and ends at the slot."""
    assert "M50 52 C50 40 10 40 10 20 L10 0" == backwards(ROUTE)


def test_a_halo_begins_below_the_box() -> None:
    """The white edge of an arrow leaves the edge of the box it comes from alone."""
    assert "M50 52 C50 40 10 40 10 20 L10 9" == backwards(ROUTE, leaves=9)
    flat = Route(0, (10, 0), (((10, 0),), ((10, 40), (50, 40), (50, 60))))
    assert "M50 52 C50 40 10 40 10 9 L10 9" == backwards(flat, leaves=9)


def test_a_climbing_arrow_is_marked_where_it_climbs() -> None:
    """The mark of a way back stands beside the boxes it passes, between bottom and top."""
    boxes, arrows = made(3, [(0, 1), (1, 2), (2, 0)])
    drawing = lay_out(boxes, arrows)
    x, y = climbs_at(drawing.routes[2])

    assert [] == [place for place in drawing.places.values() if place.x <= x <= place.x + place.width]
    assert drawing.places["0"].y < y < drawing.places["2"].y + drawing.places["2"].height
