"""The real server on a free port of this machine, and what it says to whom."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import logging
import secrets
import signal
import socket
import tracemalloc
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import pytest
from starlette.routing import Route

from bot.adapters.board.events import MOST_BODY
from bot.adapters.board.guard import HEADERS, POLICY, Guard
from bot.adapters.board.limits import MOST_WRONG
from bot.adapters.board.service import application
from bot.core.script import Both
from bot.logs import Discreet
from tests.adapters.board.boards import (
    KEY,
    OTHER,
    STORY,
    Client,
    Kept,
    Stream,
    board,
    client,
    new_group,
    opened,
    played,
    serving,
    until,
)
from tests.chat import NOON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.disclosure import Found
    from bot.core.script import Script


#: What is asked without a network, and what of the memory is the board's.
SCOPE: Final = {
    "type": "http",
    "method": "POST",
    "path": "/board/events",
    "headers": [(b"content-type", b"application/json")],
    "query_string": b"",
}
OURS: Final = tracemalloc.Filter(True, "*/bot/adapters/board/*")  # noqa: FBT003 - its first argument: what is kept


class Asking:
    """A board without a network: sends a key, and takes so many messages before it takes nothing any more."""

    def __init__(self, key: str, most: int = 1000) -> None:
        self.body = json.dumps({"key": key}).encode()
        self.asked = False
        self.most = most
        self.sent: list[Any] = []

    async def receive(self) -> Any:
        """Give the body, and then nothing for good."""
        if self.asked:
            await asyncio.Event().wait()
        self.asked = True
        return {"type": "http.request", "body": self.body, "more_body": False}

    async def send(self, message: Any) -> None:
        """Take a message."""
        self.sent.append(message)
        if len(self.sent) > self.most:
            await asyncio.Event().wait()


def results(block: str) -> Any:
    """Read an event with results."""
    name, data = block.split("\n")
    assert "event: report" == name
    return json.loads(data.removeprefix("data: "))


# ---- the stream


async def test_figures_come_at_once_and_when_they_change(kept: Kept, content: Script) -> None:
    """A board that opens is told how it stands; after that it is told what is new, and nothing else."""
    async with serving(board(kept, content)) as url, client(url) as session:
        stream = await opened(session)
        first = results(await stream.event())
        looked = kept.looks
        await until(lambda: kept.looks > looked + 3)
        kept.groups[KEY] = played(content, kept.groups[KEY])
        second = results(await stream.event())
        stream.leave()

    assert "text/event-stream; charset=utf-8" == stream.answer.headers["content-type"]
    assert (True, False) == (first["fr"]["empty"], second["fr"]["empty"])
    assert 30 == second["en"]["chapters"][0]["number"]


async def test_a_stream_shows_that_it_is_still_there(kept: Kept, content: Script) -> None:
    """Where nothing changes, a comment comes from time to time."""
    async with serving(board(kept, content, heartbeat=0.01)) as url, client(url) as session:
        stream = await opened(session)
        await stream.event()

        assert [": still here"] * 3 == [await stream.block() for _ in range(3)]
        stream.leave()


async def test_a_group_that_is_erased_is_gone(kept: Kept, content: Script) -> None:
    """Every board of it hears so, and its stream ends; after that there is no such group."""
    async with serving(board(kept, content)) as url, client(url) as session:
        streams = [await opened(session) for _ in range(3)]
        for stream in streams:
            await stream.event()
        del kept.groups[KEY]

        assert ["event: gone\ndata: {}"] * 3 == [await stream.event() for stream in streams]
        assert [""] * 3 == [await stream.block() for stream in streams]
        assert 404 == (await opened(session)).answer.status


async def test_labels_follow_the_content(kept: Kept, content: Script) -> None:
    """Content that was reloaded gives the words from the next look on."""
    played_now = [content]
    page = application(kept, lambda: played_now[0], lambda: NOON, every=0.02)
    story = replace(content.scenarios[STORY], title=Both("Un autre titre", "Another title"))
    async with serving(page) as url, client(url) as session:
        stream = await opened(session)
        await stream.event()
        played_now[0] = replace(content, scenarios={**content.scenarios, STORY: story})

        assert "Another title" == results(await stream.event())["en"]["chapters"][0]["title"]
        stream.leave()


@dataclass(slots=True)
class Gated:
    """A group for which each look waits until the test lets it through."""

    found: Found
    gate: asyncio.Semaphore
    looks: int = 0

    async def look(self, _key: str) -> Found | None:
        """Wait, and give the group."""
        self.looks += 1
        await self.gate.acquire()
        return self.found


async def test_boards_of_a_group_share_one_look(content: Script) -> None:
    """Eight boards of the same group ask for it as often as one does."""
    groups = Gated(new_group(), asyncio.Semaphore(1))
    async with serving(board(groups, content, every=0)) as url, client(url) as session:
        streams = [await opened(session) for _ in range(8)]
        for stream in streams:
            await stream.event()
        await until(lambda: groups.looks == 2)
        for _ in range(5):
            groups.gate.release()
        await until(lambda: groups.looks == 7)
        for stream in streams:
            stream.leave()


async def test_nothing_is_asked_for_when_nobody_looks(kept: Kept, content: Script) -> None:
    """The last board that leaves ends the looking."""
    before = asyncio.all_tasks()
    async with serving(board(kept, content)) as url, client(url) as session:
        for _ in range(2):
            stream = await opened(session)
            await stream.event()
            stream.leave()
        await until(lambda: not [task for task in asyncio.all_tasks() - before if task.get_name().startswith("a ")])
        looked = kept.looks
        await asyncio.sleep(0.1)

    assert looked == kept.looks


async def test_trouble_ends_a_stream_without_goodbye(kept: Kept, content: Script) -> None:
    """A group that cannot be looked at is not gone: its boards are to ask again, and are told when."""
    async with serving(board(kept, content)) as url, client(url) as session:
        stream = await opened(session)
        await stream.event()
        kept.trouble = OSError("the disk")
        assert "" == await stream.event()
        again = await opened(session)
        assert (503, "5") == (again.answer.status, again.answer.headers["retry-after"])
        kept.trouble = None

        assert 200 == (await opened(session)).answer.status


# ---- keys


MALFORMED = [
    b"",
    b"{}",
    b"[]",
    b'"Kq3_zT7-aB9xYw2LmNpQrS"',
    b'{"key": null}',
    b'{"key": 22}',
    b'{"key": ["Kq3_zT7-aB9xYw2LmNpQrS"]}',
    b'{"key": "short"}',
    b'{"key": "Kq3_zT7-aB9xYw2LmNpQrSS"}',
    b'{"key": "Kq3_zT7-aB9xYw2LmNpQr\\n"}',
    b'{"key": "Kq3_zT7-aB9xYw2LmNpQrS\\n"}',
    b'{"key": "Kq3_zT7-aB9xYw2LmNpQr="}',
    '{"key": "Kq3_zT7-aB9xYw2LmNpQré"}'.encode(),
    b'{"key": "Kq3_zT7-aB9xYw2LmNpQrS", "more": 1}',
    b'{"KEY": "Kq3_zT7-aB9xYw2LmNpQrS"}',
    b"\xff\xfe",
    b"[" * 200,
    b"key=Kq3_zT7-aB9xYw2LmNpQrS",
]


async def test_what_is_no_key_is_not_looked_for(kept: Kept, content: Script) -> None:
    """Whatever else is sent is refused before anything is asked, and takes none of the tries away."""
    async with serving(board(kept, content, seconds=lambda: 0.0)) as url, client(url) as session:
        sent = {"content-type": "application/json"}
        statuses = [(await session.ask("POST", "/board/events", data=body, headers=sent)).status for body in MALFORMED]
        plain = await session.ask(
            "POST", "/board/events", data=json.dumps({"key": KEY}), headers={"content-type": "text/plain"}
        )
        form = await session.ask("POST", "/board/events", data={"key": KEY})
        assert 0 == kept.looks

        assert [400] * len(MALFORMED) == statuses
        assert (400, 400) == (plain.status, form.status)
        assert 404 == (await opened(session, OTHER)).answer.status


async def test_what_is_too_long_is_refused(kept: Kept, content: Script) -> None:
    """A body of more than a few hundred bytes is not read to its end, whether its length is told or not."""

    async def pieces() -> Any:
        for _ in range(20):
            yield b" " * MOST_BODY

    async with serving(board(kept, content)) as url, client(url) as session:
        sent = {"content-type": "application/json"}
        whole = await session.ask("POST", "/board/events", data=b" " * (MOST_BODY + 1), headers=sent)
        in_pieces = await session.ask("POST", "/board/events", data=pieces(), headers=sent)

    assert (413, 413, 0) == (whole.status, in_pieces.status, kept.looks)


async def test_a_body_that_never_comes_is_given_up(kept: Kept, content: Script) -> None:
    """Who promises a body and sends none does not keep a connection."""
    async with serving(board(kept, content, patience=0.05)) as url:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(url.rpartition(":")[2]))
        head = (
            b"POST /board/events HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 40\r\n\r\n{"
        )
        writer.write(head)
        first = await asyncio.wait_for(reader.readline(), 20)
        writer.close()

    assert first.startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
async def test_a_key_is_only_ever_posted(kept: Kept, content: Script, method: str) -> None:
    """No other way to ask for a stream exists, and no other site may ask whether there is one."""
    async with serving(board(kept, content)) as url, client(url) as session:
        answer = await session.ask(method, f"/board/events?key={KEY}")

        assert (405, b"") == (answer.status, await answer.read())
        assert "access-control-allow-origin" not in answer.headers


async def test_ten_thousand_guesses_open_nothing_and_hold_nobody_up(kept: Kept, content: Script) -> None:
    """Wrong keys are told to wait, memory stays as it is, and the right key opens in the middle of it."""
    page = board(kept, content, seconds=lambda: 0.0)
    statuses: Counter[int] = Counter()

    async def guess(times: int) -> None:
        for _ in range(times):
            asking = Asking(secrets.token_urlsafe(16))
            await page(SCOPE, asking.receive, asking.send)
            statuses[asking.sent[0]["status"]] += 1
            await asyncio.sleep(0)  # as a network would, let others have their turn

    await guess(200)
    tracemalloc.start()
    try:
        flood = asyncio.create_task(guess(9_800))
        await until(lambda: sum(statuses.values()) > 3_000)
        asking = Asking(KEY)
        watching = asyncio.create_task(page(SCOPE, asking.receive, asking.send))
        await until(lambda: len(asking.sent) > 1)
        in_the_middle = not flood.done()
        await flood
        watching.cancel()
        held = tracemalloc.take_snapshot().filter_traces([OURS])
    finally:
        tracemalloc.stop()

    assert {404: MOST_WRONG, 429: 10_000 - MOST_WRONG} == statuses
    assert (200, True) == (asking.sent[0]["status"], in_the_middle)
    assert results(asking.sent[1]["body"].decode().strip())["fr"]["empty"]
    assert sum(trace.size for trace in held.traces) < 50_000


async def test_too_many_wrong_keys_are_told_how_long_to_wait(kept: Kept, content: Script) -> None:
    """The answer has words in both languages, and the seconds."""
    async with serving(board(kept, content, seconds=lambda: 0.0)) as url, client(url) as session:
        for _ in range(MOST_WRONG + 1):
            answer = (await opened(session, OTHER)).answer
        said = await answer.text()

    assert (429, "6") == (answer.status, answer.headers["retry-after"])
    assert "6 s" in said.splitlines()[0]
    assert OTHER not in said


# ---- places


async def test_one_board_too_many_waits_for_a_place(kept: Kept, content: Script) -> None:
    """It is told so, and finds a place once another board has left."""
    async with serving(board(kept, content, most_open=2)) as url, client(url) as session:
        streams = [await opened(session) for _ in range(3)]
        assert [200, 200, 503] == [stream.answer.status for stream in streams]
        assert "Too many boards" in await streams[2].answer.text()
        streams[0].leave()

        assert 200 == await status_in_time(session)


async def test_one_group_leaves_places_for_others(kept: Kept, content: Script) -> None:
    """However many boards one group opens, another group finds a place."""
    kept.groups[OTHER] = kept.groups[KEY]
    async with serving(board(kept, content)) as url, client(url) as session:
        streams = [await opened(session) for _ in range(9)]
        other = await opened(session, OTHER)
        for stream in (*streams, other):
            stream.leave()

    assert [200] * 8 + [503] == [stream.answer.status for stream in streams]
    assert 200 == other.answer.status


async def status_in_time(session: Client) -> int:
    """Ask until there is a place, and give the status of that answer."""
    found: list[Stream] = []
    async with asyncio.timeout(20):
        while not found or found[-1].answer.status == 503:
            found.append(await opened(session))
    for stream in found:
        stream.leave()
    return found[-1].answer.status


async def test_a_board_that_vanishes_leaves_its_place(kept: Kept, content: Script) -> None:
    """A connection that breaks off without goodbye takes nothing with it."""
    async with serving(board(kept, content, most_open=1, heartbeat=0.05)) as url, client(url) as session:
        for _ in range(3):
            with socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2]))) as taken:
                body = json.dumps({"key": KEY}).encode()
                head = (
                    "POST /board/events HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
                    f"content-length: {len(body)}\r\n\r\n"
                )
                taken.setblocking(False)  # noqa: FBT003 - sockets are set so
                await asyncio.get_running_loop().sock_sendall(taken, head.encode() + body)
                assert b"200" in await asyncio.get_running_loop().sock_recv(taken, 20)
                # Nothing is read any more, and the socket is closed hard.
                taken.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")

        assert 200 == await status_in_time(session)


async def test_a_board_that_takes_nothing_is_given_up(kept: Kept, content: Script) -> None:
    """Where not a byte is taken any more the place becomes free, and nothing piles up."""
    page = board(kept, content, most_open=1, patience=0.05, heartbeat=0.01)
    for _ in range(2):
        asking = Asking(KEY, most=2)
        await asyncio.wait_for(page(SCOPE, asking.receive, asking.send), 20)

        assert (3, 200) == (len(asking.sent), asking.sent[0]["status"])


# ---- what every answer has, and what stands nowhere


@pytest.mark.parametrize("path", ["/", "/board/", "/board/words.py", "/studio/studio.js", "/docs"])
async def test_there_is_nothing_else(kept: Kept, content: Script, path: str) -> None:
    """What is not the board is not found, and no word tells what it is not."""
    async with serving(board(kept, content)) as url, client(url) as session:
        answer = await session.ask("GET", path, allow_redirects=False)

        assert (404, b"") == (answer.status, await answer.read())


async def test_every_answer_is_sealed(kept: Kept, content: Script) -> None:
    """Page, files, stream and refusals forbid what they do not need, and do not say what serves them."""
    async with serving(board(kept, content)) as url, client(url) as session:
        answers = [await session.ask("GET", path) for path in ("/", "/board", "/board/board.js", "/board/board.css")]
        answers += [
            await session.ask("HEAD", "/board"),
            await session.ask("PUT", "/board"),
            await session.ask("GET", "/favicon.ico"),
        ]
        answers += [(await opened(session)).answer, (await opened(session, OTHER)).answer]
        answers += [(await opened(session, "short")).answer]
        statuses = [answer.status for answer in answers]
        for answer in answers:
            answer.close()

    assert [404, 200, 200, 200, 200, 405, 204, 200, 404, 400] == statuses
    for answer in answers:
        assert [] == [name for name, value in HEADERS if answer.headers.getall(name.decode()) != [value.decode()]]
        assert {"server", "date", "set-cookie"}.isdisjoint(name.lower() for name in answer.headers)
        assert "unsafe" not in answer.headers["content-security-policy"]
    assert POLICY.startswith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; ")


async def test_the_page_is_the_same_for_everybody(kept: Kept, content: Script) -> None:
    """Nothing of a group is in the page or its files: they are sent before any key is known."""
    async with serving(board(kept, content)) as url, client(url) as session:
        page = await (await session.ask("GET", "/board")).text()
        data = page.partition('type="application/json">')[2].partition("</script>")[0]

    assert 0 == kept.looks
    assert "<" not in data
    assert "En attente" == json.loads(data)["words"]["waiting-head"]["fr"]
    assert "//" not in page.replace(data, "").replace("<!doctype", "")


@pytest.fixture(name="log")
def _log() -> Iterator[io.StringIO]:
    """Write every line of every logger, as loud as can be, the way this project writes its log."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Discreet())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)


