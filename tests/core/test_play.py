from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.content.build import build
from bot.content.check import inspect
from bot.content.learn import nothing_learned
from bot.core.faults import Fault
from bot.core.play import MOST_ANSWERS, Explored, Found, PathError, Player, along, at_random, most_answers
from bot.core.script import Both
from bot.core.turn import Moment, Screen, text_of
from tests import small
from tests.chat import NOON

if TYPE_CHECKING:
    from typing import Any

    from bot.core.play import Walk
    from bot.core.script import Node, Script

STORY = "ride-home"


@pytest.fixture(name="little", scope="module")
def _little() -> Script:
    """Build the small content, which understands no words."""
    return build(inspect(small.files()).models, nothing_learned())


def with_node(script: Script, name: str, **parts: Any) -> Script:
    """Give a script in which one node of the story is another: what no check would let pass."""
    story = script.scenarios[STORY]
    node: Node = replace(story.nodes[name], **parts)
    return replace(script, scenarios={**script.scenarios, STORY: replace(story, nodes={**story.nodes, name: node})})


def leading(script: Script, node: str, **to: str) -> dict[str, Any]:
    """Give the choices of a node, some of which lead elsewhere."""
    choices = script.scenarios[STORY].nodes[node].choices
    return {name: replace(choice, to=to.get(name.replace("-", "_"), choice.to)) for name, choice in choices.items()}


def player(script: Script) -> Player:
    """Sit somebody down before the story, in English."""
    return Player(script.scenarios[STORY], script, "en", Moment(NOON))


def walked(script: Script, *path: str) -> Walk:
    """Walk one path."""
    return player(script).walk(along(path))


def explored(script: Script) -> Explored:
    """Press everything once."""
    return player(script).explore()


def test_a_walk_sees_what_a_teen_sees(little: Script) -> None:
    """A path shows the note, each scene, the ending, what to remember and the signs, in that order."""
    walk = walked(little, "ask-why")

    screens = [(each.reply.place.screen, each.reply.place.node, each.chosen) for each in walk.messages]
    assert [
        (Screen.NOTE, "", ""),
        (Screen.NODE, "at-the-stop", "ask-why"),
        (Screen.NODE, "later", ""),
        (Screen.DEBRIEF, "later", ""),
        (Screen.SIGNS, "later", ""),
    ] == screens
    assert (("ask-why",), ("at-the-stop", "later"), "later", ()) == (walk.path, walk.nodes, walk.ending, walk.found)
    assert "Good question." in text_of(walk.messages[2].reply)


def test_what_is_to_be_read_is_counted(little: Script) -> None:
    """The words of a message are those of its body and of its answers, without the opening that each one has."""
    scene = walked(little).messages[1]
    written = "A car stops in front of you. The driver: Get in, I'll take you home. say-it-your-way"
    answers = "No thanks Why me? I get in"

    assert len(f"{written} {answers}".split()) == scene.words
    assert sum(each.words for each in walked(little, "say-no").messages) == walked(little, "say-no").words


def test_a_walk_that_stops_looks_beside_the_last_scene(little: Script) -> None:
    """A path that ends in a scene shows that scene, and what is shown to who skips it."""
    walk = walked(little)

    assert [Screen.NOTE, Screen.NODE, Screen.SKIPPED] == [each.reply.place.screen for each in walk.messages]
    assert ("", ()) == (walk.ending, walk.path)


def test_a_path_that_does_not_lead_on_is_told(little: Script) -> None:
    """A choice that is not there is refused, with those that are."""
    with pytest.raises(PathError) as told:
        walked(little, "fly")

    error = told.value
    assert ("at-the-stop", "fly", ("say-no", "ask-why", "get-in")) == (error.node, error.choice, error.choices)


def test_chance_is_what_was_handed_in(little: Script) -> None:
    """The answer a random walk takes is the number that chance gives."""
    asked: list[int] = []

    def second(below: int) -> int:
        asked.append(below)
        return 1

    assert ("ask-why",) == player(little).walk(at_random(second)).path
    assert [3] == asked


def test_everything_is_pressed_once(little: Script) -> None:
    """The player finds each node with a shortest path to it, and where each choice leads."""
    found = explored(little)

    assert {
        "at-the-stop": {"say-no": "at-home", "ask-why": "later", "get-in": "in-the-car"},
        "at-home": {},
        "later": {},
        "in-the-car": {},
    } == found.led
    assert {"at-the-stop": (), "at-home": ("say-no",), "later": ("ask-why",), "in-the-car": ("get-in",)} == found.paths
    assert () == found.found


@pytest.mark.parametrize(
    ("led", "expected"),
    [
        ({"at-the-stop": {"a": "at-home"}, "at-home": {}}, 1),
        ({"at-the-stop": {"a": "at-home", "b": "x"}, "x": {"a": "at-home", "b": "y"}, "y": {"a": "later"}}, 3),
        ({"at-the-stop": {"a": "at-home", "b": "x"}, "x": {"a": "y"}, "y": {}}, 1),
        ({"at-the-stop": {"a": "at-home", "b": "x"}, "x": {"a": "at-the-stop"}}, None),
        ({"at-the-stop": {"a": "at-home", "b": "at-the-stop"}}, None),
        ({"at-the-stop": {}}, 0),
        ({}, 0),
    ],
)
def test_the_longest_way_to_an_end_is_counted(
    little: Script, led: dict[str, dict[str, str]], expected: int | None
) -> None:
    """It is the longest there is, not the longest met; a dead end ends none, and of circles there is no longest."""
    story = little.scenarios[STORY]
    scenes = dict.fromkeys(("x", "y"), story.nodes["at-the-stop"])
    longer = replace(story, nodes={**story.nodes, **scenes})
    whole = {"at-home": {}, "later": {}, **led}

    assert expected == most_answers(longer, Explored(whole, {}, ()))


