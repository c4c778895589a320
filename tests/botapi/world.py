"""Rule: this is the only place where chats, messages and queries are kept; the bot and the people both act on it.

Messages are plain dicts in the Bot API's own form. One that is edited becomes a new dict, so the log keeps what was.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tests.botapi.queue import Pushed, Queue
from tests.botapi.text import Raw, detect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.botapi.files import File

TWO_DAYS: Final = 2 * 86_400
#: Telegram begins anywhere.
FIRST_UPDATE: Final = 700_000_001
#: How many messages of a chat are kept when only counters are wanted.
KEPT_WHEN_FAST: Final = 4


class Event(NamedTuple):
    """Something that happened in a chat, with the message as it was then.

    `what` is one of: said, user_edited, pressed, posted, sent, edited, deleted, answered, acted, blocked, unblocked,
    added, left.
    """

    time: float
    what: str
    message: Raw


@dataclass(slots=True, eq=False)
class Chat:
    """One chat: `messages` is what the person sees now, by id; `log` is everything that happened, in order.

    `known` is whether the bot ever heard of it. `status` is the bot's own, in groups and channels.
    """

    id: int
    kind: str
    about: Raw
    blocked: bool = False
    known: bool = False
    status: str = "member"
    last_id: int = 0
    messages: dict[int, Raw] = field(default_factory=dict)
    log: list[Event] = field(default_factory=list)
    replies: list[float] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def json(self) -> Raw:
        """Return the chat as the Bot API shows it inside messages."""
        return {"id": self.id, **self.about, "type": self.kind}

    def said_by_bot(self) -> list[Raw]:
        """List what the bot sent or changed, oldest first, as it was then."""
        return [event.message for event in self.log if event.what in ("sent", "edited")]

    def last(self) -> Raw | None:
        """Return the newest message of the bot that is still there."""
        own = (each for each in reversed(self.messages.values()) if each.get("from", {}).get("is_bot"))
        return next(own, None)


@dataclass(slots=True, eq=False)
class Query:
    """A pressed button, or an inline query, that waits for the bot."""

    id: str
    kind: str
    chat: int
    time: float
    answered: float | None = None
    answer: Raw = field(default_factory=dict)


class World:
    """Everything Telegram would keep about one bot."""

    def __init__(self, bot: Raw, *, fast: bool) -> None:
        self.bot = bot
        self.fast = fast
        self.privacy = True
        self.clock_shift = 0.0
        self.query_patience = 15.0
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self.files: dict[str, File] = {}
        self.queue = Queue(self.now, FIRST_UPDATE, keep=not fast)
        self.commands: dict[tuple[str, str], list[Raw]] = {}
        self.profile: dict[tuple[str, str], str] = {}
        self.webhook = ""
        self.violations: list[str] = []
        self.counts: Counter[str] = Counter()
        self.on_reply: Callable[[int], None] | None = None
        self._last_message = 0
        self._last_query = 10**15
        self._last_file = 0

    def forget(self) -> None:
        """Forget the chats and what happened in them; ids go on, and what the bot said of itself stays."""
        for gone in (self.chats, self.queries, self.files, self.violations, self.counts):
            gone.clear()
        self.queue.clear()
        self.queue.history.clear()

    def now(self) -> float:
        """Return Telegram's time, which tests can move with `clock_shift`."""
        return time.time() + self.clock_shift

    # ---- chats and messages

    def open(self, number: int, kind: str = "private", **about: Any) -> Chat:
        """Give a chat, making it when it is new. The bot hears of it only with its first update."""
        if number not in self.chats:
            self.chats[number] = Chat(number, kind, about)
        return self.chats[number]

    def message_id(self, chat: Chat) -> int:
        """Give the next message id: private chats and small groups share one row; the others have their own."""
        if chat.kind in ("private", "group"):
            self._last_message += 1
            return self._last_message
        chat.last_id += 1
        return chat.last_id

    def message(self, chat: Chat, sender: Raw | None, content: Raw, answers: Raw | None = None) -> Raw:
        """Make a message and put it into its chat."""
        message: Raw = {"message_id": self.message_id(chat)}
        if sender:
            message["from"] = sender
        elif chat.kind == "channel":
            message["sender_chat"] = chat.json()
        message |= {"chat": chat.json(), "date": int(self.now())}
        if answers:
            message["reply_to_message"] = {name: part for name, part in answers.items() if name != "reply_to_message"}
        message |= content
        self.put(chat, message)
        return message

    def put(self, chat: Chat, message: Raw) -> None:
        """Show a message in its chat, in the place of an older form of it."""
        chat.messages[message["message_id"]] = message
        if self.fast and len(chat.messages) > KEPT_WHEN_FAST:
            del chat.messages[next(iter(chat.messages))]

    def note(self, chat: Chat, what: str, message: Raw) -> None:
        """Write an event down and wake whoever waits for one."""
        if not self.fast:
            chat.log.append(Event(time.monotonic(), what, message))
        chat.changed.set()

    def replied(self, chat: Chat) -> None:
        """Note that the person has the bot's answer before their eyes."""
        self.counts["replies"] += 1
        if self.on_reply:
            self.on_reply(chat.id)
        if not self.fast:
            chat.replies.append(time.monotonic())

    def file_number(self) -> int:
        """Give the number of the next file, of which its ids are made."""
        self._last_file += 1
        return self._last_file

    def keep(self, file: File) -> None:
        """Keep a file that the bot sent, under each of its ids."""
        if not self.fast:
            self.files |= {shown["file_id"]: file for shown in file.shown}

    def bytes_of(self, message: Raw) -> bytes:
        """Return the file in a message that the bot sent, as it was sent. Raises LookupError."""
        shown = message["photo"][-1] if "photo" in message else message.get("document")
        if shown is None or shown["file_id"] not in self.files:
            raise LookupError("there is no file of the bot's in this message")
        return self.files[shown["file_id"]].data

    # ---- what goes to the bot

    def push(self, kind: str, body: Raw, chat: int) -> Pushed:
        """Send an update to the bot."""
        if chat in self.chats:
            self.chats[chat].known = True
        return self.queue.push(kind, body, chat, time.monotonic())

    def query(self, kind: str, chat: int) -> str:
        """Give the id of a new query, which waits for an answer."""
        self._last_query += 1
        number = str(self._last_query)
        if not self.fast:
            self.queries[number] = Query(number, kind, chat, self.now())
        return number

    def membership(self, chat: Chat, by: Raw, old: str, new: str) -> Pushed:
        """Tell the bot that its own place in a chat changed."""
        body = {
            "chat": chat.json(),
            "from": by,
            "date": int(self.now()),
            "old_chat_member": self._member(old),
            "new_chat_member": self._member(new),
        }
        return self.push("my_chat_member", body, chat.id)

    def _member(self, status: str) -> Raw:
        return {"user": self.bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})


def text_content(text: str, entities: list[Raw]) -> Raw:
    """Make the part of a message that holds a text."""
    found = detect(text, entities)
    return {"text": text} | ({"entities": found} if found else {})


def caption_content(text: str, entities: list[Raw]) -> Raw:
    """Make the part of a message that holds the words under a file; none when there are no words."""
    if not text:
        return {}
    found = text_content(text, entities)
    return {"caption": text} | ({"caption_entities": found["entities"]} if "entities" in found else {})
