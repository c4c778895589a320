"""Reply -> the parameters of a message.

Rule: every word is escaped, and every limit of Telegram holds for whatever comes in.
A message inside a story carries its place in a link on its first character, so that a typed answer to it can be
understood with nothing stored.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

from bot.core.turn import Press, answerable, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.turn import Paragraph, Reply

    Data = Callable[[Press], str]

#: What stands between the bot's address and the place in the hidden link.
PLACE_LINK: Final = "#at-"


def message(reply: Reply, data: Data, address: str, *, buttons: bool = True) -> dict[str, Any]:
    """Write a reply as `text`, `parse_mode`, `link_preview_options` and `reply_markup`; `data` writes a press."""
    hidden = ""
    if answerable(reply):
        hidden = f"{address}{PLACE_LINK}{data(Press(reply.place))}"
    parameters: dict[str, Any] = {
        "text": _html(reply, hidden),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    if buttons:
        parameters["reply_markup"] = {"inline_keyboard": _keyboard(reply, data)}
    return parameters


def _html(reply: Reply, hidden: str) -> str:
    """Write the paragraphs; the content checks prove that none of what the content holds is too long."""
    paragraphs = [_paragraph(part) for part in (*reply.body, reply.help_line)]
    if hidden:
        first = text_of(reply)[0]
        paragraphs[0] = f'<a href="{escape(hidden)}">{_plain(first)}</a>' + paragraphs[0].removeprefix(_plain(first))
    return "\n\n".join(paragraphs)


def _paragraph(part: Paragraph) -> str:
    return "".join(f"<b>{_plain(span.text)}</b>" if span.strong else _plain(span.text) for span in part)


def _plain(text: str) -> str:
    return escape(text, quote=False)


def _keyboard(reply: Reply, data: Data) -> list[list[dict[str, str]]]:
    return [
        [
            {"text": button.label, "callback_data": data(button.press)}
            if button.press
            else {"text": button.label, "url": button.url}
            for button in row
        ]
        for row in reply.buttons
    ]
