"""A Bot API server on loopback, over real HTTP, as strict as the real one.

Rule: what Telegram would refuse is refused, with Telegram's code and words; what Telegram would forget is forgotten.
An update is confirmed by asking for a later one, and only so.
Beside Telegram's part it keeps a ledger for the tests: every call, every confirmation, every reply to every update.

Sources: https://core.telegram.org/bots/api (methods, limits), and the error texts of the server's public source.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.telegram_html import EntityError, parse, units

if TYPE_CHECKING:
    from collections.abc import Callable

Raw = dict[str, Any]

MOST_UNITS = 4096
MOST_BUTTON_BYTES = 64
MOST_ENTITIES = 100
DAY = 86_400.0
#: The real server answers a conflict to the older of two who poll.
_CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_SAME = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)


class ApiError(Exception):
    """An answer that is no result."""

    def __init__(self, code: int, description: str, retry_after: int = 0) -> None:
        super().__init__(description)
        self.code, self.description, self.retry_after = code, description, retry_after


@dataclass(slots=True)
class Call:
    """One call the bot made, and how it was answered."""

    method: str
    parameters: Raw
    time: float
    status: int = 200


@dataclass(slots=True)
class Chat:
    """One chat as the person sees it: messages by id, and everything that happened, in order."""

    id: int
    kind: str = "private"
    blocked: bool = False
    messages: dict[int, Raw] = field(default_factory=dict)
    log: list[tuple[str, Raw]] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def note(self, what: str, message: Raw) -> None:
        """Add to the log and wake whoever waits."""
        self.log.append((what, message))
        self.changed.set()

    def said_by_bot(self) -> list[Raw]:
        """List what the bot sent or changed, oldest first."""
        return [message for what, message in self.log if what in ("sent", "edited")]


@dataclass(slots=True)
class Ledger:
    """What became of one update."""

    update: Raw
    chat: int
    pushed: float
    delivered: float = 0.0
    confirmed: float = 0.0
    replies: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Faults:
    """Shares of calls (0..1) that go wrong, and how. `seed` makes the row of troubles repeatable."""

    server_error: float = 0.0
    flood: float = 0.0
    reset_before: float = 0.0
    reset_after: float = 0.0
    torn: float = 0.0
    slow: float = 0.0
    slow_seconds: float = 0.2
    retry_after: int = 1
    down: bool = False
    seed: int = 1
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def next(self) -> str:
        """Draw the trouble of one call, or none."""
        if self.down:
            return "reset_before"
        drawn = self.chance.random()
        for name in ("server_error", "flood", "reset_before", "reset_after", "torn", "slow"):
            drawn -= getattr(self, name)
            if drawn < 0:
                return name
        return ""


class TelegramServer:
    """The server. `async with TelegramServer() as server: server.url`."""

    def __init__(self, token: str = "123456:TEST-token_of_the_test_server", *, fast: bool = False) -> None:
        """`fast` keeps no calls and no chats' logs, for measuring."""
        self.token = token
        self.fast = fast
        self.username = "pile_ou_face_test_bot"
        self.bot: Raw = {"id": 123456, "is_bot": True, "first_name": "Pile ou face", "username": self.username}
        self.url = ""
        self.calls: list[Call] = []
        self.counts: dict[str, int] = {}
        self.chats: dict[int, Chat] = {}
        self.ledgers: dict[int, Ledger] = {}
        self.pending: dict[int, Raw] = {}
        self.queries: dict[str, bool] = {}
        self.floods: list[tuple[int, float]] = []
        self.early: list[Call] = []
        self.commands: dict[str, list[Raw]] = {}
        self.faults = Faults()
        self.clock_shift = 0.0
        self.polls = 0
        self.on_message: Callable[[int], None] | None = None
        self._allowed: list[str] = []
        self._next_update = 1000
        self._next_message = 1
        self._next_query = 1
        self._arrived = asyncio.Event()
        self._polling: asyncio.Future[None] | None = None
        self._of_chat: dict[int, list[Ledger]] = {}
        self._wait_until: dict[int, float] = {}
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> TelegramServer:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self, port: int = 0) -> None:
        """Listen on loopback."""
        application = web.Application(client_max_size=2**20)
        application.router.add_route("*", "/bot{token}/{method}", self._serve)
        application.router.add_route("*", "/file/{path:.*}", self._file)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Close."""
        self._arrived.set()
        if self._runner:
            await self._runner.cleanup()

    # ---- the people's side

    def chat(self, number: int, kind: str = "private") -> Chat:
        """Give a chat, making it when it is new."""
        return self.chats.setdefault(number, Chat(number, kind))

    def message_id(self) -> int:
        """Give the next message id: one row for all private chats of the bot, as in Telegram."""
        self._next_message += 1
        return self._next_message - 1

    def push(self, kind: str, body: Raw, chat: int) -> int:
        """Add an update, if the bot asked for its kind; return its id (0 when it did not)."""
        if self._allowed and kind not in self._allowed:
            return 0
        number = self._next_update
        self._next_update += 1
        update = {"update_id": number, kind: body}
        self.pending[number] = update
        self.ledgers[number] = Ledger(update, chat, time.monotonic())
        if not self.fast:
            self._of_chat.setdefault(chat, []).append(self.ledgers[number])
        self._arrived.set()
        return number

    def query_id(self) -> str:
        """Give the id of a new, unanswered callback query."""
        self._next_query += 1
        self.queries[str(self._next_query)] = False
        return str(self._next_query)

    def unanswered(self) -> list[str]:
        """List the callback queries whose spinner still turns."""
        return [number for number, answered in self.queries.items() if not answered]

    def lost(self) -> list[int]:
        """List the updates that were confirmed without any reply in their chat since they were delivered."""
        return [number for number, each in self.ledgers.items() if each.confirmed and not each.replies]

    def confirmed_too_early(self) -> list[int]:
        """List the updates that were confirmed before their first reply."""
        return [
            number
            for number, each in self.ledgers.items()
            if each.confirmed and (not each.replies or each.replies[0] > each.confirmed)
        ]

    # ---- HTTP

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        trouble = self.faults.next()
        if trouble == "slow":
            await asyncio.sleep(self.faults.slow_seconds)
        if trouble == "reset_before":
            return _reset(request)
        if trouble == "server_error":
            return web.Response(status=502, text="<html><h1>502 Bad Gateway</h1></html>", content_type="text/html")
        try:
            status, answer = await self._answer(request.match_info["token"], method, request, flood=trouble == "flood")
        except ConnectionResetError:  # the caller was killed while asking
            return web.Response()
        if trouble == "reset_after":
            return _reset(request)
        body = json.dumps(answer, ensure_ascii=False)
        if trouble == "torn":
            body = body[: len(body) // 2]
        return web.Response(status=status, text=body, content_type="application/json")

    async def _file(self, _request: web.Request) -> web.Response:
        self.counts["file"] = self.counts.get("file", 0) + 1
        return web.Response(status=404)

    async def _answer(self, token: str, method: str, request: web.Request, *, flood: bool) -> tuple[int, Raw]:
        parameters: Raw = {}
        status = 200
        now = time.monotonic()
        try:
            self._known(token)
            parameters = await _parameters(request)
            if method.lower() != "getupdates":
                self._hold(method, parameters, now, flood=flood)
            result = await self._do(method, parameters)
        except ApiError as error:
            status = error.code
            answer: Raw = {"ok": False, "error_code": error.code, "description": error.description}
            if error.retry_after:
                answer["parameters"] = {"retry_after": error.retry_after}
        else:
            answer = {"ok": True, "result": result}
        self.counts[method] = self.counts.get(method, 0) + 1
        if not self.fast and method != "getUpdates":
            self.calls.append(Call(method, parameters, now, status))
        return status, answer

    def _known(self, token: str) -> None:
        if not re.fullmatch(r"\d+:[\w-]{5,}", token):
            raise ApiError(404, "Not Found")
        if token != self.token:
            raise ApiError(401, "Unauthorized")

    def _hold(self, method: str, parameters: Raw, now: float, *, flood: bool) -> None:
        """Refuse with 429 when drawn; note whoever calls again before the time is over."""
        chat = int(parameters.get("chat_id", 0) or 0)
        if chat and self._wait_until.get(chat, 0.0) > now:
            self.early.append(Call(method, parameters, now, 429))
        if flood:
            if chat:
                self._wait_until[chat] = now + self.faults.retry_after
            self.floods.append((chat, now))
            after = self.faults.retry_after
            raise ApiError(429, f"Too Many Requests: retry after {after}", after)

    async def _do(self, method: str, parameters: Raw) -> Any:
        known: dict[str, Callable[[Raw], Any]] = {
            "getme": lambda _: self.bot,
            "sendmessage": self._send_message,
            "editmessagetext": self._edit_message_text,
            "answercallbackquery": self._answer_callback_query,
            "deletemessage": self._delete_message,
            "deletemessages": self._delete_messages,
            "setmycommands": self._set_my_commands,
            "setmydescription": lambda given: _short(given, "description", 512),
            "setmyshortdescription": lambda given: _short(given, "short_description", 120),
            "leavechat": self._leave_chat,
            "deletewebhook": lambda _: True,
        }
        if method.lower() == "getupdates":
            return await self._get_updates(parameters)
        action = known.get(method.lower())
        if action is None:
            raise ApiError(404, "Not Found: method not found")
        return action(parameters)

    # ---- updates

    async def _get_updates(self, parameters: Raw) -> list[Raw]:
        self.polls += 1
        if self._polling and not self._polling.done():
            self._polling.set_result(None)
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._polling = mine
        if parameters.get("allowed_updates") is not None:
            self._allowed = _listed(parameters["allowed_updates"])
        offset = int(parameters.get("offset", 0))
        self._confirm(offset)
        limit = min(max(int(parameters.get("limit", 100)), 1), 100)
        until = time.monotonic() + min(float(parameters.get("timeout", 0)), 50.0)
        while True:
            if mine.done():
                raise ApiError(409, _CONFLICT)
            found = [update for number, update in sorted(self.pending.items()) if number >= offset][:limit]
            left = until - time.monotonic()
            if found or left <= 0:
                break
            self._arrived.clear()
            arrived = asyncio.ensure_future(self._arrived.wait())
            await asyncio.wait((arrived, mine), timeout=left, return_when=asyncio.FIRST_COMPLETED)
            arrived.cancel()
        now = time.monotonic()
        for update in found:
            ledger = self.ledgers[update["update_id"]]
            ledger.delivered = ledger.delivered or now
        return found

    def _confirm(self, offset: int) -> None:
        now = time.monotonic()
        for number in [number for number in self.pending if number < offset]:
            del self.pending[number]
            self.ledgers[number].confirmed = now
            if self.fast:
                del self.ledgers[number]

    def _replied(self, chat: int) -> None:
        """Credit a reply to the oldest update of the chat that was delivered and has none."""
        if self.fast:
            return
        now = time.monotonic()
        delivered = [each for each in self._of_chat.get(chat, ()) if each.delivered]
        waiting = [each for each in delivered if not each.replies]
        for each in waiting[:1] or delivered[-1:]:
            each.replies.append(now)

    # ---- messages

    def _open_chat(self, parameters: Raw) -> Chat:
        chat = self.chats.get(int(parameters.get("chat_id", 0)))
        if chat is None:
            raise ApiError(400, "Bad Request: chat not found")
        if chat.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        return chat

    def _content(self, parameters: Raw) -> Raw:
        source = str(parameters.get("text", ""))
        entities: list[Raw] = []
        if parameters.get("parse_mode") == "HTML":
            try:
                source, entities = parse(source)
            except EntityError as error:
                raise ApiError(400, f"Bad Request: can't parse entities: {error}") from None
        if not source.strip():
            raise ApiError(400, "Bad Request: message text is empty")
        if units(source.strip()) > MOST_UNITS:
            raise ApiError(400, "Bad Request: message is too long")
        content: Raw = {"text": source.strip(), "entities": entities[:MOST_ENTITIES]}
        markup = parameters.get("reply_markup")
        if markup:
            content["reply_markup"] = _keyboard(json.loads(markup) if isinstance(markup, str) else markup)
        return content

    def _send_message(self, parameters: Raw) -> Raw:
        chat = self._open_chat(parameters)
        message = {
            "message_id": self.message_id(),
            "from": self.bot,
            "chat": {"id": chat.id, "type": chat.kind},
            "date": int(time.time() + self.clock_shift),
            **self._content(parameters),
        }
        self._replied(chat.id)
        if not self.fast:
            chat.messages[message["message_id"]] = message
            chat.note("sent", message)
        if self.on_message:
            self.on_message(chat.id)
        return message

    def _edit_message_text(self, parameters: Raw) -> Raw:
        chat = self._open_chat(parameters)
        old = chat.messages.get(int(parameters["message_id"]))
        if old is None:
            raise ApiError(400, "Bad Request: message to edit not found")
        if old["from"]["id"] != self.bot["id"]:
            raise ApiError(400, "Bad Request: message can't be edited")
        new = self._content(parameters)
        self._replied(chat.id)
        if all(old.get(key) == new.get(key) for key in ("text", "entities", "reply_markup")):
            raise ApiError(400, _SAME)
        message = {**{key: old[key] for key in ("message_id", "from", "chat", "date")}, **new, "edit_date": old["date"]}
        chat.messages[message["message_id"]] = message
        chat.note("edited", message)
        return message

    def _delete_message(self, parameters: Raw) -> bool:
        chat = self._open_chat(parameters)
        message = chat.messages.get(int(parameters["message_id"]))
        if message is None:
            raise ApiError(400, "Bad Request: message to delete not found")
        if not self._young(message):
            raise ApiError(400, "Bad Request: message can't be deleted for everyone")
        del chat.messages[message["message_id"]]
        chat.note("deleted", message)
        return True

    def _delete_messages(self, parameters: Raw) -> bool:
        chat = self._open_chat(parameters)
        ids = _listed(parameters["message_ids"])
        if not 1 <= len(ids) <= 100:
            raise ApiError(400, "Bad Request: wrong number of message identifiers")
        for number in ids:
            message = chat.messages.get(number)
            if message and self._young(message):
                del chat.messages[number]
                chat.note("deleted", message)
        return True

    def _young(self, message: Raw) -> bool:
        return bool(time.time() + self.clock_shift - message["date"] < 2 * DAY)

    def _answer_callback_query(self, parameters: Raw) -> bool:
        number = str(parameters.get("callback_query_id", ""))
        if number not in self.queries:
            raise ApiError(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        if units(str(parameters.get("text", ""))) > 200:
            raise ApiError(400, "Bad Request: MESSAGE_TOO_LONG")
        self.queries[number] = True
        return True

    def _leave_chat(self, parameters: Raw) -> bool:
        chat = self._open_chat(parameters)
        if chat.kind == "private":
            raise ApiError(400, "Bad Request: chat member status can't be changed in private chats")
        chat.note("left", {})
        del self.chats[chat.id]
        return True

    def _set_my_commands(self, parameters: Raw) -> bool:
        commands = _listed(parameters["commands"])
        for each in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", each["command"]):
                raise ApiError(400, "Bad Request: BOT_COMMAND_INVALID")
            if not 1 <= len(each["description"]) <= 256:
                raise ApiError(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands[str(parameters.get("language_code", ""))] = commands
        return True


def _listed(value: Any) -> list[Any]:
    """Read a list given as JSON, or as the text of JSON in a form."""
    return list(json.loads(value) if isinstance(value, str) else value)


def _short(parameters: Raw, name: str, most: int) -> bool:
    if units(str(parameters.get(name, ""))) > most:
        raise ApiError(400, f"Bad Request: {name.upper()}_TOO_LONG")
    return True


def _keyboard(markup: Raw) -> Raw:
    """Refuse what Telegram refuses in an inline keyboard."""
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list):
        raise ApiError(400, "Bad Request: object expected as reply markup")
    buttons = [button for row in rows for button in row]
    if len(buttons) > 100 or any(len(row) > 8 for row in rows):
        raise ApiError(400, "Bad Request: reply markup is too long")
    for button in buttons:
        if not str(button.get("text", "")).strip():
            raise ApiError(400, "Bad Request: inline keyboard button text is empty")
        actions = button.keys() - {"text"}
        if len(actions) != 1:
            raise ApiError(400, "Bad Request: text buttons are unallowed in the inline keyboard")
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= MOST_BUTTON_BYTES:
            raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
        if "url" in button and not re.match(r"(https?|tg)://[^\s/]+", button["url"]):
            raise ApiError(400, f"Bad Request: inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return {"inline_keyboard": rows}


def _reset(request: web.Request) -> web.StreamResponse:
    """Cut the connection, as a lost network does."""
    if request.transport:
        request.transport.abort()
    return web.Response()


async def _parameters(request: web.Request) -> Raw:
    if request.content_type == "application/json":
        found = await request.json()
    elif request.method == "POST":
        found = dict(await request.post())
    else:
        found = dict(request.query)
    if not isinstance(found, dict):
        raise ApiError(400, "Bad Request: object expected")
    return found
