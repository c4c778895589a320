"""Rule: what the bot meets here, over real HTTP on loopback, is what it would meet at Telegram.

This file is the road of a call: token, arguments, trouble (when asked for), limits, method, answer, record.
What methods do is in `methods`, what is refused in `rules`, bodies in `forms`, pictures and documents in `files`,
updates in `queue`, people in `users`.

Sources: https://core.telegram.org/bots/api and the public source of telegram-bot-api.
"""

from __future__ import annotations

import asyncio
import json
import re
import socket
import struct
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Self

from aiohttp import web

from tests.botapi import faults as trouble
from tests.botapi import forms, ledger, rules
from tests.botapi.faults import Faults, Limits
from tests.botapi.methods import Methods
from tests.botapi.rules import ApiError, Arguments
from tests.botapi.world import World

if TYPE_CHECKING:
    from tests.botapi.forms import Part
    from tests.botapi.ledger import Outcome
    from tests.botapi.queue import Pushed
    from tests.botapi.text import Raw
    from tests.botapi.world import Chat

TOKEN: Final = "123456:TEST-token_of_the_test_server"
USERNAME: Final = "pile_ou_face_test_bot"
LONGEST_POLL: Final = 50
#: What Telegram counts when it limits a bot's pace.
_PACED: Final = frozenset(
    {
        "sendmessage",
        "sendphoto",
        "senddocument",
        "editmessagetext",
        "editmessagecaption",
        "editmessagereplymarkup",
    }
)
_GATEWAY: Final = (
    "<html>\r\n<head><title>{0}</title></head>\r\n<body>\r\n<center><h1>{0}</h1></center>\r\n</body>\r\n</html>\r\n"
)
_HTML: Final = {
    trouble.SERVER_ERROR: (500, _GATEWAY.format("500 Internal Server Error")),
    trouble.BAD_GATEWAY: (502, _GATEWAY.format("502 Bad Gateway")),
}


@dataclass(slots=True)
class Call:
    """One call of the bot. `status` is 0 while there is no answer, and when the connection was cut before any.

    `fault` is the trouble it met; with `reset_after` or `torn`, `status` tells what was done, which the bot never read.
    `files` came beside the parameters, by the name of their part; a form that is cut by `reset_before` is not read.
    """

    method: str
    parameters: Raw
    time: float
    status: int = 0
    fault: str = ""
    files: dict[str, Part] = field(default_factory=dict)
    updates: list[Pushed] = field(default_factory=list)


