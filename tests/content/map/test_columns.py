from __future__ import annotations

from itertools import combinations

from bot.content.map.layout import lay_out
from tests.content.map.test_layout import made, mistakes


def test_a_high_drawing_is_cut_into_columns() -> None:
    """A long chain is drawn in columns of about the same height, not as a ribbon."""
    boxes, arrows = made(40, [(number, number + 1) for number in range(39)])
    drawing = lay_out(boxes, arrows)

    top = min(place.y for place in drawing.places.values())

    assert 2 <= sum(place.y == top for place in drawing.places.values()) <= 6
    assert drawing.height < 3 * drawing.width
    assert [] == mistakes(boxes, arrows, drawing)


def test_arrows_round_the_outside_do_not_cross() -> None:
    """Arrows that go on in the next column are nested: of two, one stays inside the other all the way round."""
    leads = [(number, to) for number in range(39) for to in (number + 1, number + 2) if to < 40]
    boxes, arrows = made(40, leads)
    drawing = lay_out(boxes, arrows)
    outside = [route for route in drawing.routes if route.end[1] < route.start[1]]
    # Of each: how deep it goes, how far right, how high; and from which column it comes.
    ways = []
    for route in outside:
        points = [point for step in route.steps for point in step]
        deep, high = max(y for _, y in points), min(y for _, y in points)
        ways.append((round(route.start[0] / 400), deep, max(x for x, y in points if y == deep), -high))

    assert len(outside) >= 3
    assert [] == mistakes(boxes, arrows, drawing)
    assert [] == [
        (one, two)
        for one, two in combinations(ways, 2)
        if one[0] == two[0] and (one[1] - two[1]) * (one[2] - two[2]) < 0
    ]


def test_a_drawing_with_many_lines_is_not_cut() -> None:
    """Where every cut would go through more lines than one can follow, a drawing stays in one piece."""
    leads = [(number, to) for number in range(30) for to in range(number + 1, min(30, number + 8))]
    boxes, arrows = made(30, leads)
    places = lay_out(boxes, arrows).places.values()

    assert 1 == sum(place.y == 0 for place in places)
