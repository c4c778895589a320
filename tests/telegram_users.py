"""People who write to the bot, seen from Telegram's side."""

from __future__ import annotations

import asyncio
import re
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.telegram_server import Chat, TelegramServer

Raw = dict[str, Any]

_MEDIA: dict[str, Any] = {
    "photo": [{"file_id": "F1", "file_unique_id": "U1", "width": 10, "height": 10}],
    "video": {"file_id": "F2", "file_unique_id": "U2", "width": 10, "height": 10, "duration": 1},
    "voice": {"file_id": "F3", "file_unique_id": "U3", "duration": 1},
    "video_note": {"file_id": "F4", "file_unique_id": "U4", "length": 10, "duration": 1},
    "document": {"file_id": "F5", "file_unique_id": "U5"},
    "audio": {"file_id": "F6", "file_unique_id": "U6", "duration": 1},
    "sticker": {
        "file_id": "F7",
        "file_unique_id": "U7",
        "type": "regular",
        "width": 1,
        "height": 1,
        "is_animated": False,
        "is_video": False,
    },
    "contact": {"phone_number": "+15145550100", "first_name": "Somebody"},
    "location": {"latitude": 45.5, "longitude": -73.6},
}
MEDIA = tuple(_MEDIA)


class User:
    """One person in a private chat with the bot."""

    def __init__(self, server: TelegramServer, number: int, language: str = "fr", name: str = "Ami") -> None:
        self.server = server
        self.number = number
        self.person: Raw = {"id": number, "is_bot": False, "first_name": name, "language_code": language}
        self.chat: Chat = server.chat(number)
        self._read = 0

    def message(self, **content: Any) -> Raw:
        """Put a message of this person into the chat."""
        message: Raw = {
            "message_id": self.server.message_id(),
            "from": self.person,
            "chat": {"id": self.number, "type": "private", "first_name": self.person["first_name"]},
            "date": int(time.time() + self.server.clock_shift),
            **content,
        }
        if not self.server.fast:
            self.chat.messages[message["message_id"]] = message
        return message

    def say(self, text: str, answering: Raw | None = None) -> int:
        """Type a text, as an answer to a message when one is given; a command gets its entity as in Telegram."""
        content: Raw = {"text": text}
        command = re.match(r"/\w+(@\w+)?", text)
        if command:
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": len(command[0])}]
        if answering:
            content["reply_to_message"] = {key: value for key, value in answering.items() if key != "reply_to_message"}
        return self.server.push("message", self.message(**content), self.number)

    def send_media(self, kind: str, caption: str = "") -> int:
        """Send something that is no text."""
        content = {kind: _MEDIA[kind]} | ({"caption": caption} if caption else {})
        return self.server.push("message", self.message(**content), self.number)

    def edit(self, text: str) -> int:
        """Change the words of an earlier message."""
        return self.server.push("edited_message", self.message(text=text, edit_date=1), self.number)

    def press(self, label: str) -> int:
        """Press a button of the last message that has one whose label holds these words."""
        for message in reversed(self.chat.messages.values()):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if label in button["text"] and "callback_data" in button:
                        return self.press_data(button["callback_data"], message)
        shown = [button["text"] for button in self.buttons()]
        raise AssertionError(f"no button «{label}»; there are {shown}")

    def press_data(self, data: str, message: Raw | None = None) -> int:
        """Press a button that carries this, on a message (the last one when none is given)."""
        message = message or list(self.chat.messages.values())[-1]
        query = {
            "id": self.server.query_id(),
            "from": self.person,
            "message": message,
            "chat_instance": "1",
            "data": data,
        }
        return self.server.push("callback_query", query, self.number)

    def buttons(self) -> list[Raw]:
        """List the buttons of the last message of the bot."""
        said = self.chat.said_by_bot()
        markup = said[-1].get("reply_markup", {}) if said else {}
        return [button for row in markup.get("inline_keyboard", []) for button in row]

    async def hears(self, seconds: float = 10.0) -> Raw:
        """Wait for the next message the bot sends or changes."""
        async with asyncio.timeout(seconds):
            while len(self.chat.said_by_bot()) <= self._read:
                self.chat.changed.clear()
                await self.chat.changed.wait()
        self._read += 1
        return self.chat.said_by_bot()[self._read - 1]

    async def asks(self, text: str) -> Raw:
        """Type a text and wait for the answer."""
        self.say(text)
        return await self.hears()

    async def presses(self, label: str) -> Raw:
        """Press a button and wait for what it shows."""
        self.press(label)
        return await self.hears()


def put_into_group(server: TelegramServer, number: int, by: User) -> int:
    """Add the bot to a group."""
    server.chat(number, "group")
    body = {
        "chat": {"id": number, "type": "group", "title": "Atelier"},
        "from": by.person,
        "date": 1,
        "old_chat_member": {"user": server.bot, "status": "left"},
        "new_chat_member": {"user": server.bot, "status": "member"},
    }
    return server.push("my_chat_member", body, number)
