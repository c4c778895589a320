"""Rule: what a call carries is read as the real server reads it, letter by letter.

Arguments come in the address, as JSON, as a form or as a multipart form; files only in the last.

Source: the public source of TDLib (HttpReader). Texts marked "seen" are not in it: api.telegram.org says them.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import parse_qsl

from aiohttp import web

from tests.botapi.rules import ApiError, bad

if TYPE_CHECKING:
    from tests.botapi.text import Raw

#: What a bot may send up in one file: https://core.telegram.org/bots/api#sending-files
MOST_FILE_BYTES: Final = 50 * 1024 * 1024
#: Beside the files there may be so much: the source gives parameters, and headers, less than that.
MOST_BODY_BYTES: Final = MOST_FILE_BYTES + 2 * 1024 * 1024
#: Seen.
_TOO_LARGE: Final = "Request Entity Too Large"


class CutError(Exception):
    """The body ends before its form does: the real server waits for the rest, and hangs up."""


class Part(NamedTuple):
    """One file of a form. `name` is as it was written; nothing in it is decoded."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Given:
    """What a call carries: its arguments, and the files beside them by the name of their part."""

    arguments: Raw = field(default_factory=dict)
    files: dict[str, Part] = field(default_factory=dict)


def request(message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> web.BaseRequest:
    """Make aiohttp's request with room for the largest body (its own limit is a megabyte)."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=MOST_BODY_BYTES)


async def read(call: web.BaseRequest) -> Given:
    """Read what a call carries. Raises ApiError, and CutError."""
    arguments: Raw = dict(call.query)
    if call.method == "GET" or not call.body_exists:
        return Given(arguments)
    try:
        body = await call.read()
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(413, _TOO_LARGE) from None
    if call.content_type == "application/json":
        return Given(arguments | _json(body))
    if call.content_type == "application/x-www-form-urlencoded":
        return Given(arguments | dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True)))
    if is_multipart(call):
        found = _multipart(body, _boundary(call.headers["Content-Type"]))
        return Given(arguments | found.arguments, found.files)
    return Given(arguments)


async def read_half(call: web.BaseRequest) -> None:
    """Read one half of a body, as when the network is lost on the way."""
    await call.content.readexactly((call.content_length or 0) // 2)


def is_multipart(call: web.BaseRequest) -> bool:
    """Tell whether files may come with a call."""
    return call.content_type == "multipart/form-data"


def _json(body: bytes) -> Raw:
    try:
        value = json.loads(body) if body else {}
    except ValueError:
        raise bad("can't parse JSON object") from None
    if not isinstance(value, dict):
        raise bad("expected an Object")
    return value


# ---- multipart


def _boundary(kind: str) -> bytes:
    """Find the line between the parts: all from the equals sign to a semicolon, without quotes around it."""
    at = kind.lower().find("boundary")
    if at < 0:
        raise bad("boundary not found")
    _, found, value = kind[at:].partition("=")
    if not found:
        raise bad("boundary value not found")
    value = _unquoted(value.partition(";")[0])
    if not 0 < len(value) <= 70:
        raise bad("boundary too big or empty")
    return b"--" + value.encode()


def _multipart(body: bytes, boundary: bytes) -> Given:
    """Take a form apart."""
    found = Given()
    _, begun, rest = body.partition(boundary)
    while begun and not rest.startswith(b"--"):
        head, begun, rest = rest.partition(b"\r\n\r\n")
        content, ended, rest = rest.partition(b"\r\n" + boundary)
        if not (begun and ended):
            break
        _add(found, head.decode(errors="surrogateescape"), content)
    else:
        if begun:
            return found
    raise CutError


def _add(found: Given, head: str, content: bytes) -> None:
    """Put a part where it belongs: with a file name it is a file, else an argument."""
    about = _disposition(head)
    name = about.get("name", "")
    if not name:
        raise bad("field name in multipart/form-data not found")
    if "filename" not in about:
        found.arguments[name] = content.decode(errors="replace")
        return
    if len(content) > MOST_FILE_BYTES:
        raise ApiError(413, _TOO_LARGE)
    found.files.setdefault(name, Part(about["filename"], content))


def _disposition(head: str) -> dict[str, str]:
    """Read what a part says of itself. A semicolon ends a value, in quotes too, and nothing is escaped."""
    about: dict[str, str] = {}
    for line in head.strip("\r\n").split("\r\n"):
        name, _, value = line.partition(":")
        if name.strip().lower() != "content-disposition":
            continue
        kind, _, fields = value.strip().partition(";")
        if kind != "form-data":
            raise bad("expected form-data content disposition")
        about |= {key.strip(): _unquoted(each) for key, told, each in _fields(fields) if told}
    return about


def _fields(fields: str) -> list[tuple[str, str, str]]:
    return [each.partition("=") for each in fields.split(";")]


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value
