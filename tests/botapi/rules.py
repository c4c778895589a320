"""Rule: whatever the Bot API refuses is refused here, with its code and its words.

Nothing here knows a chat or a clock: arguments, texts, keyboards and commands are checked for themselves.

Sources: https://core.telegram.org/bots/api and the error texts of the public source of telegram-bot-api and TDLib.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from tests.botapi import text as texts
from tests.botapi.links import LinkError, checked_link
from tests.botapi.text import ParseError, Raw, units

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.botapi.forms import Part

MOST_DATA_BYTES: Final = 64
MOST_BUTTONS: Final = 100
MOST_BUTTONS_A_ROW: Final = 8
MOST_IDS: Final = 100
MOST_COMMANDS: Final = 100
MOST_ANSWER: Final = 200

NOT_MODIFIED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
QUERY_INVALID: Final = "query is too old and response timeout expired or query ID is invalid"
CONFLICT: Final = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
CONFLICT_WEBHOOK: Final = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)

_ACTIONS: Final = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_SCOPES: Final = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_CHAT_SCOPES: Final = ("chat", "chat_administrators", "chat_member")
_CHAT_ACTIONS: Final = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
        "cancel",
    }
)


class ApiError(Exception):
    """An answer that is no result."""

    def __init__(self, code: int, description: str, retry_after: int = 0) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


def bad(why: str) -> ApiError:
    """Make a 400 in Telegram's manner: the first letter small, unless it begins a code in capitals."""
    if len(why) > 1 and not (why[1] == "_" or why[1].isupper()):
        why = why[0].lower() + why[1:]
    return ApiError(400, f"Bad Request: {why}")


class Arguments:
    """What a call was given. JSON bodies hold values, forms and addresses hold strings; both read the same.

    `files` are those beside the arguments, by the name of their part.
    """

    def __init__(self, given: Mapping[str, Any], files: Mapping[str, Part] | None = None) -> None:
        self.given = given
        self.files = files or {}

    def has(self, name: str) -> bool:
        """Tell whether anything was given under a name."""
        return self.text(name) != ""

    def text(self, name: str) -> str:
        """Read a string; what is absent is empty."""
        value = self.given.get(name, "")
        return value if isinstance(value, str) else json.dumps(value)

    def number(self, name: str, default: int = 0, least: int = -(2**63), most: int = 2**63) -> int:
        """Read a whole number as Telegram does: by its first digits, 0 without any, moved into the limits."""
        value = self.given.get(name, "")
        if not isinstance(value, int):
            said = self.text(name)
            found = re.match(r"-?\d+", said)
            value = default if not said else int(found[0]) if found else 0
        return min(max(int(value), least), most)

    def flag(self, name: str) -> bool:
        """Read yes or no."""
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def parsed(self, name: str, what: str) -> Any:
        """Read a JSON value; None when absent. Raises ApiError, naming `what` could not be parsed."""
        value = self.given.get(name, "")
        if not isinstance(value, str):
            return value if value is not None else False
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"Can't parse {what}") from None


# ---- texts


def formatted(arguments: Arguments, name: str = "text", entities_name: str = "entities") -> tuple[str, list[Raw]]:
    """Read a text with its entities, cleaned and trimmed. Raises ApiError."""
    source, mode = arguments.text(name), arguments.text("parse_mode").lower()
    if len(source.encode(errors="surrogatepass")) > texts.MOST_SOURCE_BYTES:
        raise bad("Text is too long")
    if mode == "html":
        try:
            source, entities = texts.parse(source)
        except ParseError as error:
            raise ApiError(400, f"Bad Request: can't parse entities: {error}") from None
    elif mode in ("", "none"):
        entities = _given_entities(arguments, entities_name)
    elif mode in ("markdown", "markdownv2"):
        raise NotImplementedError("this server reads HTML; nothing in the project writes Markdown")
    else:
        raise bad("Unsupported parse_mode")
    return texts.fix(source, entities)


def message_text(arguments: Arguments) -> tuple[str, list[Raw]]:
    """Read the text of a message, which may not be empty. Raises ApiError."""
    if not arguments.has("text"):
        raise bad("Message text is empty")
    text, entities = formatted(arguments)
    if not text:
        raise bad("Text must be non-empty")
    return text, entities


def check_length(text: str, most: int = texts.MOST_UNITS, why: str = "message is too long") -> None:
    """Refuse a text that is too long once its entities are taken out."""
    if units(text) > most:
        raise bad(why)


def _given_entities(arguments: Arguments, name: str) -> list[Raw]:
    found = []
    for each in arguments.parsed(name, "entities JSON object") or []:
        if not isinstance(each, dict):
            raise bad("Can't parse MessageEntity: expected an Object")
        if not (isinstance(each.get("offset"), int) and isinstance(each.get("length"), int) and each.get("type")):
            raise bad("Can't parse MessageEntity: Can't find field")
        found.append(dict(each))
    return found


# ---- keyboards


def reply_markup(arguments: Arguments, *, only_inline: bool = False) -> Raw | None:
    """Read a keyboard in the form Telegram gives it back; None without an inline one. Raises ApiError."""
    value = arguments.parsed("reply_markup", "reply keyboard markup JSON object")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise bad("Object expected as reply markup")
    rows = value.get("inline_keyboard")
    if rows is None:
        if only_inline and value:
            raise bad("Inline keyboard expected")
        return None
    if not isinstance(rows, list):
        raise bad('Field "inline_keyboard" must be of type Array')
    return _inline_keyboard(rows)


