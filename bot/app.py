"""Where the parts are joined.

Rule: the only module that knows settings, clock, disk and adapters at once.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import logging
import os
import secrets
import signal
import sys
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot import logs
from bot.content import status
from bot.content.check import inspect
from bot.content.live import Live
from bot.content.load import load, load_files
from bot.conversation import Conversation, Uncounted
from bot.tally.counters import Counters

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping
    from typing import TextIO

    from bot.adapters.telegram.service import Service
    from bot.content.diff.answers import Asked, Moved
    from bot.core.script import Script
    from bot.core.turn import Lang
    from bot.settings import Settings

log = logging.getLogger(__name__)

#: Help lines keep Québec's time, and so does the bot, wherever its server stands.
HOME: Final = ZoneInfo("America/Toronto")
#: Seconds one thread computes before another may. New content is checked and built beside the answers; at Python's own
#: 5 ms each answer waited for that many times over, and the slowest for seconds instead of a tenth of one.
TURN: Final = 0.0005
#: Seconds after which nobody holds the content that was played before.
_GONE: Final = 2.0
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


def status_file(settings: Settings) -> Path | None:
    """Say where the running bot tells how its content stands: beside the folder of what is learned, or nowhere."""
    folder = cache_folder(settings)
    return folder.with_name(f"{folder.name}-status.json") if folder else None


def script(settings: Settings) -> Script:
    """Load the content. Raises NoContentError and ContentError."""
    return load(content_folder(settings), cache_folder(settings))


def moved_answers(
    old: Mapping[str, bytes], new: Mapping[str, bytes], more: Iterable[Asked], settings: Settings
) -> tuple[int, tuple[Moved, ...]]:
    """Ask two versions the questions they know, and `more`: how many there are, and those with another answer.

    Raises ContentError when one of the versions must not be played.
    """
    from bot.content.diff.answers import answers, known_questions, moved  # noqa: PLC0415 - loaded when it is used

    known = {asked for files in (old, new) for asked in known_questions(inspect(files, passed=True).models)}
    questions = sorted({*known, *more})
    # One after the other: both at once would need twice the memory.
    before, after = (answers(load_files(files, cache_folder(settings)), questions) for files in (old, new))
    return len(questions), moved(before, after)


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
    watched = Watched(folder or content_folder(settings), cache_folder(settings), clock)
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
    folder = content_folder(settings)
    live = Live.open(folder, clock, kept=cache_folder(settings))
    # The content lives long: the collector need not walk it again and again.
    gc.collect()
    gc.freeze()
    counters = await Counters.open(settings.database_path, clock)
    writing = asyncio.create_task(counters.keep_writing())
    service = Service(live.script, clock, counters, lot, settings.film_url)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, service.stop)
    try:
        async with _reloading(live, folder, service, settings):
            await service.run(token, settings.api_url, settings.messages_per_second)
    finally:
        writing.cancel()
        with suppress(asyncio.CancelledError):
            await writing
        await counters.close()


def _give_back() -> None:
    """Hand back to the system what was freed: glibc keeps what threads built, 400 MB of it after ten learnings."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


@asynccontextmanager
async def _reloading(live: Live, folder: Path, service: Service, settings: Settings) -> AsyncIterator[None]:
    """Let the service play each change of the content while the block lasts, and tell how it stands."""
    path = status_file(settings)
    takes = settings.reload == "on"

    def tell(stopped: str = "") -> None:
        if path:
            told = status.Status.of(live.state, folder, reload=takes)
            try:
                status.write(path, replace(told, kind=stopped) if stopped else told)
            except OSError as error:
                log.warning("the status cannot be written: %s", type(error).__name__)

    def turn(live: Live) -> None:
        if service.script is not live.script:
            service.play(live.script)
            # As at the start; what was played before holds no circles, and goes by itself.
            gc.freeze()
            asyncio.get_running_loop().call_later(_GONE, asyncio.get_running_loop().run_in_executor, None, _give_back)
        tell()

    sys.setswitchinterval(TURN)
    live.told = turn
    tell()
    following = asyncio.create_task(live.follow(folder)) if takes else None
    try:
        yield
    finally:
        if following:
            following.cancel()
            await asyncio.wait((following,))
        await live.close()
        tell("stopped")
