from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from bot.content.map.png import font_files, png
from bot.content.map.svg import svg
from bot.core.turn import LANGS, Lang
from tests.content.map.stories import broken, labelled, ride_home, shipped


def opened(data: bytes) -> Image.Image:
    """Open a PNG, wholly."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image.convert("RGB")


@pytest.mark.parametrize("lang", LANGS)
def test_a_png_is_the_whole_picture(lang: Lang) -> None:
    """A PNG has the size of its SVG in the scale asked for, and is not blank."""
    for story in (shipped()["model-wanted"], shipped()["understanding-exploitation"], broken()):
        picture = svg(story, lang, focusable=False)
        size = re.search(r'width="([\d.]+)" height="([\d.]+)"', picture)
        assert size is not None
        image = opened(png(picture, 0.5))

        assert [pytest.approx(float(side) / 2, abs=1) for side in size.groups()] == list(image.size)
        assert len(image.getcolors(1 << 24) or ()) > 50


def test_letters_are_drawn_without_a_font_of_the_system() -> None:
    """On a server without any font the words are drawn too, in the font that comes as a package."""
    with_words, without = (
        opened(png(svg(story, "fr"), 1, system_fonts=False)) for story in (labelled("Non merci"), labelled("."))
    )

    assert with_words.size == without.size
    assert with_words.tobytes() != without.tobytes()


def test_a_picture_is_the_same_with_and_without_the_fonts_of_the_system() -> None:
    """What Roboto has is drawn in Roboto, whatever else is installed."""
    picture = svg(ride_home(), "fr")

    assert png(picture, 1) == png(picture, 1, system_fonts=False)


def test_the_letters_come_with_the_bot() -> None:
    """Both files of letters are there, regular before bold, on a machine that has no font."""
    regular, bold = font_files()

    assert regular.is_file()
    assert bold.is_file()
    assert ("Regular" in regular.name, "Bold" in bold.name) == (True, True)


def test_missing_letters_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the package with the letters is missing, nothing is drawn without them in silence."""
    monkeypatch.setattr("bot.content.map.png.find_spec", lambda _name: None)

    with pytest.raises(LookupError, match="font-roboto"):
        png(svg(ride_home(), "fr"), 1)
