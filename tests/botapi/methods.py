"""Rule: a method does what the manual says, in the order of checks of the real server, or raises Telegram's error.

Source: https://core.telegram.org/bots/api#available-methods
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.botapi import files, rules
from tests.botapi.rules import ApiError, Arguments, bad
from tests.botapi.text import MOST_ENTITIES, Raw, units, within_limit
from tests.botapi.world import TWO_DAYS, Chat, Query, World, caption_content, text_content

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.botapi.files import Kind

_MOST_CAPTION: Final = 1024
_MOST_RESULTS: Final = 50
#: What an edit may change of a message; what is not given again goes.
_EDITED: Final = ("text", "entities", "caption", "caption_entities", "reply_markup")
_PROFILE: Final = {"name": 64, "description": 512, "short_description": 120}


class Methods:
    """The methods by name, in small letters."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._table: dict[str, Callable[[Arguments], Any]] = {
            "getme": self._get_me,
            "logout": lambda _: True,
            "close": lambda _: True,
            "sendmessage": self._send_message,
            "sendphoto": lambda given: self._send_file(given, "photo"),
            "senddocument": lambda given: self._send_file(given, "document"),
            "sendchataction": self._send_chat_action,
            "editmessagetext": self._edit_message_text,
            "editmessagecaption": self._edit_message_caption,
            "editmessagereplymarkup": self._edit_message_reply_markup,
            "deletemessage": self._delete_message,
            "deletemessages": self._delete_messages,
            "answercallbackquery": self._answer_callback_query,
            "answerinlinequery": self._answer_inline_query,
            "leavechat": self._leave_chat,
            "getchat": self._get_chat,
            "getfile": self._get_file,
            "setmycommands": self._set_my_commands,
            "getmycommands": lambda given: world.commands.get(rules.scope(given), []),
            "deletemycommands": self._delete_my_commands,
            "setwebhook": self._set_webhook,
            "deletewebhook": self._delete_webhook,
            "getwebhookinfo": self._get_webhook_info,
        }
        for field in _PROFILE:
            name = field.replace("_", "")
            self._table[f"setmy{name}"] = lambda given, field=field: self._set_profile(given, field)  # type: ignore[misc]
            self._table[f"getmy{name}"] = lambda given, field=field: self._get_profile(given, field)  # type: ignore[misc]

    def call(self, name: str, arguments: Arguments) -> Any:
        """Do it. Raises ApiError."""
        method = self._table.get(name)
        if method is None:
            raise ApiError(404, "Not Found: method not found")
        return method(arguments)

    # ---- chats

    def _chat(self, arguments: Arguments) -> Chat:
        if not arguments.has("chat_id"):
            raise bad("chat_id is empty")
        chat = self._world.chats.get(arguments.number("chat_id"))
        if chat is None or not chat.known:
            raise bad("chat not found")
        return chat

    def _open_chat(self, arguments: Arguments) -> Chat:
        """Give a chat the bot may write to."""
        chat = self._chat(arguments)
        if chat.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if chat.status != "member":
            how = "was kicked from" if chat.status == "kicked" else "is not a member of"
            raise ApiError(403, f"Forbidden: bot {how} the {chat.kind} chat")
        return chat

    def _get_chat(self, arguments: Arguments) -> Raw:
        chat = self._chat(arguments).json()
        gifts = dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"),
            True,
        )
        return {**chat, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}

    def _leave_chat(self, arguments: Arguments) -> bool:
        chat = self._chat(arguments)
        if chat.kind == "private":
            raise bad("chat member status can't be changed in private chats")
        if chat.status == "member":
            chat.status = "left"
            self._world.note(chat, "left", {})
            self._world.membership(chat, self._world.bot, "member", "left")
        return True

    # ---- messages

    def _send_message(self, arguments: Arguments) -> Raw:
        rules.check_link_preview(arguments)
        text, entities = rules.message_text(arguments)
        return self._send(arguments, lambda: self._text(text, entities))

    def _send_file(self, arguments: Arguments, kind: Kind) -> Raw:
        source = files.given(arguments, kind)
        caption, entities = rules.formatted(arguments, "caption", "caption_entities")

        def content() -> Raw:
            words = self._caption(caption, entities, "message caption is too long")
            file = files.accepted(source, kind, self._world.files, self._world.file_number())
            self._world.keep(file)
            return file.content() | words

        return self._send(arguments, content)

    def _send(self, arguments: Arguments, content: Callable[[], Raw]) -> Raw:
        target, may_be_gone = rules.reply_target(arguments)
        markup = rules.reply_markup(arguments)
        chat = self._chat(arguments)
        answered = chat.messages.get(target)
        if target and not answered and not may_be_gone:
            raise bad("message to be replied not found")
        self._open_chat(arguments)
        filled = content() | self._markup(markup)
        message = self._world.message(chat, None if chat.kind == "channel" else self._world.bot, filled, answered)
        self._world.note(chat, "sent", message)
        self._world.replied(chat)
        return message

    def _text(self, text: str, entities: list[Raw]) -> Raw:
        rules.check_length(text)
        return text_content(text, self._kept(entities))

    def _caption(self, caption: str, entities: list[Raw], too_long: str) -> Raw:
        rules.check_length(caption, _MOST_CAPTION, too_long)
        return caption_content(caption, self._kept(entities))

    def _kept(self, entities: list[Raw]) -> list[Raw]:
        kept = within_limit(entities)
        if len(kept) < len(entities):
            self._world.violations.append(f"{len(entities)} entities in one message, {MOST_ENTITIES} are kept")
        return kept

    def _markup(self, markup: Raw | None) -> Raw:
        rules.check_data(markup)
        return {"reply_markup": markup} if markup else {}

    def _own(self, arguments: Arguments) -> tuple[Chat, Raw]:
        """Find the bot's own message that is to be edited."""
        if not arguments.has("chat_id") and not arguments.number("message_id"):
            raise bad("message identifier is not specified")
        chat = self._chat(arguments)
        message = chat.messages.get(arguments.number("message_id"))
        if message is None:
            raise bad("message to edit not found")
        if message.get("from", {}).get("id") != self._world.bot["id"] and chat.kind != "channel":
            raise bad("message can't be edited")
        self._open_chat(arguments)
        return chat, message

    def _edit_message_text(self, arguments: Arguments) -> Raw:
        rules.check_link_preview(arguments)
        text, entities = rules.message_text(arguments)
        markup = rules.reply_markup(arguments, only_inline=True)
        chat, message = self._own(arguments)
        if "text" not in message:
            raise bad("there is no text in the message to edit")
        return self._edit(chat, message, self._text(text, entities) | self._markup(markup))

    def _edit_message_caption(self, arguments: Arguments) -> Raw:
        caption, entities = rules.formatted(arguments, "caption", "caption_entities")
        markup = rules.reply_markup(arguments, only_inline=True)
        chat, message = self._own(arguments)
        if not {"photo", "document"} & message.keys():
            raise bad("There is no caption in the message to edit")
        # TDLib leaves the length of this one to Telegram's servers, which speak in capitals.
        words = self._caption(caption, entities, "MEDIA_CAPTION_TOO_LONG")
        return self._edit(chat, message, words | self._markup(markup))

    def _edit_message_reply_markup(self, arguments: Arguments) -> Raw:
        markup = rules.reply_markup(arguments, only_inline=True)
        chat, message = self._own(arguments)
        content = {name: message[name] for name in _EDITED if name in message and name != "reply_markup"}
        return self._edit(chat, message, content | self._markup(markup))

    def _edit(self, chat: Chat, message: Raw, content: Raw) -> Raw:
        self._world.replied(chat)
        if all(message.get(name) == content.get(name) for name in _EDITED):
            raise bad(rules.NOT_MODIFIED)
        kept = {name: part for name, part in message.items() if name not in _EDITED}
        edited = {**kept, "edit_date": int(self._world.now()), **content}
        self._world.put(chat, edited)
        self._world.note(chat, "edited", edited)
        return edited

    def _delete_message(self, arguments: Arguments) -> bool:
        if not arguments.number("message_id"):
            raise bad("message identifier is not specified")
        chat = self._chat(arguments)
        message = chat.messages.get(arguments.number("message_id"))
        if message is None:
            raise bad("message to delete not found")
        self._delete(chat, [message])
        return True

    def _delete_messages(self, arguments: Arguments) -> bool:
        """Delete those that are there. One that cannot be deleted saves all: every check comes before any deletion."""
        numbers = rules.message_ids(arguments)
        chat = self._chat(arguments)
        self._delete(chat, [chat.messages[number] for number in dict.fromkeys(numbers) if number in chat.messages])
        return True

    def _delete(self, chat: Chat, messages: list[Raw]) -> None:
        for message in messages:
            own = message.get("from", {}).get("id") == self._world.bot["id"]
            if chat.kind != "private" and not own:
                raise bad("message can't be deleted")
            if self._world.now() - message["date"] > TWO_DAYS:
                raise bad("message can't be deleted for everyone")
        for message in messages:
            del chat.messages[message["message_id"]]
            self._world.note(chat, "deleted", message)

    def _send_chat_action(self, arguments: Arguments) -> bool:
        action = rules.chat_action(arguments)
        self._world.note(self._open_chat(arguments), "acted", {"action": action})
        return True

    # ---- queries

    def _query(self, arguments: Arguments, name: str, kind: str) -> Query:
        number = arguments.text(name)
        if self._world.fast:
            return Query(number, kind, 0, 0.0)
        query = self._world.queries.get(number)
        if query is None or query.kind != kind or self._world.now() - query.time > self._world.query_patience:
            raise bad(rules.QUERY_INVALID)
        return query

    def _answer_callback_query(self, arguments: Arguments) -> bool:
        if units(arguments.text("text")) > rules.MOST_ANSWER:
            raise bad("MESSAGE_TOO_LONG")
        query = self._query(arguments, "callback_query_id", "callback_query")
        self._answered(query, {"text": arguments.text("text"), "show_alert": arguments.flag("show_alert")})
        return True

    def _answer_inline_query(self, arguments: Arguments) -> bool:
        results = arguments.parsed("results", "JSON encoded inline query results") or []
        if not isinstance(results, list):
            raise bad("Expected an Array of inline query results")
        if len(results) > _MOST_RESULTS:
            raise bad("Too many inline query results specified")
        self._answered(self._query(arguments, "inline_query_id", "inline_query"), {"results": results})
        return True

    def _answered(self, query: Query, answer: Raw) -> None:
        query.answered = self._world.now()
        query.answer = answer
        if query.chat in self._world.chats:
            self._world.note(self._world.chats[query.chat], "answered", answer)

    # ---- the bot itself

    def _get_me(self, _arguments: Arguments) -> Raw:
        abilities = {
            "can_join_groups": True,
            "can_read_all_group_messages": not self._world.privacy,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }
        return self._world.bot | abilities

    def _get_file(self, arguments: Arguments) -> Raw:
        name = arguments.text("file_id")
        self._world.violations.append(f"media fetched: getFile {name}")
        if not name:
            raise bad("file_id not specified")
        return {"file_id": name, "file_unique_id": f"U{name}", "file_size": 1, "file_path": f"files/{name}"}

    def _set_my_commands(self, arguments: Arguments) -> bool:
        commands = rules.commands(arguments)
        self._world.commands[self._scope(arguments)] = commands
        return True

    def _delete_my_commands(self, arguments: Arguments) -> bool:
        self._world.commands.pop(self._scope(arguments), None)
        return True

    def _scope(self, arguments: Arguments) -> tuple[str, str]:
        scope = rules.scope(arguments)
        chat = scope[0].split()[1:2]
        if chat:
            self._chat(Arguments({"chat_id": chat[0]}))
        return scope

    def _set_profile(self, arguments: Arguments, field: str) -> bool:
        value = arguments.text(field).strip()
        rules.check_length(value, _PROFILE[field], f"{field.replace('_', ' ')} is too long")
        self._world.profile[field, rules.language(arguments)] = value
        return True

    def _get_profile(self, arguments: Arguments, field: str) -> Raw:
        return {field: self._world.profile.get((field, rules.language(arguments)), "")}

    def _set_webhook(self, arguments: Arguments) -> bool:
        """Remember the address, which ends polling. Nothing is ever sent to it."""
        url = arguments.text("url")
        if not url:
            return self._delete_webhook(arguments)
        if not url.startswith("https://"):
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        self._world.webhook = url
        self._world.queue.interrupt(ApiError(409, "Conflict: terminated by setWebhook request"))
        self._forget_pending(arguments)
        return True

    def _delete_webhook(self, arguments: Arguments) -> bool:
        self._world.webhook = ""
        self._forget_pending(arguments)
        return True

    def _forget_pending(self, arguments: Arguments) -> None:
        if arguments.flag("drop_pending_updates"):
            self._world.queue.clear()

    def _get_webhook_info(self, _arguments: Arguments) -> Raw:
        waiting = len(self._world.queue)
        return {"url": self._world.webhook, "has_custom_certificate": False, "pending_update_count": waiting}
