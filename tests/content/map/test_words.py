from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.content.map.words import counts, one_line, opening, quoted, signs, unbroken
from tests.content.map.stories import ride_home


def test_a_text_brings_its_own_quotation_marks_or_gets_them() -> None:
    """Words said aloud are in quotation marks once, in the way of the language."""
    assert "« Je monte »" == quoted("Je monte", "fr")
    assert "“I get in”" == quoted("I get in", "en")
    assert "« Pourquoi moi? »" == quoted("« Pourquoi moi? »", "fr")
    assert "“Why me?”" == quoted("“Why me?”", "en")


def test_one_and_many_are_told_apart() -> None:
    """Counts are in the singular for one and in the plural for more, in both languages."""
    assert "1 signal d'alerte" == signs(1, "fr")
    assert "2 signaux d'alerte" == signs(2, "fr")
    assert "1 warning sign" == signs(1, "en")
    assert "1 scène, 3 fins, 3 choix" == counts(ride_home(), 3, "fr")
    assert "1 scene, 3 endings, 1 choice" == counts(ride_home(), 1, "en")


def test_the_narrator_has_no_name() -> None:
    """A node begins with who speaks, unless nobody of the story does."""
    story = ride_home()

    assert "L'auto part." == opening(story.nodes["in-the-car"], story, "fr")
    assert "The driver: Some other time, then." == opening(story.nodes["later"], story, "en")


def test_french_marks_stay_with_their_words() -> None:
    """No line can begin with a closing mark or end with an opening one."""
    assert "«\xa0Non\xa0»\xa0: vite!" == unbroken("« Non » : vite!")


@given(st.text(max_size=80))
def test_one_line_is_one_line(text: str) -> None:
    """Whatever a text holds, what is made of it has one line and nothing that cannot be shown."""
    line = one_line(text)

    assert line.splitlines() == ([line] if line else [])
    assert line == one_line(line)
