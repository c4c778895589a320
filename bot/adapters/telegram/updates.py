"""Update -> Turn, and where the answer goes.

Rule: ids stay in `Incoming` and die with it; the Turn has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from telegram import Message
from telegram.constants import ChatType, MessageEntityType

from bot.adapters.telegram.render import PLACE_LINK
from bot.core.turn import Commanded, InGroup, Pressed, Said, SentMedia, Turn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from telegram import CallbackQuery, Update

    from bot.core.turn import Lang

#: What is asked of Telegram. Channels, inline queries, polls and payments never come.
WANTED: Final = ("message", "edited_message", "callback_query", "my_chat_member")
#: Québec's teens mostly write French; whoever's client is in neither language can change with one tap.
DEFAULT_LANG: Final[Lang] = "fr"


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a person did, and the ids needed to answer in the chat. Never kept, never logged.

    `edits` is the bot's message the reply takes the place of; `replaces` the bot's message that goes once the reply is
    there; `came` is the message the person sent. `stood`: the pressed button stood on its message.
    """

    turn: Turn
    chat: int
    edits: int | None = None
    replaces: int | None = None
    came: int | None = None
    query: str | None = None
    stood: bool = False


def lang_of(update: Update) -> Lang:
    """Say which language the person's client is in."""
    person = update.effective_user
    code = (person.language_code or "") if person else ""
    return "en" if code.lower().startswith("en") else DEFAULT_LANG


def chat_key(raw: dict[str, object]) -> object:
    """Find whose update this is in its raw form, so that one chat's updates stay in order. None when it is nobody's."""
    for kind in ("message", "edited_message", "my_chat_member"):
        inside = raw.get(kind)
        if isinstance(inside, dict) and isinstance(inside.get("chat"), dict):
            return inside["chat"].get("id")
    query = raw.get("callback_query")
    if isinstance(query, dict) and isinstance(query.get("from"), dict):
        return query["from"].get("id")
    return None


def typed_in(raw: dict[str, object]) -> str:
    """Find the words somebody typed in an update in its raw form; "" when there are none."""
    for kind in ("message", "edited_message"):
        inside = raw.get(kind)
        if isinstance(inside, dict):
            return str(inside.get("text") or inside.get("caption") or "")
    return ""


def pressed(query: CallbackQuery, lang: Lang) -> Incoming:
    """Read a pressed button. The chat is the person's own: the bot talks in private only."""
    message = query.message
    return Incoming(
        Turn(Pressed(query.data or ""), lang),
        chat=message.chat.id if message else query.from_user.id,
        edits=message.message_id if message else None,
        query=query.id,
        stood=_stood(query),
    )


def _stood(query: CallbackQuery) -> bool:
    """Say whether a button was on its message when it was pressed: not forged, and not of a message changed since."""
    markup = query.message.reply_markup if isinstance(query.message, Message) else None
    rows = markup.inline_keyboard if markup else ()
    return any(button.callback_data == query.data for row in rows for button in row)


def commanded(message: Message, lang: Lang) -> Incoming:
    """Read a command; `/help@bot` is `/help`."""
    word, *argument = (message.text or "").split(maxsplit=1)
    name = word.removeprefix("/").partition("@")[0]
    return Incoming(Turn(Commanded(name, "".join(argument).strip()), lang), message.chat.id, came=message.message_id)


def said(message: Message, lang: Lang) -> Incoming:
    """Read typed words, and the place of the bot's message they answer, if they answer one."""
    at, answered = _answered(message)
    return Incoming(
        Turn(Said(message.text or message.caption or "", at), lang),
        message.chat.id,
        replaces=answered,
        came=message.message_id,
    )


def _answered(message: Message) -> tuple[str, int | None]:
    """Give the place a replied-to message carries in its hidden link, and that message's id."""
    answered = message.reply_to_message
    if answered is None or answered.from_user is None or not answered.from_user.is_bot:
        return "", None  # anybody can write such a link into a message of their own
    for entity in answered.entities or ():
        if entity.type == MessageEntityType.TEXT_LINK and entity.url and PLACE_LINK in entity.url:
            return entity.url.partition(PLACE_LINK)[2], answered.message_id
    return "", None


def sent_media(message: Message, lang: Lang) -> Incoming:
    """Note that something came that is never opened; only what was typed with it is words."""
    typed = ". ".join(_typed_with(message))
    return Incoming(Turn(SentMedia(typed), lang), message.chat.id, came=message.message_id)


def _typed_with(message: Message) -> Iterator[str]:
    """Give the words somebody typed beside or inside what is not opened: a caption, a poll, the name of a file.

    Not the name of a contact: it is nobody's sentence.
    """
    if message.caption:
        yield message.caption
    if message.poll:
        yield message.poll.question
        yield from (option.text for option in message.poll.options)
    if message.checklist:
        yield message.checklist.title
        yield from (task.text for task in message.checklist.tasks)
    if message.venue:
        yield message.venue.title
    if message.document and message.document.file_name:
        yield PurePath(message.document.file_name).stem.replace("_", " ")


def in_group(update: Update, lang: Lang) -> Incoming | None:
    """Note a group; None when there is no chat to answer in, or when the bot is no longer there."""
    chat = update.effective_chat
    if chat is None or chat.type not in (ChatType.GROUP, ChatType.SUPERGROUP):
        return None
    member = update.my_chat_member
    if member and member.new_chat_member.status in ("left", "kicked"):
        return None
    return Incoming(Turn(InGroup(), lang), chat.id)
