"""Groups that a test fills, and the real server before them.

Rule: nothing here waits for time to pass; whatever is waited for is a condition.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import aiohttp

from bot.adapters.board.service import application, serve
from bot.adapters.listening import Address, listen
from bot.core.disclosure import Found
from bot.core.invitation import FIRST_WEEK, Invitation
from bot.core.results import asked, at_end, at_node, begun
from tests.chat import NOON

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.applications import Starlette

    from bot.core.script import Script

#: Seconds, for a machine that does much else at the same time; nothing waits that long when it works.
PATIENCE: Final = 20
KEY: Final = "Kq3_zT7-aB9xYw2LmNpQrS"
OTHER: Final = "Ab3_zT7-aB9xYw2LmNpQrS"
STORY: Final = "model-wanted"
SECOND: Final = "game-friend"


@dataclass(slots=True)
class Kept:
    """Groups in memory. `looks` counts how often one was asked for; `trouble` is raised instead of an answer."""

    groups: dict[str, Found] = field(default_factory=dict)
    looks: int = 0
    trouble: Exception | None = None

    async def look(self, key: str) -> Found | None:
        """Give a group."""
        self.looks += 1
        if self.trouble:
            raise self.trouble
        return self.groups.get(key)


def new_group(*stories: str, question: str = "") -> Found:
    """Open a group in which nobody has played yet."""
    invitation = Invitation(FIRST_WEEK, stories=stories or (STORY,), question=question)
    return Found(invitation.payload(), {})


def played(script: Script, found: Found, story: str = STORY, *, more: int = 0, points: int = 99) -> Found:
    """Let a group have played a story: endings, and so many points. `more` is added to each number."""
    told = script.scenarios[story]
    scenes: dict[str, dict[str, int]] = {begun(story): {"": 30 + more}}
    endings = [node.id for node in told.nodes.values() if node.ending]
    scenes[at_end(story)] = {name: 5 * place + more for place, name in enumerate(endings[:3], 1)}
    for count, node in enumerate(node for node in told.nodes.values() if node.choices):
        if count < points:
            names = list(node.choices)
            scenes[at_node(story, node.id)] = {names[0]: 5 + more, names[-1]: 15 + more}
    return Found(found.payload, {**found.scenes, **scenes})


def answered(found: Found, entry: str) -> Found:
    """Let a group have answered the statement before and after."""
    before, after = {"reality": 15, "depends": 5}, {"reality": 5, "myth": 20}
    scenes = {asked(entry, after=False): before, asked(entry, after=True): after}
    return Found(found.payload, {**found.scenes, **scenes})


def board(groups: Any, script: Script, **limits: Any) -> Starlette:
    """Make the application, as fast as a test needs it."""
    return application(groups, lambda: script, lambda: NOON, **{"every": 0.02, **limits})


@asynccontextmanager
async def serving(page: Starlette, port: int = 0) -> AsyncIterator[str]:
    """Serve on a free port of this machine, or on one that was free; give the address."""
    taken, here = listen(Address("127.0.0.1", port), password=True)
    ready = asyncio.Event()
    running = asyncio.create_task(serve(page, taken, ready.set))
    try:
        await asyncio.wait_for(ready.wait(), PATIENCE)
        yield here.url
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.wait_for(running, PATIENCE)


class Client:
    """Asks a server over real sockets, as many as are wanted; what it left open is closed at the end."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.session = session
        self.answers: list[aiohttp.ClientResponse] = []

    async def ask(self, method: str, path: str, **options: Any) -> aiohttp.ClientResponse:
        """Ask for something."""
        self.answers.append(await self.session.request(method, path, **options))
        return self.answers[-1]


@asynccontextmanager
async def client(url: str) -> AsyncIterator[Client]:
    """Give somebody who asks."""
    patience = aiohttp.ClientTimeout(total=2 * PATIENCE)
    async with aiohttp.ClientSession(url, connector=aiohttp.TCPConnector(limit=0), timeout=patience) as session:
        asking = Client(session)
        yield asking
        for answer in asking.answers:
            answer.close()


class Stream:
    """The blocks of a stream, as they come."""

    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self.answer = answer

    async def block(self) -> str:
        """Give the next block: an event, a comment, or "" at the end."""
        try:
            found = await asyncio.wait_for(self.answer.content.readuntil(b"\n\n"), PATIENCE)
        except (aiohttp.ClientPayloadError, asyncio.IncompleteReadError):
            return ""
        return found.decode().removesuffix("\n\n")

    async def event(self) -> str:
        """Give the next block that is no comment."""
        found = ":"
        while found.startswith(":"):
            found = await self.block()
        return found

    def leave(self) -> None:
        """Go away without a word."""
        self.answer.close()


async def opened(session: Client, key: str = KEY) -> Stream:
    """Open a board. The status is that of `answer`."""
    return Stream(await session.ask("POST", "/board/events", json={"key": key}))


async def until(condition: Callable[[], bool]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.005)
