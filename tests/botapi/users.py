"""Rule: a person can do only what a person can do in Telegram, and sees only what the chat shows.

Everything here puts updates into the bot's queue; what comes back is read from the chat.
"""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any, Final, Protocol

from tests.botapi.text import Raw, fix, units
from tests.botapi.world import Chat, World, caption_content, text_content

if TYPE_CHECKING:
    from tests.botapi.queue import Pushed


def _file(name: str, **more: Any) -> Raw:
    return {"file_id": f"file-{name}", "file_unique_id": f"unique-{name}", "file_size": 1000, **more}


#: What each kind of media holds.
MEDIA: Final[dict[str, Any]] = {
    "photo": [_file("photo-s", width=90, height=60), _file("photo-l", width=900, height=600)],
    "video": _file("video", width=90, height=60, duration=3, mime_type="video/mp4"),
    "voice": _file("voice", duration=3, mime_type="audio/ogg"),
    "video_note": _file("note", length=240, duration=3),
    "document": _file("document", file_name="notes.pdf", mime_type="application/pdf"),
    "audio": _file("audio", duration=3, mime_type="audio/mpeg", title="Song"),
    "animation": _file("animation", width=90, height=60, duration=3, mime_type="video/mp4"),
    "sticker": _file("sticker", width=512, height=512, type="regular", is_animated=False, is_video=False, emoji="🙂"),
    "contact": {"phone_number": "+15145550100", "first_name": "Somebody"},
    "location": {"latitude": 45.5, "longitude": -73.6},
}
#: Words can go with these only.
CAPTIONED: Final = frozenset({"photo", "video", "voice", "document", "audio", "animation"})


class HasWorld(Protocol):
    """What people live in: a server."""

    @property
    def world(self) -> World:
        """Everything Telegram keeps."""
        ...


