from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import httpx
import pytest

from bot.adapters.studio.door import MOST_TRIES, Door
from bot.adapters.studio.guard import Guard

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope, Send

SECRET: Final = "correct horse battery staple"
HERE: Final = "http://127.0.0.1:8080"
PAGE: Final = b'<html><script>1</script><script type="module">let text = "&lt;script>";</script></html>'


class Inner:
    """An application that answers everything with one page, and remembers what reached it."""

    def __init__(self) -> None:
        self.reached: list[str] = []
        self.headers: dict[bytes, bytes] = {}

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Answer."""
        self.reached.append(scope.get("path", ""))
        self.headers = dict(scope.get("headers", []))
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            return
        kind = b"text/html; charset=utf-8" if scope["path"] == "/" else b"text/css"
        headers = [(b"content-type", kind), (b"access-control-allow-origin", b"*")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": PAGE[:20], "more_body": True})
        await send({"type": "http.response.body", "body": PAGE[20:]})


def client(password: str = "") -> tuple[httpx.AsyncClient, Inner]:
    """Make a browser before a guarded application."""
    inner = Inner()
    guard = Guard(inner, Door(password, lambda: 1000.0), "fr")
    return httpx.AsyncClient(transport=httpx.ASGITransport(guard), base_url=HERE), inner


async def socket(password: str = "", **headers: str) -> list[Message]:
    """Open a socket; give what is answered."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    scope = {
        "type": "websocket",
        "path": "/_nicegui_ws/socket.io/",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    await Guard(Inner(), Door(password, lambda: 1000.0), "fr")(scope, receive, send)
    return sent


async def test_the_page_comes_with_its_policy() -> None:
    """No frame, no other site, and no script but those sent with the page, which carry a number used once."""
    browser, _ = client()
    first, second = [await browser.get("/") for _ in range(2)]
    policy = first.headers["content-security-policy"]
    nonces = set(re.findall(r'<script nonce="([^"]+)"', first.text))

    assert ("DENY", "nosniff", "same-origin") == tuple(
        first.headers[name] for name in ("x-frame-options", "x-content-type-options", "referrer-policy")
    )
    assert "frame-ancestors 'none'" in policy
    (script,) = [part for part in policy.split("; ") if part.startswith("script-src")]
    assert "unsafe" not in script
    assert [f"'nonce-{nonce}'" for nonce in nonces] == re.findall(r"'nonce-[^']+'", script)
    assert nonces.isdisjoint(re.findall(r'nonce="([^"]+)"', second.text))


async def test_the_page_arrives_whole() -> None:
    """Every script of the page carries the number, and nothing else is changed."""
    browser, _ = client()
    answer = await browser.get("/")

    assert PAGE.decode() == re.sub(r' nonce="[^"]+"', "", answer.text)
    assert 2 == answer.text.count("<script nonce=")
    assert str(len(answer.content)) == answer.headers["content-length"]


async def test_no_answer_may_be_read_by_another_site() -> None:
    """A library's invitation to every site is taken back."""
    browser, _ = client()

    for path in ("/", "/studio/studio.css"):
        assert "access-control-allow-origin" not in (await browser.get(path)).headers


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "192.168.1.5:8080", "", "[::ffff:1.2.3.4]", "["]
)
async def test_a_name_that_is_not_this_machine_gets_nothing(host: str) -> None:
    """A page of another site that was pointed at this machine by its name server reads nothing."""
    browser, inner = client()
    answer = await browser.get("/", headers={"host": host})

    assert (421, b"", []) == (answer.status_code, answer.content, inner.reached)


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost:8080", "[::1]:8080", "LOCALHOST"])
async def test_every_name_of_this_machine_is_answered(host: str) -> None:
    """However somebody on this machine writes its name, the page opens."""
    browser, _ = client()

    assert 200 == (await browser.get("/", headers={"host": host})).status_code


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://127.0.0.1:9999", "null", "http://localhost:8080", "http://["]
)
async def test_what_another_site_sends_gets_nothing(origin: str) -> None:
    """A form or a script of another site, or of another port, reaches nothing."""
    browser, inner = client()

    assert 403 == (await browser.post("/", headers={"origin": origin})).status_code
    assert [] == inner.reached


async def test_a_socket_is_opened_by_this_page_only() -> None:
    """A socket from another site, or from nowhere, is closed before it is accepted."""
    host = "127.0.0.1:8080"
    opened = await socket(host=host, origin=f"http://{host}")
    others = [await socket(host=host, origin="https://evil.example"), await socket(host=host)]

    assert ["websocket.accept"] == [each["type"] for each in opened]
    assert [["websocket.close"]] * 2 == [[each["type"] for each in sent] for sent in others]


