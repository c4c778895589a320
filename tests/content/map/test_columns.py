from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.content.map.layout import lay_out
from bot.content.map.svg import _Picture
from tests.content.map.stories import shipped
from tests.content.map.test_layout import made, mistakes

if TYPE_CHECKING:
    from bot.content.map.layout import Route
    from bot.content.map.sketch import Point


def test_a_high_drawing_is_cut_into_columns() -> None:
    """A long chain is drawn in columns of about the same height, not as a ribbon."""
    boxes, arrows = made(40, [(number, number + 1) for number in range(39)])
    drawing = lay_out(boxes, arrows)

    top = min(place.y for place in drawing.places.values())

    assert 2 <= sum(place.y == top for place in drawing.places.values()) <= 6
    assert drawing.height < 3 * drawing.width
    assert [] == mistakes(boxes, arrows, drawing)


def test_arrows_round_the_outside_do_not_cross() -> None:
    """Arrows that go on in the next column are nested: none of them crosses another one on its way round."""
    story = shipped()["ambassador"]
    picture = _Picture(story, "en", "", {}, focusable=True)
    outside = {
        way.choice.to: _corners(route)
        for way, route in zip(picture.told.ways, picture.drawing.routes, strict=True)
        if route.end[1] < route.start[1]
    }

    assert len(outside) >= 3
    assert [] == [
        (one, other)
        for one, corners in outside.items()
        for other, others in outside.items()
        if one != other and any(_cross(flat, upright) for flat in pairwise(corners) for upright in pairwise(others))
    ]


def _corners(route: Route) -> list[Point]:
    return [route.start, *(step[-1] for step in route.steps)]


def _cross(flat: tuple[Point, Point], upright: tuple[Point, Point]) -> bool:
    """Say whether a level line is crossed by an upright one."""
    (x, y), (to_x, to_y) = flat
    (other_x, top), (other_to_x, bottom) = upright
    level, straight = y == to_y, other_x == other_to_x
    return level and straight and min(x, to_x) < other_x < max(x, to_x) and min(top, bottom) < y < max(top, bottom)


def test_a_drawing_with_many_lines_is_not_cut() -> None:
    """Where every cut would go through more lines than one can follow, a drawing stays in one piece."""
    leads = [(number, to) for number in range(30) for to in range(number + 1, min(30, number + 8))]
    boxes, arrows = made(30, leads)
    places = lay_out(boxes, arrows).places.values()

    assert 1 == sum(place.y == 0 for place in places)
