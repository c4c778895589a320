from __future__ import annotations

from xml.etree import ElementTree as ET

from bot.content.map.elements import number, pair, sub, text


def test_numbers_are_short() -> None:
    """A number has one figure after the point at most, and none that is zero."""
    assert ["3", "3.3", "-0.1"] == [number(3.0), number(3.26), number(-0.1)]
    assert "1 2.5" == pair((1, 2.5))


def test_what_is_not_given_is_not_written() -> None:
    """An attribute without a value is left out, and names are written as SVG writes them."""
    element = sub(ET.Element("g"), "rect", stroke_width=1.5, stroke_dasharray=None)

    assert {"stroke-width": "1.5"} == element.attrib


def test_only_a_tight_line_is_held_to_its_length() -> None:
    """A line with room to spare is left to its font; one that fills its room is not."""
    group = ET.Element("g")
    text(group, 0, 0, "abc", room=200)
    text(group, 0, 0, "abc", room=20)

    assert [False, True] == ["textLength" in each.attrib for each in group]
