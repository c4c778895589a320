from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from tests.botapi import TelegramServer, User

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Answer = tuple[int, dict[str, Any]]


class Api:
    """The bot's side, by hand: one JSON call at a time."""

    def __init__(self, server: TelegramServer, session: aiohttp.ClientSession) -> None:
        self.server = server
        self.session = session

    def address(self, method: str) -> str:
        """The address of a method."""
        return f"{self.server.url}/bot{self.server.token}/{method}"

    async def __call__(self, method: str, **parameters: Any) -> Answer:
        """Call a method; return the status and the answer."""
        async with self.session.post(self.address(method), json=parameters) as response:
            return response.status, await response.json()

    async def result(self, method: str, **parameters: Any) -> Any:
        """Call a method that works; return its result."""
        status, answer = await self(method, **parameters)
        assert (200, True) == (status, answer["ok"]), answer
        return answer["result"]

    async def refusal(self, method: str, **parameters: Any) -> tuple[int, str]:
        """Call a method that does not work; return the code and the words."""
        status, answer = await self(method, **parameters)
        assert (status, False) == (answer.get("error_code"), answer["ok"]), answer
        return status, answer["description"]

    async def send(self, chat: int, text: str = "Hello", **more: Any) -> dict[str, Any]:
        """Send an HTML message; return it."""
        message: dict[str, Any] = await self.result("sendMessage", chat_id=chat, text=text, parse_mode="HTML", **more)
        return message


@pytest.fixture(name="server")
async def _server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        server.world.queue.strict_polls = False
        yield server


@pytest.fixture(name="api")
async def _api(server: TelegramServer) -> AsyncIterator[Api]:
    timeout = aiohttp.ClientTimeout(total=20)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        yield Api(server, session)


@pytest.fixture(name="ada")
def _ada(server: TelegramServer) -> User:
    """Make a person who wrote to the bot."""
    user = User(server, 501, first_name="Ada", username="ada", language_code="en")
    user.say("/start")
    return user
