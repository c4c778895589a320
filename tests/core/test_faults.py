from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.content.build import build
from bot.content.check import inspect
from bot.content.learn import nothing_learned
from bot.core import screens
from bot.core.faults import MOST_UNITS, Fault, faults, units
from bot.core.turn import Button, Moment, Place, Press, Screen, Span
from tests import small
from tests.chat import NOON

if TYPE_CHECKING:
    from bot.core.script import Script
    from bot.core.turn import Reply

HERE = Place("fr", Screen.NODE, "ride-home", "at-the-stop")


@pytest.fixture(name="little", scope="module")
def _little() -> Script:
    """Build the small content, which understands no words."""
    return build(inspect(small.files()).models, nothing_learned())


@pytest.fixture(name="reply")
def _reply(little: Script) -> Reply:
    """Show a scene of it."""
    return screens.show(HERE, little, Moment(NOON))


def test_a_good_message_has_no_fault(little: Script, reply: Reply) -> None:
    """What the bot shows is told to be without fault."""
    assert [] == list(faults(reply, little))


@pytest.mark.parametrize("body", [(), ((),), ((Span("words"),), (Span(" "),))])
def test_an_empty_part_is_a_fault(little: Script, reply: Reply, body: tuple[tuple[Span, ...], ...]) -> None:
    """No body, no words in it, or a paragraph of spaces is told."""
    assert [Fault("empty-part")] == list(faults(replace(reply, body=body), little))


@pytest.mark.parametrize("line", [(), (Span("  "),)])
def test_a_message_without_a_help_line_is_a_fault(little: Script, reply: Reply, line: tuple[Span, ...]) -> None:
    """A help line without words is none."""
    assert [Fault("no-help-line")] == list(faults(replace(reply, help_line=line), little))


def test_the_longest_message_is_none_and_one_character_more_is_a_fault(little: Script, reply: Reply) -> None:
    """Characters are counted as Telegram counts them: an emoji is two."""
    empty = units(replace(reply, body=((Span(""),),)))
    fits = replace(reply, body=((Span("😭" * ((MOST_UNITS - empty) // 2) + "a" * ((MOST_UNITS - empty) % 2)),),))
    (words,) = fits.body[0]

    assert 4096 == units(fits)
    assert [] == list(faults(fits, little))
    assert [Fault("too-long", "4097")] == list(faults(replace(fits, body=((Span(words.text + "a"),),)), little))


def test_a_message_without_a_button_to_help_is_a_fault(little: Script, reply: Reply) -> None:
    """Only the help screen itself needs none, and not when it answers danger."""
    bare = replace(reply, buttons=())
    at_help = replace(bare, place=Place("fr", Screen.HELP))

    assert [Fault("no-help-button")] == list(faults(bare, little))
    assert [] == list(faults(at_help, little))
    assert [Fault("no-help-button")] == list(faults(replace(at_help, urgent=True), little))


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        (Button(" ", Press(HERE)), [Fault("no-label")]),
        (Button("nowhere"), [Fault("no-target", "nowhere")]),
        (Button("plain", url="http://example.org"), [Fault("no-target", "plain")]),
        (Button("both", Press(HERE), "https://example.org"), [Fault("no-target", "both")]),
        (Button("page", url="https://example.org"), []),
    ],
)
def test_a_button_has_a_label_and_one_target(
    little: Script, reply: Reply, button: Button, expected: list[Fault]
) -> None:
    """A button is a press or the address of a page, and says which."""
    assert expected == list(faults(replace(reply, buttons=(*reply.buttons, (button,))), little))


def test_a_button_that_is_not_read_as_it_was_written_is_a_fault(little: Script, reply: Reply) -> None:
    """A press that holds what the content does not know, or more than its bytes can say, is told with its bytes."""
    strange = Press(replace(HERE, node="nowhere"))
    wide = Press(replace(HERE, seen=1 << 300))
    buttons = (*reply.buttons, (Button("a", strange), Button("b", wide)))

    assert [
        Fault("not-read-back", little.codec.encode(strange)),
        Fault("too-many-bytes", little.codec.encode(wide)),
    ] == (list(faults(replace(reply, buttons=buttons), little)))
