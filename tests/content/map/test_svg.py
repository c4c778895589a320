from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.content.map import marks
from bot.content.map.cards import TEXT_SIZE
from bot.content.map.measure import width
from bot.content.map.svg import svg
from bot.content.map.words import one_line
from bot.core.turn import LANGS, Lang
from tests.content.map.stories import Played, broken, labelled, ride_home, shipped

SVG: Final = "{http://www.w3.org/2000/svg}"
#: All that a picture is made of; none of it runs or fetches anything.
ELEMENTS: Final = {f"{SVG}{name}" for name in ("svg", "title", "desc", "style", "g", "rect", "path", "circle", "text")}


def drawn(story: Played, lang: Lang = "en", here: str = "", marked: dict[str, str] | None = None) -> ET.Element:
    """Draw a story and read the picture back."""
    return ET.fromstring(svg(story, lang, here=here, marked=marked))


def found(root: ET.Element, attribute: str) -> list[ET.Element]:
    """Give the elements that have an attribute."""
    return [each for each in root.iter() if attribute in each.attrib]


def texts(root: ET.Element) -> list[str]:
    """Give all that is written in a picture."""
    return [each.text or "" for each in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("lang", LANGS)
def test_every_node_and_choice_is_drawn_once(lang: Lang) -> None:
    """The picture of each shipped story holds each node and each choice once, with a name, for the keyboard."""
    for story in shipped().values():
        root = drawn(story, lang)
        nodes, choices = found(root, "data-node"), found(root, "data-choice")
        written = {
            (name, choice.id, choice.to)
            for name, node in story.nodes.items()
            for choice in getattr(node, "choices", ())
        }

        assert sorted(story.nodes) == sorted(each.attrib["data-node"] for each in nodes)
        assert sorted(written) == sorted(
            (each.attrib["data-from"], each.attrib["data-choice"], each.attrib["data-to"]) for each in choices
        )
        assert [] == [each for each in (*nodes, *choices) if each.attrib["tabindex"] != "0"]
        assert [] == [each for each in (*nodes, *choices) if not each.attrib["aria-label"]]


def test_the_keyboard_goes_in_reading_order() -> None:
    """Each node is followed by its choices, and nodes by number."""
    order = [
        each.attrib.get("data-node") or each.attrib["data-choice"] for each in found(drawn(ride_home()), "tabindex")
    ]

    assert ["at-the-stop", "say-no", "ask-why", "get-in", "at-home", "later", "in-the-car"] == order


def test_a_picture_has_a_name_and_a_description() -> None:
    """A screen reader finds what the picture is of, and how much there is in it."""
    root = drawn(ride_home(), "fr")

    assert "Carte de l'histoire : Un tour d'auto" == root.attrib["aria-label"] == root.findtext(f"{SVG}title")
    assert "1 scène, 3 fins, 3 choix" == root.findtext(f"{SVG}desc")
    assert "graphics-document document" == root.attrib["role"]


def test_a_picture_for_paper_is_one_image() -> None:
    """A picture that is not to be focused is an image, and nothing in it can be focused."""
    root = ET.fromstring(svg(ride_home(), "en", focusable=False))

    assert "img" == root.attrib["role"]
    assert [] == found(root, "tabindex")


def test_the_start_the_outcomes_and_the_stances_are_written() -> None:
    """What colours and marks mean also stands there in words, in the language asked for."""
    for word in ("Début", "En sécurité", "En suspens", "Au piège", "résiste", "hésite", "embarque", "Légende"):
        assert word in texts(drawn(ride_home(), "fr"))
    for word in ("Start", "Safe", "Open", "Caught", "resists", "hesitates", "goes along", "Legend"):
        assert word in texts(drawn(ride_home(), "en"))


def test_what_is_wrong_is_drawn() -> None:
    """A wrong target is drawn as a red end of its arrow that names it; what nobody reaches says so."""
    root = drawn(broken())
    missing = {each.attrib["data-missing"]: each for each in found(root, "data-missing")}
    wrong = next(each for each in found(root, "data-choice") if each.attrib["data-choice"] == "get-in")

    assert {"in-the-cra", "no-where"} == set(missing)
    assert ["in-the-cra", "does not exist"] == texts(missing["in-the-cra"])
    assert marks.ALERT in {each.get("stroke") for each in wrong}
    assert 2 == texts(root).count("nobody reaches it")


def test_one_place_and_problems_can_be_marked() -> None:
    """The node where one is and nodes with problems say so, and have a ring in the colour of it."""
    root = drawn(ride_home(), here="later", marked={"at-home": "error", "in-the-car": "warning"})
    rings = [each.attrib["stroke"] for each in root.iter(f"{SVG}rect") if each.get("rx") == "13"]

    assert 1 == texts(root).count("You are here")
    assert 2 == texts(root).count("to mend")
    assert sorted((marks.HERE, marks.ALERT, marks.WARNING)) == sorted(rings)


def test_say_it_your_way_and_signs_are_marked() -> None:
    """A scene to say it your way has a pencil, a node with signs a flag with their number."""
    titles = [each.text for each in drawn(ride_home()).iter(f"{SVG}title")]

    assert "Say it your way" in titles
    assert 2 == titles.count("1 warning sign")


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=56).filter(lambda label: bool(one_line(label))))
@example("<script>alert('x')</script>")
@example('"]]> --> &lt; onload="x"')
@example("مرحبا שלום 😀👩\u200d👩\u200d👧 e\u0301\u202etxt")
@example("x" * 56)
@example("é" * 56)
def test_no_label_becomes_markup(label: str) -> None:
    """Whatever a label holds, the picture is well formed, is made of what it is always made of, and says the label."""
    root = drawn(labelled(label))
    choice = found(root, "data-choice")[0]

    assert {each.tag for each in root.iter()} <= ELEMENTS
    assert [] == [name for each in root.iter() for name in each.attrib if name.startswith("on") or "href" in name]
    assert one_line(label) in choice.attrib["aria-label"]
    assert one_line(label) in (choice.findtext(f"{SVG}title") or "")


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=56).filter(lambda label: bool(one_line(label))))
@example("W" * 56)
@example("😀" * 56)
def test_no_label_leaves_its_box(label: str) -> None:
    """Whatever a label holds, each of its lines ends inside the box of its choice."""
    for choice in found(drawn(labelled(label)), "data-choice"):
        box = next(each for each in choice if each.tag == f"{SVG}rect")
        right = float(box.attrib["x"]) + float(box.attrib["width"])
        bottom = float(box.attrib["y"]) + float(box.attrib["height"])
        lines = [each for each in choice if each.tag == f"{SVG}text"]

        assert [] == [
            each.text for each in lines if float(each.attrib["x"]) + width(each.text or "", TEXT_SIZE) > right
        ]
        assert [] == [each.text for each in lines if float(each.attrib["y"]) > bottom]


def test_a_line_that_fills_its_box_is_held_to_its_length() -> None:
    """Where another font could be wider, the length of the line is given with it."""
    held = [each for each in drawn(labelled("Je regarde le profil")).iter(f"{SVG}text") if "textLength" in each.attrib]

    assert held
    assert {"spacingAndGlyphs"} == {each.attrib["lengthAdjust"] for each in held}
