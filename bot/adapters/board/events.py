"""The stream of a board: server-sent events, as the answer to a key that was posted.

Rule: the key is read from the body, where no server and no proxy writes it down; a stream holds what was sent last, and
nothing that waits to be sent.

    event: report   data: see `told`        at once, and when it changed
    : still here                             when nothing changed for a while
    event: gone     data: {}                 the group was erased, or expired; the stream ends

A stream that ends otherwise is to be asked for again.
"""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING, Final

from starlette.requests import ClientDisconnect, Request

from bot.adapters.board.limits import FULL_WAIT
from bot.adapters.board.refusal import Refused
from bot.core.place import is_key

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from bot.adapters.board.limits import Places, WrongKeys
    from bot.adapters.board.watches import Watch, Watches

log = logging.getLogger(__name__)

#: Boards of one group: one group does not take the places of all others.
MOST_OF_A_GROUP: Final = 8
#: A key and the name of its field, with room to spare. In bytes.
MOST_BODY: Final = 256
#: Who sends so little, or takes so little, is given up. In seconds.
PATIENCE: Final = 20.0
#: After trouble on this side, a board asks again after so many seconds.
_TROUBLE_WAIT: Final = 5
_STREAM: Final = ((b"content-type", b"text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no"))


class Events:
    """Answers `POST /board/events`."""

    def __init__(
        self, watches: Watches, wrong: WrongKeys, places: Places, heartbeat: float, patience: float = PATIENCE
    ) -> None:
        """`heartbeat`: seconds after which a stream shows that it is still there."""
        self._watches, self._wrong, self._places = watches, wrong, places
        self._heartbeat, self._patience = heartbeat, patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Stream, or refuse."""
        try:
            async with asyncio.timeout(self._patience):
                key = await read_key(Request(scope, receive))
            first = await self._first(key)
            with self._places.one(), self._watches.joined(key, first) as watch:
                await self._pour(watch, receive, send)
        except TimeoutError:
            await Refused(408).response()(scope, receive, send)
        except Refused as refused:
            await refused.response()(scope, receive, send)

    async def _first(self, key: str) -> str:
        try:
            first = await self._watches.first(key)
        except Exception as error:
            log.error("a group cannot be looked at", exc_info=error)  # noqa: TRY400 - told by type and place
            raise Refused(503, "", _TROUBLE_WAIT) from None
        if first is None:
            raise self._wrong.one_more()
        if self._watches.boards(key) >= MOST_OF_A_GROUP:
            raise Refused(503, "full", FULL_WAIT)
        return first

    async def _pour(self, watch: Watch, receive: Receive, send: Send) -> None:
        """Send what is told until the group or the board is gone, or the board takes nothing any more."""
        leaving = asyncio.create_task(_left(receive), name="a board may leave")
        try:
            await send({"type": "http.response.start", "status": 200, "headers": list(_STREAM)})
            sent = ""
            while not leaving.done():
                changed, told = watch.changed, watch.told
                await self._put(send, _event("report", told) if told != sent else ": still here\n\n")
                sent = told
                if watch.state != "open":
                    await self._put(send, _event("gone", "{}") if watch.state == "gone" else "", last=True)
                    break
                await asyncio.wait({changed, leaving}, timeout=self._heartbeat, return_when=asyncio.FIRST_COMPLETED)
        except TimeoutError:
            log.info("a board takes nothing any more")
        finally:
            leaving.cancel()

    async def _put(self, send: Send, text: str, *, last: bool = False) -> None:
        async with asyncio.timeout(self._patience):
            await send({"type": "http.response.body", "body": text.encode(), "more_body": not last})


async def read_key(request: Request) -> str:
    """Read `{"key": …}`. Raises Refused: 413 for what is too long, 400 for what is anything else."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refused(400)
    body = bytearray()
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > MOST_BODY:
                raise Refused(413)
        asked = json.loads(bytes(body))
    except (ClientDisconnect, ValueError, RecursionError):
        raise Refused(400) from None
    key = asked.get("key") if isinstance(asked, dict) and len(asked) == 1 else None
    if not isinstance(key, str) or not is_key(key):
        raise Refused(400)
    return key


def _event(name: str, data: str) -> str:
    return f"event: {name}\ndata: {data}\n\n"


async def _left(receive: Receive) -> None:
    """Wait until the other side is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