def test_a_dead_end_is_found(little: Script) -> None:
    """A scene without answers that is no ending is told, with the way to it."""
    broken = with_node(little, "later", ending=None)
    expected = Found(Fault("dead-end"), "later", Screen.NODE, ("ask-why",))

    assert (expected,) == explored(broken).found
    assert (expected,) == walked(broken, "ask-why").found


def test_a_walk_that_never_ends_is_found(little: Script) -> None:
    """Who always goes round in a circle is stopped after a bounded number of answers."""
    circle = dict.fromkeys(("say_no", "ask_why", "get_in"), "at-the-stop")
    broken = with_node(little, "at-the-stop", choices=leading(little, "at-the-stop", **circle))
    walk = player(broken).walk(at_random(lambda _: 0))

    assert [Fault("endless", str(MOST_ANSWERS))] == [each.fault for each in walk.found]
    assert MOST_ANSWERS == len(walk.path)
    assert {"at-the-stop": {name.replace("_", "-"): "at-the-stop" for name in circle}} == explored(broken).led


def test_what_breaks_is_found(little: Script) -> None:
    """An exception is told with its kind and words, on the path on which it comes, and the others are walked on."""
    broken = with_node(little, "at-the-stop", choices=leading(little, "at-the-stop", ask_why="nowhere"))
    expected = Found(Fault("broke", "KeyError: 'nowhere'"), "at-the-stop", Screen.NODE, ("ask-why",))

    assert (expected,) == explored(broken).found
    assert (expected,) == walked(broken, "ask-why").found
    assert {"at-the-stop", "at-home", "in-the-car"} == set(explored(broken).led)


def test_a_button_that_is_refused_is_found(little: Script) -> None:
    """A choice that old buttons cannot carry is told twice: it is not read back, and whoever presses it starts over."""
    older = build(inspect(small.changed(small.STORY, "id: get-in", "id: climb-in")).models, nothing_learned())
    broken = replace(little, codec=older.codec)

    kinds = [(each.fault.kind, each.path) for each in explored(broken).found]
    assert [("not-read-back", ()), ("refused", ("get-in",))] == kinds


def test_a_fault_of_a_message_is_found_with_the_shortest_way_to_it(little: Script) -> None:
    """What is wrong with a scene, with a feedback or beside the way is told with the screen it is on."""
    too_long = Both("mot " * 1100, "word " * 900)
    choices = leading(little, "at-the-stop")
    choices["get-in"] = replace(choices["get-in"], feedback=too_long)
    broken = with_node(little, "at-the-stop", choices=choices)
    ending = replace(little.scenarios[STORY].nodes["later"].ending, debrief=too_long)  # type: ignore[type-var]  # an ending

    assert [("too-long", "in-the-car", Screen.NODE, ("get-in",))] == where(explored(broken))
    assert [("too-long", "later", Screen.DEBRIEF, ("ask-why",))] == where(
        explored(with_node(little, "later", ending=ending))
    )


def test_a_fault_on_what_is_shown_to_who_skips_is_found(little: Script) -> None:
    """The screen beside a scene is looked at too, by who explores and by who stops there."""
    broken = replace(little, interface={**little.interface, "skipped": Both("", "")})
    expected = [("empty-part", "at-the-stop", Screen.SKIPPED, ())]

    assert expected == where(explored(broken))
    assert expected == where(walked(broken))


def where(found: Explored | Walk) -> list[tuple[str, str, Screen, tuple[str, ...]]]:
    """Say which faults were found where."""
    return [(each.fault.kind, each.node, each.screen, each.path) for each in found.found]


def test_a_way_back_to_a_scene_that_was_not_played_is_found(little: Script) -> None:
    """«Try another way» that leads to no scene of this path is told with where it leads."""
    ending = little.scenarios[STORY].nodes["later"].ending
    assert ending
    broken = with_node(little, "later", ending=replace(ending, retry=("in-the-car",)))

    faults = [(each.fault, each.node) for each in explored(broken).found]
    assert [(Fault("back-elsewhere", "in-the-car"), "later")] == faults
    assert faults == [(each.fault, each.node) for each in walked(broken, "ask-why").found]


def test_a_way_back_to_nothing_to_choose_is_found(little: Script) -> None:
    """«Try another way» that leads to a scene with one answer is told."""
    only = {"ask-why": leading(little, "at-the-stop")["ask-why"]}
    broken = with_node(little, "at-the-stop", choices=only)

    assert [(Fault("back-to-nothing", "at-the-stop"), "later")] == [
        (each.fault, each.node) for each in explored(broken).found
    ]
