"""The board, from its parts to the socket.

Rule: it may break, be flooded or be stopped, and the bot beside it goes on: it takes no signal, keeps nothing, and
writes no line with an address, a header or a key.
"""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Route

from bot.adapters.board.events import PATIENCE, Events
from bot.adapters.board.guard import Guard
from bot.adapters.board.limits import Places, WrongKeys
from bot.adapters.board.page import routes
from bot.adapters.board.told import help_line, told
from bot.adapters.board.watches import Watches

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from bot.adapters.board.watches import Groups
    from bot.core.script import Script

#: Proxies and browsers give a silent stream up after half a minute or more. In seconds.
HEARTBEAT: Final = 15.0
#: Open sockets are given this long at the end. In seconds.
_GOODBYE: Final = 1
#: Connections at the same time, whatever they want: the bot beside needs its share of open files.
_MOST_CONNECTIONS: Final = 200
#: No header of a browser is that long. In bytes.
_MOST_HEADERS: Final = 16_384
#: It would print addresses; what breaks in a page is told by type and place in `guard`.
_LOUD: Final = ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi")


def application(  # noqa: PLR0913 - what it is joined from, and its limits
    groups: Groups,
    script: Callable[[], Script],
    clock: Callable[[], datetime],
    *,
    every: float = 2.0,
    most_open: int = 40,
    heartbeat: float = HEARTBEAT,
    patience: float = PATIENCE,
    seconds: Callable[[], float] = time.monotonic,
) -> Starlette:
    """Join the page, its files and its stream.

    `script` gives the content that is played now, `clock` the local time in Québec. A group is asked for `every` so
    many seconds while it is shown, on `most_open` boards at most. `patience`: seconds after which a board that takes
    nothing is given up. `seconds` never run backwards.
    """
    watches = Watches(groups, lambda found: told(found, script(), clock()), every)
    events = Events(watches, WrongKeys(seconds), Places(most_open), heartbeat, patience)
    page = Starlette(
        routes=[
            *routes(lambda lang: help_line(script(), lang, clock())),
            Route("/board/events", events, methods=["POST"]),
        ],
        middleware=[Middleware(Guard)],
        exception_handlers={404: _nothing, 405: _nothing},
    )
    page.router.redirect_slashes = False  # an address put together from a header would be sent back
    return page


async def _nothing(_request: Request, error: Exception) -> Response:
    """Say no more than the status."""
    return Response(status_code=getattr(error, "status_code", 404), headers=getattr(error, "headers", None))


class _Server(uvicorn.Server):
    """Tells when it listens, and leaves signals to the bot."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(page: ASGIApp, taken: socket.socket, ready: Callable[[], None] = lambda: None) -> None:
    """Serve on a port that is taken (`listening.listen`) until the task is cancelled; `ready` is called once it does.

    Boards that are open then are let go within a second or so.
    """
    _hush()
    server = _Server(
        uvicorn.Config(
            page,
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            date_header=False,
            lifespan="off",
            ws="none",
            http="h11",
            h11_max_incomplete_event_size=_MOST_HEADERS,
            limit_concurrency=_MOST_CONNECTIONS,
            timeout_graceful_shutdown=_GOODBYE,
        ),
        ready,
    )
    serving = asyncio.create_task(server.serve([taken]), name="the board")
    try:
        await asyncio.shield(serving)
    finally:
        server.should_exit = True
        await serving


def _hush() -> None:
    for name in _LOUD:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.setLevel(logging.CRITICAL)
