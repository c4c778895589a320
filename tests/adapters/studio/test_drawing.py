from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from bot.adapters.studio.drawing import draw
from bot.adapters.studio.problems import Tally
from bot.content import schema
from bot.content.load import inspect
from tests import small

if TYPE_CHECKING:
    from collections.abc import Mapping

SVG: Final = "{http://www.w3.org/2000/svg}"


def story(content: Mapping[str, bytes] | None = None) -> schema.Scenario:
    """Give the small story."""
    model = inspect(content or small.files(), passed=True).models[small.STORY]
    assert isinstance(model, schema.Scenario)
    return model


def boxes(picture: str) -> dict[str, ET.Element]:
    """Read the picture: node -> its box."""
    found = ET.fromstring(picture).iter(f"{SVG}g")
    return {each.attrib["data-node"]: each for each in found if "data-node" in each.attrib}


def test_every_node_is_a_button_that_says_what_it_is() -> None:
    """Each node can be reached by keyboard, and its name is what is seen: its id, and what it is in the language."""
    drawn = boxes(draw(story(), "en", "", {}))

    assert ["at-the-stop", "at-home", "later", "in-the-car"] == list(drawn)
    assert {("0", "button")} == {(each.attrib["tabindex"], each.attrib["role"]) for each in drawn.values()}
    assert ["in-the-car", "ending: caught"] == [text.text for text in drawn["in-the-car"].iter(f"{SVG}text")]


def test_the_node_the_chat_stands_at_is_marked() -> None:
    """One node is the current step: the one the chat stands at."""
    drawn = boxes(draw(story(), "fr", "later", {}))

    assert ["later"] == [name for name, each in drawn.items() if each.attrib.get("aria-current") == "step"]


def test_every_choice_is_a_line_from_its_scene() -> None:
    """Each choice that leads somewhere is drawn, and says of which scene it is."""
    lines = ET.fromstring(draw(story(), "fr", "", {})).iter(f"{SVG}path")

    assert [("at-the-stop", choice) for choice in ("say-no", "ask-why", "get-in")] == [
        (line.attrib["data-from"], line.attrib["data-choice"]) for line in lines
    ]


def test_problems_are_seen_and_said() -> None:
    """A node with problems looks so, and says how many."""
    drawn = boxes(draw(story(), "fr", "", {"later": Tally(2, 1)}))

    assert "error" in drawn["later"].attrib["class"].split()
    assert "problèmes : 3" in "".join(drawn["later"].itertext())
    assert "error" not in drawn["at-home"].attrib["class"]


def test_no_text_of_the_content_is_read_as_markup() -> None:
    """A title with tags in it stands in the picture as words."""
    hostile = small.changed(small.STORY, "Un tour d'auto", "<img src=x onerror=alert(1)>")
    picture = draw(story(hostile), "fr", "", {})

    assert "<img" not in picture
    assert "<img src=x onerror=alert(1)>" in ET.fromstring(picture).attrib["aria-label"]


def test_a_choice_that_leads_nowhere_is_drawn_nowhere() -> None:
    """A story whose nodes are not all there, or not all reached, is still drawn with those it has."""
    drawn = boxes(draw(story(small.changed(small.STORY, "to: in-the-car", "to: in-the-cra")), "fr", "", {}))
    lost = boxes(draw(story(small.changed(small.STORY, "start: at-the-stop", "start: nowhere")), "fr", "", {}))

    assert 4 == len(drawn) == len(lost)


def test_a_story_without_a_node_has_no_picture() -> None:
    """A story that has only begun to be written is no error."""
    begun = story().model_copy(update={"nodes": {}})

    assert "" == draw(begun, "fr", "", {})
