"""Where the parts are joined.

Rule: the only module that knows settings, clock, disk and adapters at once.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import secrets
import signal
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot import logs
from bot.content.load import load
from bot.conversation import Conversation, Uncounted
from bot.tally.counters import Counters

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from bot.core.script import Script
    from bot.core.turn import Lang
    from bot.settings import Settings

log = logging.getLogger(__name__)

#: Help lines keep Québec's time, and so does the bot, wherever its server stands.
HOME: Final = ZoneInfo("America/Toronto")
_PACKAGE = Path(__file__).parent


def clock() -> datetime:
    """Give the local time in Québec."""
    return datetime.now(HOME)


def lot() -> int:
    """Draw the number a round of cards is shuffled from."""
    return secrets.randbits(16)


def content_folder(settings: Settings) -> Path:
    """Say where the content is: as set, beside the code of a checkout, or shipped with the package."""
    if settings.content:
        return settings.content
    shipped = _PACKAGE / "shipped"
    return shipped if shipped.is_dir() else _PACKAGE.parent


def cache_folder(settings: Settings) -> Path | None:
    """Say where what is learned from the content is kept: where the operator or the system says, or nowhere."""
    if settings.cache:
        return settings.cache / "pile-ou-face"
    try:
        return Path.home() / ".cache" / "pile-ou-face"
    except RuntimeError:  # a user without a home
        return None


def script(settings: Settings) -> Script:
    """Load the content. Raises NoContentError and ContentError."""
    return load(content_folder(settings), cache_folder(settings))


def chat(played: Script, lang: Lang, scenario: str, lines: Iterable[str], out: TextIO) -> None:
    """Talk in the terminal; nothing is counted."""
    from bot.adapters.terminal import talk  # noqa: PLC0415 - each adapter is loaded when it is used

    talk(Conversation(played, clock, Uncounted(), lot), lang, scenario, lines, out)


async def studio(settings: Settings, address: str, lang: Lang, folder: Path | None, out: TextIO) -> None:
    """Serve the moderators' page until stopped. Raises ListenError and NoContentError."""
    from bot.adapters.studio.listening import listen, read_address  # noqa: PLC0415 - as above
    from bot.adapters.studio.service import application, serve  # noqa: PLC0415 - as above
    from bot.adapters.studio.watched import Watched  # noqa: PLC0415 - as above

    logs.watch(asyncio.get_running_loop())
    password = settings.studio_password.get_secret_value() if settings.studio_password else ""
    taken, here = listen(read_address(address), password=bool(password))
    watched = Watched(folder or content_folder(settings), cache_folder(settings))
    page = application(watched, clock, lot, lang, password)
    out.write(f"Studio: {here.url} (Ctrl+C to stop)\n")
    out.flush()
    await serve(page, watched, taken, here.url, show=here.is_loopback and _has_desktop())


def _has_desktop() -> bool:
    """Say whether a browser that is opened would be seen by whoever started this."""
    has_screen = sys.platform in ("darwin", "win32") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    return has_screen and sys.stdout.isatty()


async def telegram(settings: Settings, token: str) -> None:
    """Answer Telegram until SIGTERM or SIGINT. Raises TallyError, TokenError and what `script` raises."""
    from bot.adapters.telegram.service import Service  # noqa: PLC0415 - its libraries take a quarter of a second

    loop = asyncio.get_running_loop()
    logs.watch(loop)
    played = script(settings)
    # The content lives as long as the process: the collector need not walk it again and again.
    gc.collect()
    gc.freeze()
    counters = await Counters.open(settings.database_path, clock)
    writing = asyncio.create_task(counters.keep_writing())
    service = Service(played, clock, counters, lot, settings.film_url)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, service.stop)
    try:
        await service.run(token, settings.api_url, settings.messages_per_second)
    finally:
        writing.cancel()
        with suppress(asyncio.CancelledError):
            await writing
        await counters.close()