async def test_no_line_holds_a_key(
    kept: Kept, content: Script, log: io.StringIO, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Not of a right key and not of a wrong one, not at DEBUG, not when the keeper of groups breaks over it."""
    caplog.set_level(logging.DEBUG)
    asyncio.get_running_loop().set_debug(True)
    page = board(kept, content, every=0.01)
    async with serving(page) as url, client(url) as session:
        session.session.headers["user-agent"] = "a-curious-browser"
        stream = await opened(session)
        await stream.event()
        await opened(session, OTHER)
        await session.ask("POST", "/board/events", data=f'{{"key": "{KEY}", "x": 1}}')
        kept.trouble = RuntimeError(f"no group {KEY}")
        await stream.event()
        await opened(session)
        await session.ask("GET", f"/nowhere?{KEY}")
    printed = "".join(capfd.readouterr())
    lines = [(record.name, f"{record.getMessage()} {record.args}") for record in caplog.records]
    said = "\n".join(line for _, line in lines)
    without_asyncio = "\n".join(line for name, line in lines if name != "asyncio")

    assert "a group cannot be looked at [RuntimeError at boards.py:" in log.getvalue()
    for secret in (KEY, OTHER, "a-curious-browser", "127.0.0.1", "/nowhere"):
        assert secret not in log.getvalue()
        assert secret not in printed
        # asyncio in its own debug mode names sockets; of that, `Discreet` tells no more than that something was said.
        assert secret not in (said if secret in (KEY, OTHER) else without_asyncio)


async def test_a_mistake_is_told_by_type_and_place(kept: Kept, content: Script, log: io.StringIO) -> None:
    """An answer that breaks in the middle is a status for who asked, and a line without a value for who runs it."""
    page = board(kept, content)

    async def broken(*_: Any) -> None:
        raise LookupError(KEY)

    page.router.routes[:] = [Route("/board", broken)]
    async with serving(page) as url, client(url) as session:
        answer = await session.ask("GET", "/board")
        assert (500, b"") == (answer.status, await answer.read())
    assert "an answer broke [LookupError at test_service.py:" in log.getvalue()
    assert KEY not in log.getvalue()


async def test_a_mistake_in_the_middle_ends_the_answer(log: io.StringIO) -> None:
    """What breaks after its status was sent is not answered twice: the line is cut, and the place is told."""

    async def broken(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise LookupError(KEY)

    asking = Asking(KEY)
    await Guard(broken)({"type": "http"}, asking.receive, asking.send)

    assert [200] == [message["status"] for message in asking.sent]
    assert "an answer broke [LookupError at test_service.py:" in log.getvalue()


# ---- the end


async def test_it_ends_with_boards_open(kept: Kept, content: Script) -> None:
    """Who stops the bot does not wait for those who watch, and they see that the line is cut."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    async with contextlib.AsyncExitStack() as outer:
        async with serving(board(kept, content)) as url:
            session = await outer.enter_async_context(client(url))
            stream = await opened(session)
            await stream.event()
            while_serving = {number: signal.getsignal(number) for number in handlers}
        assert "" == await stream.event()

    assert handlers == while_serving
