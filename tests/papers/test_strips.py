from __future__ import annotations

import io
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import pytest
from PIL import Image

from bot.content.map.png import png
from bot.content.map.svg import svg
from bot.core.turn import LANGS, Lang
from bot.papers.drawn import as_written
from bot.papers.strips import MOST_SCALE, SMALLEST, Page, cut_out, legend, nodes, strips

if TYPE_CHECKING:
    from bot.core.script import Script

#: About letter paper without its margins, upright and lying.
PAGES: Final = (Page(556, 590), Page(736, 400))
FEW: Final = ("model-wanted", "ambassador", "where-are-you")


@pytest.mark.parametrize("lang", LANGS)
def test_every_card_is_whole_on_one_strip(content: Script, lang: Lang) -> None:
    """No card of a shipped story is cut or left out, and none is shown twice."""
    for story in content.scenarios.values():
        written = as_written(story)
        picture = svg(written, lang, focusable=False)
        cut = strips(picture, written, lang, PAGES)
        for name, card in nodes(picture, written, lang).items():
            holding = [
                strip
                for strip in cut
                if strip.area.left <= card.left < card.right <= strip.area.right
                and strip.area.top <= card.top < card.bottom <= strip.area.bottom
            ]
            touching = [
                strip
                for strip in cut
                if card.left < strip.area.right
                and card.right > strip.area.left
                and card.top < strip.area.bottom
                and card.bottom > strip.area.top
            ]

            assert 1 == len(holding) == len(touching), (story.id, name)


@pytest.mark.parametrize("lang", LANGS)
def test_letters_on_paper_can_be_read(content: Script, lang: Lang) -> None:
    """The smallest letters of every shipped map are large enough on paper, and each strip fits its page."""
    smallest = 99.0
    for story in content.scenarios.values():
        written = as_written(story)
        picture = svg(written, lang, focusable=False)
        smallest = min(smallest, *(float(size) for size in re.findall(r'font-size="([\d.]+)"', picture)))
        for strip in strips(picture, written, lang, PAGES):
            assert 5.99 <= SMALLEST * strip.scale
            assert strip.area.width * strip.scale <= strip.page.wide + 0.01
            assert strip.area.height * strip.scale <= strip.page.high + 0.01

    assert SMALLEST == smallest


def test_strips_are_one_map_when_laid_below_each_other(content: Script) -> None:
    """The strips of a column have one width and one size, and each begins where the one before ends."""
    for name in FEW:
        written = as_written(content.scenarios[name])
        cut = strips(svg(written, "fr", focusable=False), written, "fr", PAGES)

        assert 1 < len(cut) < 7
        for above, below in pairwise(cut):
            if below.area.left == above.area.left:
                assert (above.area.right, above.scale) == (below.area.right, below.scale)
                assert above.area.bottom == below.area.top
            else:
                assert above.area.left < below.area.left


def test_a_small_map_is_one_strip_and_no_larger_than_the_text(content: Script) -> None:
    """On a page that is large enough a map is not cut, and its letters grow no larger than those of the guide."""
    written = as_written(content.scenarios["model-wanted"])
    (strip,) = strips(svg(written, "fr", focusable=False), written, "fr", (Page(3000, 4000),))

    assert MOST_SCALE == strip.scale


def test_a_map_too_wide_for_any_page_is_made_small(content: Script) -> None:
    """Where letters cannot be large enough, everything is drawn all the same, as large as the page allows."""
    written = as_written(content.scenarios["model-wanted"])
    cut = strips(svg(written, "fr", focusable=False), written, "fr", (Page(200, 300), Page(100, 600)))

    assert {Page(200, 300)} == {strip.page for strip in cut}
    assert all(strip.area.width * strip.scale == pytest.approx(200) for strip in cut)


def test_a_strip_is_that_part_of_the_picture(content: Script) -> None:
    """What is cut out is drawn in its own size, as it stands in the whole picture."""
    written = as_written(content.scenarios["ambassador"])
    picture = svg(written, "fr", focusable=False)
    area = strips(picture, written, "fr", PAGES)[1].area
    whole, cut = (Image.open(io.BytesIO(png(each, 1))).convert("L") for each in (picture, cut_out(picture, area)))

    assert (round(area.width), round(area.height)) == pytest.approx(cut.size, abs=1)
    card = (60, 60, 300, 200)
    x, y = round(area.left), round(area.top)
    there = whole.crop((card[0] + x, card[1] + y, card[2] + x, card[3] + y))
    assert len(set(there.tobytes())) > 50
    # Both are drawn from the same shapes; a part of a pixel may be between them.
    assert (
        sum(abs(one - other) > 128 for one, other in zip(there.tobytes(), cut.crop(card).tobytes(), strict=True)) < 400
    )


@pytest.mark.parametrize(("lang", "words"), [("fr", "signaux d'alerte"), ("en", "warning signs")])
def test_the_legend_names_the_marks(content: Script, lang: Lang, words: str) -> None:
    """The legend below a strip says in words what the marks of the story mean."""
    drawn = legend(as_written(content.scenarios["ambassador"]), lang, 800)

    assert words in drawn
    assert len(set(Image.open(io.BytesIO(png(drawn, 1))).convert("RGB").tobytes())) > 20