class TelegramServer:
    """The server: `async with TelegramServer() as server`, then point the bot at `server.url` with `server.token`."""

    def __init__(self, token: str = TOKEN, *, fast: bool = False) -> None:
        """`fast` keeps counters only: no calls, no logs, no history of updates."""
        self.token = token
        number = int(token.partition(":")[0])
        self.world = World({"id": number, "is_bot": True, "first_name": "Test", "username": USERNAME}, fast=fast)
        self.faults = Faults()
        self.limits = Limits()
        self.calls: list[Call] = []
        self.counts: Counter[str] = Counter()
        self.statuses: Counter[int] = Counter()
        self.url = ""
        self._methods = Methods(self.world)
        self._runner: web.ServerRunner | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen on loopback."""
        self._runner = web.ServerRunner(
            web.Server(self._serve, request_factory=forms.request, handler_cancellation=True, access_log=None),
            shutdown_timeout=0.2,
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """End what waits and close."""
        self.world.queue.interrupt(ApiError(500, "Internal Server Error: restart"))
        if self._runner:
            await self._runner.cleanup()

    def go_down(self) -> None:
        """Cut every connection from now on, those that wait for updates too."""
        self.faults.down = True
        self.world.queue.interrupt(ApiError(500, "Internal Server Error: restart"))

    def come_up(self) -> None:
        """Answer again."""
        self.faults.down = False

    def forget(self) -> None:
        """Forget every chat, call and query, as if nobody had ever written; the bot stays as it is known."""
        self.calls.clear()
        self.counts.clear()
        self.statuses.clear()
        self.world.forget()

    # ---- what tests read

    @property
    def chats(self) -> dict[int, Chat]:
        """Every chat by id."""
        return self.world.chats

    @property
    def violations(self) -> list[str]:
        """What the bot did though nothing refuses it: media fetched, entities beyond the limit."""
        return self.world.violations

    @property
    def files(self) -> dict[str, bytes]:
        """Every file that the bot sent, as it was sent, by each of its `file_id`s."""
        return {number: file.data for number, file in self.world.files.items()}

    def calls_of(self, *methods: str) -> list[Call]:
        """List the calls of some methods."""
        wanted = {method.lower() for method in methods}
        return [call for call in self.calls if call.method.lower() in wanted]

    def unanswered(self) -> list[str]:
        """List the callback queries that were never answered."""
        queries = self.world.queries.values()
        return [each.id for each in queries if each.kind == "callback_query" and each.answered is None]

    def replies_per_update(self) -> list[Outcome]:
        """Say for each update which reply it got, and when it was delivered and confirmed."""
        return ledger.outcomes(self.world.queue.history, self.world.chats)[0]

    def lost(self, *kinds: str) -> list[Pushed]:
        """List the updates (of some kinds) that were confirmed and never answered."""
        return [each.update for each in self._outcomes(kinds) if each.lost]

    def confirmed_too_early(self, *kinds: str) -> list[Pushed]:
        """List the updates that were confirmed before they were answered, or without an answer."""
        return [each.update for each in self._outcomes(kinds) if each.confirmed_too_early]

    def surplus_replies(self) -> int:
        """Count the replies that answer no update: those given twice, and those nobody asked for."""
        return ledger.outcomes(self.world.queue.history, self.world.chats)[1]

    def _outcomes(self, kinds: tuple[str, ...]) -> list[Outcome]:
        return [each for each in self.replies_per_update() if not kinds or each.update.kind in kinds]

    def age(self, message: Raw, seconds: float) -> None:
        """Make a message older."""
        message["date"] -= int(seconds)

    # ---- the road of a call

    async def _serve(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path
        if self.faults.down:
            return _cut(request)
        if path.startswith("/file/bot"):
            self.world.violations.append(f"media fetched: {path.partition('/')[2].rpartition('/')[2]}")
            return web.Response(body=b"media")
        if path.startswith("/bot"):
            token, _, method = path.removeprefix("/bot").partition("/")
            return await self._serve_call(request, token, method)
        return _error(ApiError(404, "Not Found"))

    async def _serve_call(self, request: web.BaseRequest, token: str, method: str) -> web.StreamResponse:
        call = Call(method, {}, time.monotonic())
        try:
            self._check_token(token)
            call.fault = self.faults.draw(method)
            await _read(request, call)
        except ApiError as error:
            return self._finish(call, error.code, _error(error))
        except forms.CutError:
            return _cut(request)
        self._record(call)
        response = await self._answer(call)
        if self.faults.down or call.fault in (trouble.RESET_BEFORE, trouble.RESET_AFTER):
            return _cut(request)
        if call.fault != trouble.TORN:
            self.world.queue.delivered(call.updates, time.monotonic())
        return response

    def _check_token(self, token: str) -> None:
        if token == self.token:
            return
        if re.fullmatch(r"[1-9]\d*:[A-Za-z0-9_-]+", token):
            raise ApiError(401, "Unauthorized")
        raise ApiError(404, "Not Found")

    def _record(self, call: Call) -> None:
        self.counts[call.method] += 1
        if not self.world.fast:
            self.calls.append(call)

    async def _answer(self, call: Call) -> web.Response:
        """Do the call, unless it is in trouble before; return what the bot will read."""
        if call.fault == trouble.RESET_BEFORE:
            return web.Response()
        if call.fault in _HTML:
            status, page = _HTML[call.fault]
            return self._finish(call, status, web.Response(status=status, text=page, content_type="text/html"))
        try:
            body = await self._do(call)
        except ApiError as error:
            return self._finish(call, error.code, _error(error))
        if call.fault == trouble.SLOW:
            await asyncio.sleep(self.faults.slow_seconds)
        if call.fault == trouble.TORN:
            body = body[: len(body) // 2]
        return self._finish(call, 200, web.Response(body=body, content_type="application/json"))

    async def _do(self, call: Call) -> bytes:
        name = call.method.lower()
        arguments = Arguments(call.parameters, call.files)
        self._pace(call, name, arguments)
        if name == "getupdates":
            return await self._get_updates(call, arguments)
        result = self._methods.call(name, arguments)
        return b'{"ok":true,"result":' + json.dumps(result, ensure_ascii=False).encode(errors="surrogatepass") + b"}"

    def _pace(self, call: Call, name: str, arguments: Arguments) -> None:
        """Refuse what goes too fast, or what drew that fault; record whoever did not wait."""
        chat = arguments.number("chat_id")
        self.limits.note(chat, call.method, call.time)
        wait = self.limits.wait(chat, call.time) if name in _PACED else 0
        if call.fault == trouble.FLOOD:
            wait = max(wait, self.faults.retry_after)
        if wait:
            self.limits.hold(chat, call.method, call.time, wait)
            raise ApiError(429, f"Too Many Requests: retry after {wait}", wait)

    async def _get_updates(self, call: Call, arguments: Arguments) -> bytes:
        queue = self.world.queue
        if self.world.webhook:
            raise ApiError(409, rules.CONFLICT_WEBHOOK)
        wanted = _wanted(arguments)
        if wanted is not None:
            queue.allow(wanted)
        limit = arguments.number("limit", 100, 1, 100)
        timeout = arguments.number("timeout", 0, 0, LONGEST_POLL)
        call.updates = await queue.get(arguments.number("offset"), limit, timeout, time.monotonic)
        return b'{"ok":true,"result":[' + b",".join(filter(None, map(queue.raw, call.updates))) + b"]}"

    def _finish(self, call: Call, status: int, response: web.Response) -> web.Response:
        call.status = status
        self.statuses[status] += 1
        return response


def _wanted(arguments: Arguments) -> list[Any] | None:
    """Read which kinds of updates are wanted; what cannot be read changes nothing, as at Telegram."""
    try:
        value = arguments.parsed("allowed_updates", "allowed updates")
    except ApiError:
        return None
    return value if isinstance(value, list) else None


def _error(error: ApiError) -> web.Response:
    answer: Raw = {"ok": False, "error_code": error.code, "description": error.description}
    headers = {}
    if error.retry_after:
        answer["parameters"] = {"retry_after": error.retry_after}
        headers["Retry-After"] = str(error.retry_after)
    return web.json_response(answer, status=error.code, headers=headers)


def _cut(request: web.BaseRequest) -> web.StreamResponse:
    """Cut the connection with a reset, as a lost network does."""
    if request.transport:
        connection = request.transport.get_extra_info("socket")
        if connection is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
    return web.Response()


async def _read(request: web.BaseRequest, call: Call) -> None:
    """Read what a call carries; half of a form when the network is to be lost on the way. Raises as `forms.read`."""
    if call.fault == trouble.RESET_BEFORE and forms.is_multipart(request):
        await forms.read_half(request)
        return
    given = await forms.read(request)
    call.parameters, call.files = given.arguments, given.files
