from __future__ import annotations

from itertools import pairwise

from bot.content.map.layout import lay_out
from bot.content.map.svg import _Picture
from tests.content.map.stories import shipped
from tests.content.map.test_layout import made


def test_the_arrows_of_a_scene_never_cross_each_other() -> None:
    """In every shipped story the arrows of a scene leave it in the order of where they go next."""
    for story in shipped().values():
        picture = _Picture(story, "fr", "", {}, focusable=True)
        leaving: dict[str, list[tuple[int, float]]] = {}
        for way, route in zip(picture.told.ways, picture.drawing.routes, strict=True):
            leaving.setdefault(way.scene, []).append((route.slot, route.steps[1][-1][0]))
        # Whoever goes on in the next column leads down first, and says its way only there.
        within = [[x for _, x in sorted(each)] for each in leaving.values()]

        assert [] == [xs for xs in within if xs != sorted(xs)], story.id


def test_arrows_enter_a_box_apart() -> None:
    """Arrows that come from several boxes enter the one they lead to side by side, in the order they come from."""
    boxes, arrows = made(6, [(number, 5) for number in range(5)])
    drawing = lay_out(boxes, arrows)
    ends = [end for _, end in sorted((route.start[0], route.end[0]) for route in drawing.routes)]

    assert [] == [end for end, other in pairwise(ends) if other - end < 8]
