from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import ImageFont

from bot.content.map.measure import _WIDTH_OF, shortened, width, wrapped
from bot.content.map.png import font_files


def roboto(*, bold: bool) -> ImageFont.FreeTypeFont:
    """Open the font that is measured, so large that nothing is rounded."""
    return ImageFont.truetype(str(font_files()[bold]), 1000)


def test_no_letter_is_wider_than_it_is_measured() -> None:
    """Each letter of the table is at most as wide in the font as the table says, and hardly narrower."""
    font = roboto(bold=False)
    off = {char: width(char * 20, 1000) / 20 - font.getlength(char) for char in _WIDTH_OF}

    assert [] == [char for char, more in off.items() if not 0 <= more < 11]


@pytest.mark.parametrize("bold", [False, True])
def test_no_sentence_is_wider_than_it_is_measured(*, bold: bool) -> None:
    """Whole sentences in both languages, bold ones too, are measured a little wide and never narrow."""
    font = roboto(bold=bold)
    said = ("Je vérifie l'agence sur le vrai site", "“No. I don't share that online.”", "they-say-theyll-post-it")

    for words in said:
        assert 1.0 <= width(words, 1000, bold=bold) / font.getlength(words) < 1.06


def test_what_is_seen_of_no_letter_alone_takes_no_room() -> None:
    """An accent set on a letter and the joiner of an emoji add nothing to a width."""
    assert width("e", 10) == width("e\u0301", 10)
    assert 2 * width("👩", 10) == width("👩\u200d👩", 10)


def test_words_are_kept_whole_where_they_fit() -> None:
    """A text is cut at its spaces, and only a word longer than a line within."""
    assert ("Je regarde", "le profil", "avant") == wrapped("Je regarde le profil avant", 60, 12, 4)
    assert ("Anticonsti", "tutionnel") == wrapped("Anticonstitutionnel", 58, 12, 4)


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    """A text that needs more lines than there are ends with an ellipsis in the last."""
    assert ("Je regarde", "le profil…") == wrapped("Je regarde le profil avant de répondre", 60, 12, 2)
    assert "quiet…" == shortened("quiet-again-and-again", 38, 12)
    assert "quiet" == shortened("quiet", 40, 12)


@given(st.text(max_size=120), st.integers(40, 300), st.integers(1, 4))
def test_no_line_is_longer_than_its_room(text: str, room: int, most: int) -> None:
    """Whatever the text, it is cut into as many lines as there may be, each within its room."""
    lines = wrapped(text, room, 12, most)

    assert 1 <= len(lines) <= most
    assert [] == [line for line in lines if width(line, 12) > room]
    assert len(lines) == most or "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.text(max_size=60), st.integers(20, 100))
@example("e\u0301\u0302" * 30, 50)
def test_a_cut_never_parts_an_accent_from_its_letter(text: str, room: int) -> None:
    """What is kept of a text is followed in it by nothing that belongs to the last letter kept."""
    kept = shortened(text, room, 12).removesuffix("…")
    rest = text[len(kept) :] if text.startswith(kept) else ""

    assert not rest or not kept or kept == text or width(rest[0], 12) > 0
