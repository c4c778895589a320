from __future__ import annotations

import io
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.papers.qr import LEAST_SIDE, QUIET_ZONE, png
from tests.papers.scanned import decoded

LINK = "https://t.me/pile_ou_face_bot?start=i_fk31Ab3dX9qErT5wZ0y8-LqQ7xn"
LETTERS = string.ascii_letters + string.digits + "_-./?=&%~"


@given(rest=st.text(LETTERS, min_size=1, max_size=92))
def test_a_code_is_read_back(rest: str) -> None:
    """Whatever link of up to a hundred letters is drawn, a camera reads the same link."""
    link = f"https://{rest}"

    assert link == decoded(png(link))


def test_a_code_is_black_on_white_in_its_quiet_zone() -> None:
    """A code has no grey, is large enough for a projector, and has four modules of white around it."""
    for link in ("https://a.ca", LINK, LINK * 5):
        image = Image.open(io.BytesIO(png(link))).convert("L")
        black = image.point(lambda value: 255 - value).getbbox()
        assert black is not None
        left, top, right, bottom = black
        # The first row of a code is the edge of a finder: seven modules wide.
        first = [image.getpixel((x, top)) for x in range(left, right)]
        module = first.index(255) / 7

        assert {0, 255} == {value for _, value in image.getcolors() or ()}
        assert LEAST_SIDE <= image.width == image.height
        assert [QUIET_ZONE * module] * 4 == [left, top, image.width - right, image.height - bottom]


def test_what_no_code_can_hold_is_refused() -> None:
    """An empty link, and one that is too long for any code, are errors and no picture."""
    for link in ("", "https://a.ca/" + "x" * 3000):
        with pytest.raises(ValueError, match=r"."):
            png(link)
