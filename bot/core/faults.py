"""What can be wrong with a message, whatever it is about.

Rule: a fault is a value, its kind and what it is about; the words for it belong to whoever tells it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from bot.core.place import MOST_BYTES
from bot.core.turn import Press, Screen, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.script import Script
    from bot.core.turn import Button, Paragraph, Reply

#: https://core.telegram.org/bots/api#sendmessage: 1 to 4096 characters, counted as UTF-16 units.
MOST_UNITS: Final = 4096
#: https://core.telegram.org/bots/api#sendphoto: what stands beneath a picture or a file has 1024 at most.
MOST_CAPTION_UNITS: Final = 1024

FaultKind = Literal[
    # of a message
    "empty-part",
    "too-long",
    "no-help-line",
    "no-help-button",
    # of a button
    "no-label",
    "no-target",
    "too-many-bytes",
    "not-read-back",
    # of a way through a story (`play`)
    "broke",
    "refused",
    "dead-end",
    "endless",
    "back-elsewhere",
    "back-to-nothing",
]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong. `about`: the label or the bytes of a button, an error, a number."""

    kind: FaultKind
    about: str = ""


def units(reply: Reply) -> int:
    """Count the characters of a message as Telegram does."""
    return len(text_of(reply).encode("utf-16-le")) // 2


def buttons_of(reply: Reply) -> list[Button]:
    """List the buttons of a message, row by row."""
    return [button for row in reply.buttons for button in row]


def faults(reply: Reply, script: Script) -> Iterator[Fault]:
    """Give everything that is wrong with a message and its buttons."""
    if not reply.body or not all(_words(part) for part in reply.body):
        yield Fault("empty-part")
    if not _words(reply.help_line):
        yield Fault("no-help-line")
    if units(reply) > (MOST_CAPTION_UNITS if reply.paper else MOST_UNITS):
        yield Fault("too-long", str(units(reply)))
    shown = buttons_of(reply)
    helps = any(button.press and button.press.place.screen is Screen.HELP for button in shown)
    # The help screen is the help; an answer to danger stands there too, and has the button all the same.
    if not helps and (reply.place.screen is not Screen.HELP or reply.urgent):
        yield Fault("no-help-button")
    for button in shown:
        if not button.label.strip():
            yield Fault("no-label")
        if (button.press is None) == (not button.url.startswith("https://")):
            yield Fault("no-target", button.label)
    for press in (Press(reply.place), *(button.press for button in shown if button.press)):
        yield from _of_press(press, script)


def _words(paragraph: Paragraph) -> str:
    return "".join(span.text for span in paragraph).strip()


def _of_press(press: Press, script: Script) -> Iterator[Fault]:
    """A press must fit into a button, and come back from it as it was."""
    data = script.codec.encode(press)
    if not 0 < len(data.encode()) <= MOST_BYTES:
        yield Fault("too-many-bytes", data)
    elif script.codec.decode(data) != press:
        yield Fault("not-read-back", data)
