from __future__ import annotations

import sys
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.map.layers import Arrow
from bot.content.map.layout import Drawing, Place, Route, lay_out
from bot.content.map.sketch import Box
from bot.content.map.svg import _Picture
from tests.content.map.stories import broken, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def made(count: int, pairs: Sequence[tuple[int, int]], look: str = "") -> tuple[dict[str, Box], list[Arrow]]:
    """Give boxes and arrows: one to an earlier box, or to its own, leads back."""
    arrows = [Arrow(str(one), str(other), look, back=other <= one) for one, other in sorted(pairs)]
    slots = {number: sum(one == number for one, _ in pairs) for number in range(count)}
    return {
        str(number): Box(120 + 40 * many, 60 + 7 * number % 40, tuple(60 + 40.0 * slot for slot in range(many)))
        for number, many in slots.items()
    }, arrows


def overlaps(drawing: Drawing) -> list[tuple[str, str]]:
    """List the boxes that lie on each other."""
    return [
        (name, other)
        for (name, one), (other, two) in combinations(drawing.places.items(), 2)
        if one.x < two.x + two.width
        and two.x < one.x + one.width
        and one.y < two.y + two.height
        and two.y < one.y + one.height
    ]


def points(route: Route) -> Iterator[tuple[float, float]]:
    """Walk along an arrow."""
    at = route.start
    for step in route.steps:
        for part in range(1, 9):
            yield _between((at, *step), part / 8)
        at = step[-1]


def _between(line: tuple[tuple[float, float], ...], part: float) -> tuple[float, float]:
    """Give a point of a line or a curve (de Casteljau)."""
    while len(line) > 1:
        line = tuple(
            (one[0] + (two[0] - one[0]) * part, one[1] + (two[1] - one[1]) * part) for one, two in pairwise(line)
        )
    return line[0]


def inside(place: Place, point: tuple[float, float], margin: float = 2.0) -> bool:
    """Say whether a point is in a box, not only at its edge."""
    x, y = point
    return (
        place.x + margin < x < place.x + place.width - margin and place.y + margin < y < place.y + place.height - margin
    )


def mistakes(boxes: dict[str, Box], arrows: Sequence[Arrow], drawing: Drawing) -> list[str]:
    """Say what is wrong with a drawing."""
    found = [f"{one} lies on {other}" for one, other in overlaps(drawing)]
    taken = set()
    for arrow, route in zip(arrows, drawing.routes, strict=True):
        named = f"{arrow.source} to {arrow.target}"
        source, target = drawing.places[arrow.source], drawing.places[arrow.target]
        slot = source.x + boxes[arrow.source].slots[route.slot]
        if abs(route.start[0] - slot) > 0.01 or abs(route.start[1] - source.y - source.height) > 0.01:
            found.append(f"{named} does not leave by its slot")
        if not target.x < route.end[0] < target.x + target.width or abs(route.end[1] - target.y) > 0.01:
            found.append(f"{named} does not arrive")
        if (arrow.source, route.slot) in taken:
            found.append(f"{named} leaves by a slot that is taken")
        taken.add((arrow.source, route.slot))
        through = {name for point in points(route) for name, place in drawing.places.items() if inside(place, point)}
        found += [f"{named} runs through {name}" for name in sorted(through)]
        if not all(-1 <= x <= drawing.width + 1 and -1 <= y <= drawing.height + 1 for x, y in points(route)):
            found.append(f"{named} leaves the picture")
    return found


def test_every_shipped_story_is_drawn_well() -> None:
    """In every story no boxes overlap, and each arrow goes from its own slot to its target, through no box."""
    for story in (*shipped().values(), broken()):
        picture = _Picture(story, "fr", "", {}, focusable=True)
        boxes = {name: Box(place.width, place.height) for name, place in picture.drawing.places.items()}
        boxes |= {name: card.box for name, card in picture.cards.items()}
        arrows = [
            Arrow(way.scene, f"missing:{way.choice.to}" if way.broken else way.choice.to) for way in picture.told.ways
        ]

        assert [] == mistakes(boxes, arrows, picture.drawing), story.id


@settings(max_examples=60)
@given(st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=20))
def test_whatever_leads_where_is_drawn_well(pairs: set[tuple[int, int]]) -> None:
    """Any boxes and arrows, with cycles and boxes apart, are drawn without a mistake."""
    boxes, arrows = made(9, sorted(pairs))

    assert [] == mistakes(boxes, arrows, lay_out(boxes, arrows))


def test_the_same_story_is_drawn_the_same() -> None:
    """Drawn twice, a story has the same drawing to the last figure."""
    boxes, arrows = made(12, [(number, to) for number in range(11) for to in (number + 1, (number * 5) % 12)])

    assert lay_out(boxes, arrows) == lay_out(boxes, arrows)


def test_nothing_is_drawn_of_nothing() -> None:
    """Without boxes the drawing is empty."""
    assert Drawing(0, 0, {}, ()) == lay_out({}, [])


def calls(count: int) -> int:
    """Count the functions called to draw a story of so many nodes, three choices each."""
    leads = [(number, to) for number in range(count - 1) for to in (number + 1, number + 2, number + 5) if to < count]
    boxes, arrows = made(count, leads)
    total = 0

    def seen(_frame: object, event: str, _argument: Any) -> None:
        nonlocal total
        total += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        lay_out(boxes, arrows)
    finally:
        sys.setprofile(before)
    return total


def test_work_grows_with_the_square_at_most() -> None:
    """A story of 60 nodes takes at most four times the work of one of 30, counted in calls and not by a clock."""
    assert calls(60) < 4.5 * calls(30)
