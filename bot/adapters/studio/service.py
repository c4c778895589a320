"""The studio, from the first socket to the last page.

Rule: nothing of it outlives the process: no file is written, no page is counted, and one line says where it is.
"""

from __future__ import annotations

import asyncio
import logging
import time
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import uvicorn
from fastapi import FastAPI
from nicegui import app as nicegui_app
from nicegui import background_tasks, ui
from starlette.staticfiles import StaticFiles

from bot.adapters.studio.door import Door
from bot.adapters.studio.guard import Guard
from bot.adapters.studio.page import Page
from bot.adapters.studio.words import say

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from datetime import datetime

    from nicegui.language import Language
    from starlette.types import ASGIApp

    from bot.adapters.studio.watched import Watched
    from bot.core.turn import Lang

log = logging.getLogger(__name__)

_STATIC: Final = Path(__file__).parent / "static"
#: What the library calls our languages.
_LANGUAGES: Final[dict[Lang, Language]] = {"fr": "fr", "en": "en-US"}
#: A laptop that sleeps through a meeting finds its chat again; a tab that was closed is let go after this. In seconds.
_ABSENCE: Final = 120.0
#: Open sockets are given this long at the end. In seconds.
_GOODBYE: Final = 1
#: Libraries that would print addresses and values; what they have to say is told by type and place where it breaks.
_LOUD: Final = ("uvicorn", "nicegui", "engineio", "socketio", "engineio.server", "socketio.server", "watchfiles")


def application(
    watched: Watched, now: Callable[[], datetime], lot: Callable[[], int], lang: Lang, password: str = ""
) -> ASGIApp:
    """Make the whole application: the page, its files, and the guard before them."""
    outer = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    outer.mount("/studio", StaticFiles(directory=_STATIC))
    ui.add_head_html(
        '<link rel="stylesheet" href="/studio/studio.css"><script defer src="/studio/studio.js"></script>', shared=True
    )

    @ui.page("/", title=say("title", lang), favicon=_STATIC / "icon.svg", language=_LANGUAGES[lang], dark=None)
    def _open() -> None:
        page = Page(watched, now, lot, lang)
        client = ui.context.client
        following = background_tasks.create(page.follow(), context=client)
        client.on_delete(following.cancel)

    nicegui_app.on_exception(_told)
    ui.run_with(
        outer,
        tailwind=False,
        reconnect_timeout=_ABSENCE,
        message_history_length=100,
        gzip_middleware_factory=None,
        binding_refresh_interval=None,
        show_welcome_message=False,
    )
    return Guard(outer, Door(password, time.monotonic), lang)


async def serve(page: ASGIApp, watched: Watched, taken: socket.socket, url: str, *, show: bool) -> None:
    """Serve until stopped. `show`: open a browser on this machine."""
    _hush()
    server = uvicorn.Server(
        uvicorn.Config(
            page,
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            date_header=False,
            timeout_graceful_shutdown=_GOODBYE,
        )
    )
    watching = asyncio.create_task(watched.run())
    watching.add_done_callback(_ended)
    if show:
        asyncio.get_running_loop().call_later(0.5, webbrowser.open, url)
    try:
        await server.serve([taken])
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching


def _hush() -> None:
    for name in _LOUD:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.setLevel(logging.CRITICAL)


def _told(error: Exception) -> None:
    log.error("a page broke", exc_info=error)


def _ended(watching: asyncio.Task[None]) -> None:
    if not watching.cancelled() and watching.exception():
        log.error("the folder is not watched any more", exc_info=watching.exception())
