from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from PIL import Image

from tests.botapi import TelegramServer, User
from tests.botapi.forms import Part

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Answer = tuple[int, dict[str, Any]]
BOUNDARY = "a-line-that-is-in-no-file"


def form(fields: dict[str, Any]) -> bytes:
    """Write a multipart form, letter by letter: values are strings, `Part`s, or written as JSON."""
    parts = []
    for name, value in fields.items():
        about = f'Content-Disposition: form-data; name="{name}"'
        if isinstance(value, Part):
            head, content = f'{about}; filename="{value.name}"', value.data
        else:
            head, content = about, (value if isinstance(value, str) else json.dumps(value)).encode()
        parts.append(f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode() + content + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def picture(width: int = 640, height: int = 480, kind: str = "PNG") -> bytes:
    """Draw a picture of one colour."""
    drawn = BytesIO()
    Image.new("RGB", (width, height), "teal").save(drawn, kind)
    return drawn.getvalue()


class Api:
    """The bot's side, by hand: one call at a time, as JSON, or as a form when a `Part` is among the values."""

    def __init__(self, server: TelegramServer, session: aiohttp.ClientSession) -> None:
        self.server = server
        self.session = session

    def address(self, method: str) -> str:
        """The address of a method."""
        return f"{self.server.url}/bot{self.server.token}/{method}"

    async def __call__(self, method: str, **parameters: Any) -> Answer:
        """Call a method; return the status and the answer."""
        if not any(isinstance(value, Part) for value in parameters.values()):
            async with self.session.post(self.address(method), json=parameters) as response:
                return response.status, await response.json()
        return await self.post(method, form(parameters))

    async def post(self, method: str, body: bytes, kind: str = f"multipart/form-data; boundary={BOUNDARY}") -> Answer:
        """Call a method with a body that is written already."""
        headers = {"Content-Type": kind}
        async with self.session.post(self.address(method), data=BytesIO(body), headers=headers) as response:
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
