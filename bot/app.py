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
from bot.adapters.listening import listen, read_address
from bot.content import status
from bot.content.check import inspect
from bot.content.live import Live
from bot.content.load import load, load_files
from bot.conversation import Conversation, Groupwork, Uncounted
from bot.core.disclosure import LOT_BITS
from bot.core.turn import Opening
from bot.tally.counters import Counters, TallyError
from bot.tally.groups import Groups

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping
    from typing import TextIO

    from bot.adapters.telegram.service import Service
    from bot.content.diff.answers import Asked, Moved
    from bot.core.invitation import Invitation
    from bot.core.script import Script
    from bot.core.turn import Lang
    from bot.settings import Settings

log = logging.getLogger(__name__)

#: Help lines keep Québec's time, and so does the bot, wherever its server stands.
HOME: Final = ZoneInfo("America/Toronto")
#: Bytes drawn for the code of a group and for its secret: 8 and 22 letters of a link (base64url).
CODE_BYTES: Final = 6
KEY_BYTES: Final = 16
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


def new_code() -> str:
    """Draw the code of a group: `CODE_LETTERS` letters of a link."""
    return secrets.token_urlsafe(CODE_BYTES)


def new_key() -> str:
    """Draw the secret that opens a group's results: `KEY_LETTERS` letters of a link."""
    return secrets.token_urlsafe(KEY_BYTES)


async def kept_group(settings: Settings, suggested: Invitation) -> str:
    """Keep a group beside a bot that may be running; give the secret that opens its results. Raises TallyError."""
    groups = await Groups.open(settings.database_path, clock, blur)
    try:
        key = new_key()
        if not await groups.found(Opening(suggested.payload(), key)):
            raise TallyError(
                f"The group cannot be kept in {settings.database_path}: the disk may be full, or the file held by "
                "another program. Try again, or make a link without --results."
            )
    finally:
        await groups.close()
    return key


async def bot_name(api_url: str, token: str) -> str:
    """Ask Telegram what the bot is called. Raises CallError."""
    from bot.adapters.telegram.client import Api  # noqa: PLC0415 - loaded only when Telegram is used

    api = Api(api_url, token)
    await api.open()
    try:
        return str((await api.call("getMe", {}))["username"])
    finally:
        await api.close()


def blur() -> int:
    """Draw a lot by which a group's numbers are blurred."""
    return secrets.randbits(LOT_BITS)


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
    """Answer Telegram until SIGTERM or SIGINT. Raises TallyError, TokenError, ListenError and what `script` raises."""
    from bot.adapters.telegram.service import Service  # noqa: PLC0415 - its libraries take a quarter of a second

    loop = asyncio.get_running_loop()
    logs.watch(loop)
    folder = content_folder(settings)
    live = Live.open(folder, clock, kept=cache_folder(settings))
    # The content lives long: the collector need not walk it again and again.
    gc.collect()
    gc.freeze()
    async with _counting(settings) as (counters, groups):
        board = f"{settings.public_url}/board" if settings.public_url else ""
        groupwork = Groupwork(groups, new_code, new_key, board)
        service = Service(live.script, clock, counters, lot, settings.film_url, groupwork)
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, service.stop)
        async with _reloading(live, folder, service, settings), _board(groups, service, settings):
            await service.run(token, settings.api_url, settings.messages_per_second)


@asynccontextmanager
async def _board(groups: Groups, service: Service, settings: Settings) -> AsyncIterator[None]:
    """Show groups' results on a page while the block lasts, where the bot has a public address. Raises ListenError."""
    if not settings.public_url:
        yield
        return
    from bot.adapters.board.service import application, serve  # noqa: PLC0415 - loaded only when it is used

    taken, here = listen(read_address(settings.listen), password=True)
    page = application(groups, lambda: service.script, clock)
    serving = asyncio.create_task(serve(page, taken, lambda: log.info("the board listens on port %d", here.port)))
    try:
        yield
    finally:
        serving.cancel()
        await asyncio.wait((serving,))


@asynccontextmanager
async def _counting(settings: Settings) -> AsyncIterator[tuple[Counters, Groups]]:
    """Keep counters and groups while the block lasts, and write the rest. Raises TallyError."""
    counters = await Counters.open(settings.database_path, clock)
    groups = await Groups.open(settings.database_path, clock, blur)
    writing = [asyncio.create_task(each.keep_writing()) for each in (counters, groups)]
    try:
        yield counters, groups
    finally:
        for task in writing:
            task.cancel()
        await asyncio.wait(writing)
        for each in (counters, groups):
            await each.close()


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
