"""The bot in a terminal.

Rule: lines in, messages out; the streams are handed in, so a script or a test can hold the other end.
A number presses a button, `/word` is a command, anything else is typed words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.script import Both
from bot.core.turn import Act, Button, Commanded, Lang, Press, Pressed, Reply, Said, Turn, answerable, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from bot.conversation import Conversation
    from bot.core.place import Codec
    from bot.core.turn import Outcome


#: A terminal shows no file.
_NO_FILE: Final = Both(
    "  📎 Pour avoir le fichier : pile-ou-face guide, ou pile-ou-face invite --qr\n\n",
    "  📎 To get the file: pile-ou-face guide, or pile-ou-face invite --qr\n\n",
)


def talk(conversation: Conversation, lang: Lang, scenario: str, lines: Iterable[str], out: TextIO) -> None:
    """Talk until the lines end. Starts at the menu, or at the content note of a scenario."""
    codec = conversation.script.codec
    outcome = conversation.answer(Turn(Commanded("start", f"s_{scenario}" if scenario else ""), lang))
    _show(outcome, out)
    for line in lines:
        reply = outcome.reply
        outcome = conversation.answer(Turn(_did(line.strip(), reply, codec), lang))
        lang = outcome.reply.place.lang
        _show(outcome, out)


def _did(line: str, reply: Reply, codec: Codec) -> Commanded | Pressed | Said:
    if line.startswith("/"):
        name, _, argument = line[1:].partition(" ")
        return Commanded(name, argument.strip())
    presses = [button.press for button in _numbered(reply) if button.press]
    if line.isdecimal() and len(line) <= len(str(len(presses))) and 0 < int(line) <= len(presses):
        return Pressed(codec.encode(presses[int(line) - 1]))
    return Said(line, codec.encode(Press(reply.place)) if answerable(reply) else "")


def _numbered(reply: Reply) -> list[Button]:
    """The buttons that can be pressed here: an address opens in a browser, not in a terminal."""
    return [button for row in reply.buttons for button in row if button.press]


def _show(outcome: Outcome, out: TextIO) -> None:
    reply = outcome.reply
    if Act.ERASE_CHAT in outcome.acts and out.isatty():
        out.write("\033[2J\033[H")
    out.write("\n" + "─" * 60 + "\n" + text_of(reply) + "\n\n")
    if reply.paper:
        out.write(_NO_FILE[reply.place.lang])
    out.writelines(f"  {number}. {button.label}\n" for number, button in enumerate(_numbered(reply), 1))
    out.writelines(
        f"     {button.label} {button.url}\n"
        for button in (button for row in reply.buttons for button in row if button.url)
    )
    out.write("> ")
    out.flush()
