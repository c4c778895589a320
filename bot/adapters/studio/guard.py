"""What stands between the network and the page.

Rule: a request that this page itself did not cause gets nothing.
A name that is not this machine's (DNS rebinding), a page of another site (a form, a script, a socket), an address that
is not one of ours: each is refused before anything reads it. Every answer forbids frames, other sites, and any script
that was not sent with the page.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlsplit

from bot.adapters.listening import is_loopback
from bot.adapters.studio.words import say

if TYPE_CHECKING:
    from urllib.parse import SplitResult

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from bot.adapters.studio.door import Door
    from bot.core.turn import Lang

#: What there is to ask for; anything else is not found.
_OURS: Final = re.compile(r"/|/favicon\.ico|/studio/[a-z.]+|/_nicegui/[\w./-]+|/_nicegui_ws/socket\.io/?")
#: What somebody without a session may see.
_BEFORE_THE_DOOR: Final = ("/studio/studio.css", "/favicon.ico")
#: A password and the name of its field.
_MOST_FORM: Final = 2048
_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS: Final = (
    (b"x-frame-options", b"DENY"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=()"),
)


class Guard:
    """Wraps the page's application."""

    def __init__(self, inner: ASGIApp, door: Door, lang: Lang) -> None:
        """`lang`: what the door says when it is locked."""
        self._inner = inner
        self._door = door
        self._lang: Lang = lang

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self._inner(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        refused = self._refused(scope, headers)
        if refused:
            await _refuse(scope, send, refused)
        elif self._door.is_locked and not self._door.knows(headers.get("cookie", "")):
            await self._ask(scope, receive, send)
        else:
            scope["headers"] = [each for each in scope["headers"] if not each[0].startswith(b"x-forwarded-")]
            await self._inner(scope, receive, _Sealed(send) if scope["type"] == "http" else send)

    def _refused(self, scope: Scope, headers: dict[str, str]) -> int:
        """Give the status of a refusal, or 0."""
        host = headers.get("host", "")
        asked = _taken_apart(f"//{host}")
        name = (asked and asked.hostname) or ""
        if not self._door.is_locked and not is_loopback(name):
            return 421
        origin = headers.get("origin")
        if origin is not None:
            sent = _taken_apart(origin)
            if sent is None or sent.netloc != host:
                return 403
        if scope["type"] == "websocket" and origin is None:
            return 403
        if not _OURS.fullmatch(scope["path"]) and not (self._door.is_locked and scope["path"] == "/enter"):
            return 404
        return 0

    async def _ask(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask for the password, or look at the one that was sent."""
        path = scope["path"]
        if scope["type"] == "http" and path in _BEFORE_THE_DOOR:
            await self._inner(scope, receive, _Sealed(send))
        elif scope["type"] == "http" and path == "/enter" and scope["method"] == "POST":
            await self._look_at(scope, receive, send)
        elif scope["type"] == "http" and path in ("/", "/enter"):
            await self._answer(send, 401, "")
        else:
            await _refuse(scope, send, 401)

    async def _look_at(self, scope: Scope, receive: Receive, send: Send) -> None:
        address = scope["client"][0] if scope.get("client") else ""
        form = parse_qs((await _body(receive)).decode("utf-8", "replace"))
        if self._door.must_wait(address):  # asked after reading, so that tries sent at once are counted one by one
            await self._answer(send, 429, "too-many")
            return
        cookie = self._door.enter(form.get("password", [""])[0], address)
        if cookie is None:
            await self._answer(send, 401, "wrong-password")
            return
        if scope.get("scheme") == "https":
            cookie += "; Secure"
        await _respond(send, 303, b"", ((b"location", b"/"), (b"set-cookie", cookie.encode())))

    async def _answer(self, send: Send, status: int, trouble: str) -> None:
        page = _door_page(self._lang, trouble).encode()
        more = ((b"retry-after", b"60"),) if status == 429 else ()  # noqa: PLR2004 - too many requests
        await _respond(send, status, page, ((b"content-type", b"text/html; charset=utf-8"), *more))


class _Sealed:
    """Sends an answer with the headers of every answer; gives the scripts of a page the nonce of its policy."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message = {}
        self._page = bytearray()
        self._is_page = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [
                (name, value)
                for name, value in message["headers"]
                if name.lower() not in (b"access-control-allow-origin", b"access-control-allow-credentials")
            ]
            self._start = {**message, "headers": kept}
            self._is_page = dict(kept).get(b"content-type", b"").startswith(b"text/html")
            if not self._is_page:
                await self._send({**self._start, "headers": [*kept, *_HEADERS]})
        elif not self._is_page:
            await self._send(message)
        else:
            self._page += message.get("body", b"")
            if not message.get("more_body"):
                await self._send_page()

    async def _send_page(self) -> None:
        nonce = secrets.token_urlsafe(16)
        # Content stands in a page only as escaped JSON: every `<script` in it is one that was sent with the page.
        page = bytes(self._page).replace(b"<script", f'<script nonce="{nonce}"'.encode())
        headers = [(name, value) for name, value in self._start["headers"] if name != b"content-length"]
        headers += [(b"content-length", str(len(page)).encode()), *_HEADERS]
        headers.append((b"content-security-policy", _POLICY.format(nonce=nonce).encode()))
        await self._send({**self._start, "headers": headers})
        await self._send({"type": "http.response.body", "body": page})


def _taken_apart(address: str) -> SplitResult | None:
    """Take an address apart, unless it is none, such as one whose bracket is never closed."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


async def _body(receive: Receive) -> bytes:
    """Read a small form; what is longer than one can be is cut."""
    body = bytearray()
    more = True
    while more and len(body) <= _MOST_FORM:
        message = await receive()
        body += message.get("body", b"")
        more = bool(message.get("more_body"))
    return bytes(body[:_MOST_FORM])


async def _refuse(scope: Scope, send: Send, status: int) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    else:
        await _respond(send, status, b"", ())


async def _respond(send: Send, status: int, body: bytes, headers: tuple[tuple[bytes, bytes], ...]) -> None:
    policy = _POLICY.format(nonce=secrets.token_urlsafe(16)).encode()
    every = (*_HEADERS, (b"content-security-policy", policy), (b"cache-control", b"no-store"))
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *every, length]})
    await send({"type": "http.response.body", "body": body})


def _door_page(lang: Lang, trouble: str) -> str:
    told = f'<p role="alert" id="trouble">{say(trouble, lang)}</p>' if trouble else ""
    described = ' aria-describedby="trouble" aria-invalid="true"' if trouble else ""
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{say("title", lang)}</title><link rel="stylesheet" href="/studio/studio.css"></head>'
        f'<body class="door"><main><h1>{say("title", lang)}</h1>'
        f'<form method="post" action="/enter"><label for="password">{say("password", lang)}</label>'
        f'<input id="password" name="password" type="password" autocomplete="current-password" required{described}>'
        f'{told}<button type="submit">{say("enter", lang)}</button></form></main></body></html>'
    )