class User:
    """A person, and their private chat with the bot."""

    def __init__(
        self,
        server: HasWorld,
        user_id: int,
        *,
        first_name: str = "Ami",
        username: str | None = None,
        language_code: str | None = "fr",
    ) -> None:
        self.world = server.world
        self.id = user_id
        named = {"first_name": first_name} | ({"username": username} if username else {})
        self.person: Raw = {"id": user_id, "is_bot": False, **named}
        if language_code:
            self.person["language_code"] = language_code
        self.chat: Chat = self.world.open(user_id, "private", **named)
        self._read = len(self.chat.log)

    # ---- writing

    def say(self, text: str, reply_to: Raw | int | None = None) -> Pushed:
        """Type a text, as an answer to a message when one is given."""
        return self._post(self.chat, self._typed(text), reply_to)

    def edit(self, message_id: int, text: str) -> Pushed:
        """Change the words of an earlier message of this person."""
        old = self.chat.messages[message_id]
        if old.get("from", {}).get("id") != self.id:
            raise ValueError("a person cannot change what others wrote")
        kept = {name: part for name, part in old.items() if name not in ("text", "entities")}
        message = {**kept, "edit_date": int(self.world.now()), **self._typed(text)}
        self.world.put(self.chat, message)
        self.world.note(self.chat, "user_edited", message)
        return self.world.push("edited_message", message, self.chat.id)

    def send_media(self, kind: str, caption: str = "", reply_to: Raw | int | None = None) -> Pushed:
        """Send something that is no text: one of MEDIA, with words when it can have some."""
        if caption and kind not in CAPTIONED:
            raise ValueError(f"a {kind} has no caption")
        content: Raw = {kind: MEDIA[kind]}
        if kind == "animation":
            content["document"] = MEDIA[kind]
        if caption:
            content |= caption_content(self._typed(caption)["text"], [])
        return self._post(self.chat, content, reply_to)

    def delete(self, message_id: int) -> None:
        """Delete a message for both sides. The bot is not told, as in Telegram."""
        self.world.note(self.chat, "user_deleted", self.chat.messages.pop(message_id))

    # ---- buttons

    def buttons(self, message: Raw | None = None) -> list[Raw]:
        """List the buttons of a message as it stands (of the bot's last one when none is given)."""
        shown = self._as_it_stands(message) or {}
        return [button for row in shown.get("reply_markup", {}).get("inline_keyboard", []) for button in row]

    def press(self, message: Raw | int | None, button: str) -> Pushed:
        """Press a button, known by its label, its data, or words in its label.

        It must be on the message now; `forge` presses what is no longer there.
        """
        found = self._as_it_stands(message)
        if found is None:
            raise LookupError("the message is gone; what was on it can be forged")
        return self._press(found, self._data(found, button))

    def forge(self, callback_data: str, message: Raw | int | None = None) -> Pushed:
        """Press a button that is not, or no longer, there; the message may be gone too."""
        found = self._as_it_stands(message)
        if found is None:
            number = message["message_id"] if isinstance(message, dict) else message or 0
            found = {"message_id": number, "chat": self.chat.json(), "date": 0}
        return self._press(found, callback_data)

    def _data(self, message: Raw, button: str) -> str:
        shown = self.buttons(message)
        by_need = (
            [each for each in shown if button in (each["text"], each.get("callback_data"))],
            [each for each in shown if button in each["text"]],
        )
        for found in by_need:
            if found and "callback_data" in found[0]:
                return str(found[0]["callback_data"])
        raise LookupError(f"no button «{button}» to press; there are {[each['text'] for each in shown]}")

    def _press(self, message: Raw, data: str) -> Pushed:
        chat = self.world.chats[message["chat"]["id"]]
        query = {
            "id": self.world.query("callback_query", chat.id),
            "from": self.person,
            "message": message,
            "chat_instance": str(abs(hash((chat.id, self.world.bot["id"])))),
            "data": data,
        }
        self.world.note(chat, "pressed", {"data": data, "message_id": message["message_id"]})
        return self.world.push("callback_query", query, chat.id)

    def _as_it_stands(self, message: Raw | int | None) -> Raw | None:
        if message is None:
            return self.chat.last()
        if isinstance(message, int):
            return self.chat.messages.get(message)
        chat = self.world.chats.get(message["chat"]["id"], self.chat)
        return chat.messages.get(message["message_id"])

    # ---- reading

    async def next_reply(self, timeout: float = 10.0) -> Raw:  # noqa: ASYNC109 - it is what a test waits
        """Wait for the next message the bot sends or changes; each is given once, in order. Raises TimeoutError."""
        async with asyncio.timeout(timeout):
            while True:
                while self._read < len(self.chat.log):
                    event = self.chat.log[self._read]
                    self._read += 1
                    if event.what in ("sent", "edited"):
                        return event.message
                self.chat.changed.clear()
                await self.chat.changed.wait()

    async def asks(self, text: str, timeout: float = 10.0) -> Raw:  # noqa: ASYNC109
        """Type a text and wait for the next reply."""
        self.say(text)
        return await self.next_reply(timeout)

    async def presses(self, button: str, timeout: float = 10.0) -> Raw:  # noqa: ASYNC109
        """Press a button of the bot's last message and wait for the next reply."""
        self.press(None, button)
        return await self.next_reply(timeout)

    def opens(self, message: Raw | int | None = None) -> bytes:
        """Give the bytes of the picture or document in a message (the bot's last one when none is given).

        It must be there now. Raises LookupError when it is not, or has no file of the bot's.
        """
        found = self._as_it_stands(message)
        if found is None:
            raise LookupError("the message is gone")
        return self.world.bytes_of(found)

    # ---- the chat itself

    def block(self) -> Pushed:
        """Block the bot."""
        self.chat.blocked = True
        self.world.note(self.chat, "blocked", {})
        return self.world.membership(self.chat, self.person, "member", "kicked")

    def unblock(self) -> Pushed:
        """Let the bot write again."""
        self.chat.blocked = False
        self.world.note(self.chat, "unblocked", {})
        return self.world.membership(self.chat, self.person, "kicked", "member")

    # ---- elsewhere

    def group_add(self, number: int = -4001, title: str = "Atelier", kind: str = "group") -> Chat:
        """Add the bot to a group ("group" or "supergroup"): it is told so, and sees the note of it in the group."""
        chat = self.world.open(number, kind, title=title)
        chat.status = "member"
        self.world.note(chat, "added", {})
        self.world.membership(chat, self.person, "left", "member")
        bot = self.world.bot
        note = {"new_chat_participant": bot, "new_chat_member": bot, "new_chat_members": [bot]}
        self.world.push("message", self.world.message(chat, self.person, note), chat.id)
        return chat

    def group_kick(self, chat: Chat) -> Pushed:
        """Throw the bot out of a group."""
        chat.status = "kicked"
        self.world.note(chat, "left", {})
        return self.world.membership(chat, self.person, "member", "kicked")

    def group_say(self, chat: Chat, text: str, reply_to: Raw | int | None = None) -> Pushed | None:
        """Write in a group. None when the bot does not see it: it is not there, or privacy hides what is not for it."""
        content = self._typed(text)
        answered = chat.messages.get(reply_to) if isinstance(reply_to, int) else reply_to
        if chat.status == "member" and (not self.world.privacy or self._is_for_bot(content, answered)):
            return self._post(chat, content, answered)
        self.world.note(chat, "said", self.world.message(chat, self.person, content, answered))
        return None

    def channel_post(self, text: str, number: int = -1001, title: str = "Nouvelles") -> Pushed:
        """Post in a channel the bot is in."""
        chat = self.world.open(number, "channel", title=title)
        message = self.world.message(chat, None, self._typed(text))
        self.world.note(chat, "posted", message)
        return self.world.push("channel_post", message, chat.id)

    def inline_query(self, query: str) -> Pushed:
        """Type the bot's name and some words in any chat."""
        number = self.world.query("inline_query", self.id)
        body = {"id": number, "from": self.person, "chat_type": "sender", "query": query, "offset": ""}
        return self.world.push("inline_query", body, self.id)

    # ---- making messages

    def _post(self, chat: Chat, content: Raw, reply_to: Raw | int | None) -> Pushed:
        if chat.blocked:
            raise ValueError("whoever blocked the bot must unblock it to write")
        number = reply_to["message_id"] if isinstance(reply_to, dict) else reply_to
        answered = chat.messages.get(number) if number else None
        message = self.world.message(chat, self.person, content, answered)
        self.world.note(chat, "said", message)
        return self.world.push("message", message, chat.id)

    def _typed(self, text: str) -> Raw:
        """Make what a client makes of typed words: trimmed, with the entities nobody marked."""
        typed, _ = fix(text, [])
        if not typed or units(typed) > 4096:
            raise ValueError("a client sends from 1 to 4096 UTF-16 code units")
        return text_content(typed, [])

    def _is_for_bot(self, content: Raw, answered: Raw | None) -> bool:
        if answered and answered.get("from", {}).get("id") == self.world.bot["id"]:
            return True
        name = re.escape(str(self.world.bot["username"]))
        marked = {entity["type"] for entity in content.get("entities", ())}
        if "bot_command" in marked:
            other = re.search(r"/\w+@(\w+)", content["text"])
            return other is None or other[1].lower() == str(self.world.bot["username"]).lower()
        return "mention" in marked and re.search(rf"(?i)@{name}\b", content["text"]) is not None