def _inline_keyboard(rows: list[Any]) -> Raw | None:
    if not all(isinstance(row, list) for row in rows):
        raise bad('Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    for button in (button for row in rows for button in row):
        _check_button(button)
    kept = [[_kept_button(button) for button in row] for row in rows if row]
    if sum(map(len, kept)) > MOST_BUTTONS or any(len(row) > MOST_BUTTONS_A_ROW for row in kept):
        raise bad("reply markup is too long")
    return {"inline_keyboard": kept} if kept else None


def _check_button(button: Any) -> None:
    """Refuse what the parser of JSON refuses."""
    trouble = "Can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad(f"{trouble}InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        raise bad(f'{trouble}Can\'t find field "text"')
    actions = [name for name in _ACTIONS if button.get(name) not in (None, "")]
    if not actions:
        raise bad(f"{trouble}Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad(f"{trouble}exactly one action is allowed, found {', '.join(actions)}")
    if actions[0] in ("url", "callback_data") and not isinstance(button[actions[0]], str):
        raise bad(f'{trouble}Field "{actions[0]}" must be of type String')


def _kept_button(button: Raw) -> Raw:
    """Refuse what the next step refuses; return the button as Telegram keeps it."""
    if not button["text"].strip():
        raise bad("Inline keyboard button text must be non-empty")
    kept = {name: value for name, value in button.items() if value not in (None, "")}
    if "url" in kept:
        try:
            kept["url"] = checked_link(kept["url"])
        except LinkError as error:
            raise bad(f"Inline keyboard button URL '{kept['url']}' is invalid: {error}") from None
    return kept


def check_data(markup: Raw | None) -> None:
    """Refuse button data that is too long: the last check of all, made where messages are stored."""
    for row in markup["inline_keyboard"] if markup else ():
        for button in row:
            if len(button.get("callback_data", "").encode()) > MOST_DATA_BYTES:
                raise bad("BUTTON_DATA_INVALID")


# ---- the rest


def message_ids(arguments: Arguments) -> list[int]:
    """Read 1 to 100 message ids. Raises ApiError."""
    value = arguments.parsed("message_ids", "message_ids JSON object")
    if value is None or value == []:
        raise bad("Message identifiers are not specified")
    if not isinstance(value, list):
        raise bad("Expected an Array of message identifiers")
    if len(value) > MOST_IDS:
        raise bad("Too many message identifiers specified")
    return [_message_id(each) for each in value]


def _message_id(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise bad("Message identifier must be a Number")
    if not re.fullmatch(r"-?\d+", str(value)):
        raise bad("Can't parse message identifier as Number")
    if not 0 < int(value) < 2**31:
        raise bad("Invalid message identifier specified")
    return int(value)


def commands(arguments: Arguments) -> list[Raw]:
    """Read a list of commands. Raises ApiError."""
    value = arguments.parsed("commands", "commands JSON object") or []
    if not isinstance(value, list):
        raise bad("Expected an Array of BotCommand")
    if len(value) > MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    return [_command(each) for each in value]


def _command(value: Any) -> Raw:
    if not isinstance(value, dict):
        raise bad("Can't parse BotCommand: expected an Object")
    for field in ("command", "description"):
        if not isinstance(value.get(field), str):
            raise bad(f"Can't parse BotCommand: Can't find field \"{field}\"")
    name, description = value["command"].removeprefix("/"), value["description"].strip()
    if not description:
        raise bad("Command description must be non-empty")
    if len(description) > 256:
        raise bad("Command description length must not exceed 256")
    if not name:
        raise bad("Command must be non-empty")
    if len(name) > 32:
        raise bad("Command length must not exceed 32")
    if not re.fullmatch(r"[a-z0-9_]+", name):
        raise bad("BOT_COMMAND_INVALID")
    return {"command": name, "description": description}


def scope(arguments: Arguments) -> tuple[str, str]:
    """Read whom commands are for: a scope in one line, and a language. Raises ApiError."""
    value = arguments.parsed("scope", "BotCommandScope JSON object") or {"type": "default"}
    trouble = "Can't parse BotCommandScope: "
    if not isinstance(value, dict):
        raise bad(f"{trouble}BotCommandScope must be an Object")
    kind = value.get("type")
    if not isinstance(kind, str):
        raise bad(f'{trouble}Can\'t find field "type"')
    if kind not in _SCOPES + _CHAT_SCOPES:
        raise bad(f"{trouble}Unsupported type specified")
    if kind in _CHAT_SCOPES and not value.get("chat_id"):
        raise bad(f'{trouble}Can\'t find field "chat_id"')
    return " ".join(str(value[name]) for name in ("type", "chat_id", "user_id") if name in value), language(arguments)


def language(arguments: Arguments) -> str:
    """Read a language: two small letters, or none. Raises ApiError."""
    code = arguments.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad("Invalid language code specified")
    return code


def chat_action(arguments: Arguments) -> str:
    """Read what the bot pretends to do. Raises ApiError."""
    action = arguments.text("action").lower()
    if action not in _CHAT_ACTIONS:
        raise bad("Wrong parameter action in request")
    return action


def check_link_preview(arguments: Arguments) -> None:
    """Refuse options of a link preview that are no object."""
    value = arguments.parsed("link_preview_options", "link preview options JSON object")
    if value is not None and not isinstance(value, dict):
        raise bad("Object expected as link preview options")


def reply_target(arguments: Arguments) -> tuple[int, bool]:
    """Read which message is answered (0: none), and whether it may be gone. Raises ApiError."""
    value = arguments.parsed("reply_parameters", "reply parameters JSON object")
    if value is None:
        return arguments.number("reply_to_message_id"), arguments.flag("allow_sending_without_reply")
    if not isinstance(value, dict):
        raise bad("Object expected as reply parameters")
    inside = Arguments(value)
    if value and not inside.has("message_id"):
        raise bad('Can\'t find field "message_id"')
    return inside.number("message_id"), inside.flag("allow_sending_without_reply")