@pytest.mark.parametrize(
    "path", ["/docs", "/openapi.json", "/admin", "/studio/../page.py", "/studio/a/b", "//evil", "/_nicegui_ws/x"]
)
async def test_there_is_nothing_else_to_ask_for(path: str) -> None:
    """Only the page, its files and its socket are there."""
    browser, inner = client()

    assert 404 == (await browser.get(f"{HERE}{path}")).status_code
    assert [] == inner.reached


async def test_nobody_says_where_the_page_is() -> None:
    """What a proxy would say about the way here does not reach the application, which writes it into the page."""
    browser, inner = client()
    await browser.get("/", headers={"x-forwarded-prefix": '"><script>', "x-forwarded-for": "1.2.3.4"})

    assert [] == [name for name in inner.headers if name.startswith(b"x-forwarded")]


# ---- with a password -----------------------------------------------------------------------------------------------


async def test_a_locked_door_shows_only_itself() -> None:
    """Without a session there is a page that asks for the password, its style, and nothing else."""
    browser, inner = client(SECRET)
    asked = await browser.get("/")

    assert (401, []) == (asked.status_code, inner.reached)
    assert 'type="password"' in asked.text
    assert 200 == (await browser.get("/studio/studio.css")).status_code
    assert 401 == (await browser.get("/studio/studio.js")).status_code
    assert 401 == (await browser.get("/_nicegui/3/static/nicegui.js")).status_code
    assert "websocket.close" == (await socket(SECRET, host="127.0.0.1:8080", origin=HERE))[0]["type"]


async def test_the_password_opens_the_door() -> None:
    """It is sent in the body of a form; the way on is the page, and from then on the cookie is enough."""
    browser, inner = client(SECRET)
    entered = await browser.post("/enter", data={"password": SECRET}, headers={"origin": HERE})
    cookie = entered.headers["set-cookie"]

    assert (303, "/") == (entered.status_code, entered.headers["location"])
    assert SECRET not in str(entered.headers) + entered.text
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    page = await browser.get("/", headers={"cookie": cookie.partition(";")[0]})
    assert (200, ["/"]) == (page.status_code, inner.reached)


async def test_a_wrong_password_is_told() -> None:
    """The page says that it was wrong, in a way that is read aloud, and nothing that was typed comes back."""
    browser, _ = client(SECRET)
    answer = await browser.post("/enter", data={"password": "<script>guess"}, headers={"origin": HERE})

    assert (401, None) == (answer.status_code, answer.headers.get("set-cookie"))
    assert 'role="alert"' in answer.text
    assert "guess" not in answer.text


async def test_guessing_is_stopped() -> None:
    """After a few wrong tries even the right password has to wait, and the answer says how long."""
    browser, _ = client(SECRET)
    for _ in range(MOST_TRIES):
        await browser.post("/enter", data={"password": "guess"}, headers={"origin": HERE})
    answer = await browser.post("/enter", data={"password": SECRET}, headers={"origin": HERE})

    assert (429, "60") == (answer.status_code, answer.headers["retry-after"])
    assert "set-cookie" not in answer.headers


async def test_the_password_of_another_site_is_not_looked_at() -> None:
    """Another site cannot log somebody in, nor guess."""
    browser, _ = client(SECRET)
    answer = await browser.post("/enter", data={"password": SECRET}, headers={"origin": "https://evil.example"})

    assert 403 == answer.status_code


async def test_an_address_that_is_none_is_not_looked_at() -> None:
    """What cannot be taken apart is a wrong host or origin, also where a password is asked for, and breaks nothing."""
    browser, inner = client(SECRET)
    answers = [
        await browser.post("/enter", data={"password": SECRET}, headers={"host": host, "origin": "http://["})
        for host in ("127.0.0.1:8080", "", "[")
    ]

    assert [403] * 3 == [answer.status_code for answer in answers]
    assert 401 == (await browser.get("/", headers={"host": "["})).status_code
    assert [] == inner.reached


async def test_the_password_is_no_part_of_an_address() -> None:
    """A password in an address is not looked at."""
    browser, _ = client(SECRET)

    assert 401 == (await browser.get(f"/enter?password={SECRET}")).status_code


async def test_a_huge_form_is_no_password() -> None:
    """Only the beginning of what is sent is read."""
    browser, _ = client(SECRET)
    form = {"padding": "x" * 5000, "password": SECRET}

    assert 401 == (await browser.post("/enter", data=form, headers={"origin": HERE})).status_code


async def test_without_a_password_there_is_no_door() -> None:
    """The address of the door leads nowhere when it is open."""
    browser, _ = client()

    assert 404 == (await browser.post("/enter", data={"password": ""}, headers={"origin": HERE})).status_code
