"""HTTP to the Bot API.

Rule: nothing that is raised or logged here quotes an address: it holds the token.
Whatever can happen to a call is one of the four errors below, told apart by what the caller can do about it.

Plain values in, plain values out, on aiohttp: python-telegram-bot's own client and objects cost two to seven times the
processor time per call (measured, see README), and nothing here reads those objects.
"""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import aiohttp
from telegram.error import NetworkError
from telegram.request import BaseRequest

if TYPE_CHECKING:
    from telegram._utils.types import ODVInput
    from telegram.request import RequestData

#: Telegram answers most calls in well under a second; after this long the answer is lost, and the call is made again.
PATIENCE: Final = 20.0
#: A file goes up at the pace of the server's own line, and Telegram reads it before it answers: a printed guide of 5 MB
#: takes 40 s at 1 Mbit/s. Given up too early, it would be sent again from its first byte, and never arrive.
UPLOAD_PATIENCE: Final = 60.0
_CONNECT_PATIENCE: Final = 10.0
_MOST_CONNECTIONS: Final = 64
_JSON: Final = {"Content-Type": "application/json"}
_OK, _UNAUTHORIZED, _NOT_FOUND, _CONFLICT, _TOO_MANY = 200, 401, 404, 409, 429
#: The last one is for a file that is too big: sent again, it would be no smaller.
_REFUSALS: Final = (400, 403, 413)
#: Telegram takes a file name letter by letter: it knows no escapes, ends it at a semicolon, and drops all that stands
#: before a slash of either kind (https://github.com/tdlib/td, HttpReader and clean_filename).
_UNSAFE_IN_NAMES: Final = re.compile(r'[\x00-\x1f\x7f\ud800-\udfff";/\\]+')


class CallError(Exception):
    """A call was not done."""


class Unreachable(CallError):  # noqa: N818 - named by what is the matter
    """No answer, or none that can be read: try again. The text is a kind of trouble, such as `HTTP 502`."""


class Flooded(CallError):  # noqa: N818
    """Too many calls: try again after `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__("HTTP 429")
        self.seconds = seconds


class Denied(CallError):  # noqa: N818
    """Telegram will not do this, however often it is asked. `why` is Telegram's own sentence; it quotes no message."""

    def __init__(self, why: str) -> None:
        super().__init__("HTTP 400, 403 or 413")
        self.why = why


class UnknownToken(CallError):  # noqa: N818
    """Telegram does not know the token: everything must stop."""


class Conflict(CallError):  # noqa: N818
    """Somebody else fetches updates with this token, or a webhook is set."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file, as the value of a parameter. `name` is what the reader sees; `mime` is its type, such as `image/png`.

    Telegram goes by the ending of a document's name, whatever `mime` says, and keeps letters, digits and plain
    punctuation of the name. A file without a byte is refused.
    """

    name: str
    mime: str
    data: bytes = field(repr=False)


class Api:
    """The Bot API by method name, over one pool of connections."""

    def __init__(self, api_url: str, token: str) -> None:
        self._start = f"{api_url}/bot{token}/"
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Open the pool."""
        connector = aiohttp.TCPConnector(limit=_MOST_CONNECTIONS, ttl_dns_cache=300)
        self._session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())

    async def close(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()

    async def call(self, method: str, parameters: dict[str, Any], patience: float = PATIENCE) -> Any:
        """Make one call and return Telegram's result; a value may be an `Upload`. Raises `CallError`s."""
        if Upload in map(type, parameters.values()):
            status, data = await self._post(method, _form(parameters), {}, max(patience, UPLOAD_PATIENCE))
        else:
            body = json.dumps(parameters, ensure_ascii=False).encode()
            status, data = await self._post(method, body, _JSON, patience)
        try:
            answer = json.loads(data)
            if status == _OK and answer["ok"]:
                return answer["result"]
        except (ValueError, KeyError, TypeError):
            answer = {}
        raise _error(status, answer if isinstance(answer, dict) else {})

    async def _post(
        self, method: str, body: bytes | aiohttp.Payload, headers: dict[str, str], patience: float
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise Unreachable("closed")
        timeout = aiohttp.ClientTimeout(total=patience, sock_connect=_CONNECT_PATIENCE)
        try:
            async with self._session.post(
                self._start + method, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                return response.status, await response.read()
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            raise Unreachable(type(error).__name__) from None


def _form(parameters: dict[str, Any]) -> aiohttp.Payload:
    """Write parameters as a form, which can be sent once. Raises TypeError or ValueError when one cannot be written.

    https://core.telegram.org/bots/api#making-requests: strings as they are, everything else as JSON.
    """
    form = aiohttp.FormData(quote_fields=False)
    for name, value in parameters.items():
        if isinstance(value, Upload):
            safe = _UNSAFE_IN_NAMES.sub(" ", value.name)
            form.add_field(name, io.BytesIO(value.data), filename=safe, content_type=value.mime)
        else:
            form.add_field(name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    # Written out here, not where it is sent: what cannot be written would pass for a lost connection, tried for ever.
    return form()


def _error(status: int, answer: dict[str, Any]) -> CallError:
    """Say what an answer other than a result means."""
    if status == _TOO_MANY:
        parameters = answer.get("parameters")
        asked = parameters.get("retry_after") if isinstance(parameters, dict) else None
        return Flooded(float(asked)) if isinstance(asked, int | float) else Unreachable("HTTP 429")
    if status in (_UNAUTHORIZED, _NOT_FOUND):
        return UnknownToken()
    if status == _CONFLICT:
        return Conflict()
    if status in _REFUSALS:
        return Denied(str(answer.get("description", "")))
    return Unreachable(f"HTTP {status}")


class KnownSelf(BaseRequest):
    """Answers python-telegram-bot's one question, who the bot is, from what Telegram has already said.

    Its `Application` is the routing table and asks when it starts; nothing else it could ask may go this way.
    """

    def __init__(self, me: dict[str, Any]) -> None:
        self._answer = json.dumps({"ok": True, "result": me}).encode()

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer."""
        return PATIENCE

    async def initialize(self) -> None:
        """Do nothing: there is nothing to open."""

    async def shutdown(self) -> None:
        """Do nothing: there is nothing to close."""

    async def do_request(  # noqa: PLR0913 - the signature is the library's
        self,
        url: str,
        method: str,  # noqa: ARG002 - there is one answer
        request_data: RequestData | None = None,  # noqa: ARG002
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Answer getMe."""
        if not url.endswith("/getMe"):
            raise NetworkError("only who the bot is can be asked this way")
        return _OK, self._answer
