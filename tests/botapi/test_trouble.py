from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from tests.botapi import Faults, TelegramServer, User

if TYPE_CHECKING:
    from tests.botapi.conftest import Api


async def post(api: Api, method: str, **parameters: Any) -> tuple[int, str, str]:
    """Call; return the status, the kind and the words of the answer."""
    async with api.session.post(api.address(method), json=parameters) as response:
        return response.status, response.content_type, await response.text()


# ---- faults


@pytest.mark.parametrize(("kind", "status"), [("server_error", 500), ("bad_gateway", 502)])
async def test_a_broken_server_answers_in_html(
    api: Api, server: TelegramServer, ada: User, kind: str, status: int
) -> None:
    """A 500 or 502 is a page, not JSON, and nothing was done."""
    server.faults.force(kind)
    found = await post(api, "sendMessage", chat_id=ada.id, text="a")

    assert (status, "text/html") == found[:2]
    assert [] == ada.chat.said_by_bot()
    assert [(status, kind)] == [(call.status, call.fault) for call in server.calls_of("sendMessage")]


async def test_a_reset_before_has_no_effect(api: Api, server: TelegramServer, ada: User) -> None:
    """The connection is cut and nothing was sent."""
    server.faults.force("reset_before", "sendMessage")
    with pytest.raises(aiohttp.ClientError):
        await api("sendMessage", chat_id=ada.id, text="a")

    assert [] == ada.chat.said_by_bot()
    assert [0] == [call.status for call in server.calls_of("sendMessage")]


async def test_a_reset_after_has_an_effect(api: Api, server: TelegramServer, ada: User) -> None:
    """The connection is cut, but the message is there."""
    server.faults.force("reset_after", "sendMessage")
    with pytest.raises(aiohttp.ClientError):
        await api("sendMessage", chat_id=ada.id, text="a")

    assert ["a"] == [message["text"] for message in ada.chat.said_by_bot()]
    assert [(200, "reset_after")] == [(call.status, call.fault) for call in server.calls_of("sendMessage")]


async def test_a_torn_answer_is_no_json(api: Api, server: TelegramServer, ada: User) -> None:
    """Half an answer comes with a 200, and the message is there."""
    server.faults.force("torn")
    status, _, body = await post(api, "sendMessage", chat_id=ada.id, text="a")

    assert 200 == status
    with pytest.raises(ValueError, match=r"."):
        json.loads(body)
    assert 1 == len(ada.chat.said_by_bot())


async def test_a_slow_answer_comes_late(api: Api, server: TelegramServer, ada: User) -> None:
    """The effect is at once, the answer later."""
    server.faults.set(slow=1.0, slow_seconds=0.3)
    sending = asyncio.create_task(api.send(ada.id))
    await ada.next_reply(0.2)
    start = time.monotonic()
    await sending

    assert time.monotonic() - start > 0.1


@pytest.mark.parametrize("kind", ["reset_after", "torn"])
async def test_an_answer_that_was_lost_delivers_nothing(api: Api, server: TelegramServer, ada: User, kind: str) -> None:
    """Updates in an answer that never arrived, or not whole, are not delivered; they come again."""
    server.faults.force(kind, "getUpdates")
    with pytest.raises((aiohttp.ClientError, ValueError)):
        await api("getUpdates")
    pushed = server.world.queue.history[0]

    assert (0, None) == (pushed.deliveries, pushed.delivered)
    assert 1 == len(await api.result("getUpdates"))
    assert 1 == pushed.deliveries
    assert ada.chat.known


async def test_a_server_that_is_down_cuts_everything(api: Api, server: TelegramServer, ada: User) -> None:
    """Calls and waiting polls are cut; afterwards everything is as it was."""
    await api.result("getUpdates", offset=server.world.queue.next_id)
    polling = asyncio.create_task(api("getUpdates", offset=server.world.queue.next_id, timeout=10))
    await asyncio.sleep(0.1)
    server.go_down()
    with pytest.raises(aiohttp.ClientError):
        await polling
    with pytest.raises(aiohttp.ClientError):
        await api("getMe")
    pushed = ada.say("hello")
    server.come_up()

    assert [pushed.update_id] == [update["update_id"] for update in await api.result("getUpdates")]


async def test_shares_are_drawn_from_the_seed(api: Api, server: TelegramServer) -> None:
    """The same seed gives the same row of troubles, in the shares asked for, on the methods asked for."""
    rows = []
    for _ in range(2):
        faults = Faults(server_error=0.2, torn=0.1, seed=7, methods=("sendMessage",))
        rows.append([faults.draw("sendMessage") for _ in range(2000)])
        assert not any(faults.draw("getMe") for _ in range(100))

    assert rows[0] == rows[1]
    assert 300 < rows[0].count("server_error") < 500
    assert 100 < rows[0].count("torn") < 300
    server.faults.set(server_error=1.0)
    assert 500 == (await post(api, "getMe"))[0]
    server.faults.clear()
    assert 200 == (await post(api, "getMe"))[0]


def test_a_typo_in_a_fault_is_told() -> None:
    """Settings that do not exist are refused."""
    with pytest.raises(ValueError, match="no such"):
        Faults().set(sever_error=1.0)
    with pytest.raises(ValueError, match="no such"):
        Faults().force("lightning")


# ---- limits


async def test_without_limits_nothing_is_limited(api: Api, server: TelegramServer, ada: User) -> None:
    """Limits are off unless asked for."""
    for _ in range(50):
        await api.send(ada.id)

    assert [] == server.limits.floods


async def test_a_chat_takes_a_burst_and_then_one_a_second(api: Api, server: TelegramServer, ada: User) -> None:
    """The 429 says how long to wait; waiting that long is enough, and another chat is not held up."""
    bea = User(server, 502)
    bea.say("hello")
    server.limits.set(per_chat=2.0, burst=3)
    for _ in range(3):
        await api.send(ada.id)
    status, answer = await api("sendMessage", chat_id=ada.id, text="a")

    assert (429, {"retry_after": 1}) == (status, answer["parameters"])
    assert "Too Many Requests: retry after 1" == answer["description"]
    await api.send(bea.id)
    await asyncio.sleep(1.01)
    await api.send(ada.id)
    assert [(ada.id, "sendMessage", 1)] == [(each.chat, each.method, each.retry_after) for each in server.limits.floods]
    assert [] == server.limits.early


async def test_whoever_does_not_wait_is_found_out(api: Api, server: TelegramServer, ada: User) -> None:
    """A call to a chat before its wait is over is refused again and recorded."""
    server.faults.set(retry_after=2)
    server.faults.force("flood", "sendMessage")
    first = await api("sendMessage", chat_id=ada.id, text="a")
    second = await api("sendMessage", chat_id=ada.id, text="a")
    await api("deleteMessage", chat_id=ada.id, message_id=1)

    assert [429, 429] == [first[0], second[0]]
    assert ["sendMessage", "deleteMessage"] == [method for _, method, _, _ in server.limits.early]
    assert [] == ada.chat.said_by_bot()


async def test_all_chats_together_have_a_pace(api: Api, server: TelegramServer) -> None:
    """Thirty messages a second pass, whoever they are for."""
    users = [User(server, number) for number in range(700, 740)]
    for user in users:
        user.say("hello")
    server.limits.set(overall=30.0)
    found = await asyncio.gather(*(api("sendMessage", chat_id=user.id, text="a") for user in users))
    passed = [status for status, _ in found].count(200)

    assert 30 <= passed < 36
    assert 40 - passed == len(server.limits.floods)


# ---- the ledger


async def test_each_update_knows_its_reply(api: Api, server: TelegramServer) -> None:
    """Answered then confirmed, confirmed then answered, and never answered are told apart."""
    good, early, lost, waiting = (User(server, number) for number in range(801, 805))
    pushed = [user.say("hello") for user in (good, early, lost)]
    await api.result("getUpdates")
    await api.send(good.id)
    await api.result("getUpdates", offset=pushed[-1].update_id + 1)
    await api.send(early.id)
    waiting.say("hello")
    found = server.replies_per_update()

    assert [(1, 0), (0, 1), (0, 0), (0, 0)] == [(each.before, each.after) for each in found]
    assert [False, False, True, False] == [each.lost for each in found]
    assert [pushed[2]] == server.lost()
    assert [pushed[1], pushed[2]] == server.confirmed_too_early()
    assert [] == server.lost("callback_query")


async def test_one_reply_does_not_answer_two_updates(api: Api, server: TelegramServer, ada: User) -> None:
    """Within a chat replies are counted one by one; one too many is counted too."""
    second = ada.say("again")
    await api.result("getUpdates")
    await api.send(ada.id)
    await api.result("getUpdates", offset=second.update_id + 1)

    assert [second] == server.lost()
    assert 0 == server.surplus_replies()
    for _ in range(2):
        await api.send(ada.id)
    assert 1 == server.surplus_replies()


async def test_a_screen_that_is_shown_already_is_a_reply(api: Api, server: TelegramServer, ada: User) -> None:
    """An edit that changes nothing still answers: the person sees what they asked for."""
    sent = await api.send(ada.id, "one")
    await api.result("getUpdates", offset=server.world.queue.next_id)
    pushed = ada.forge("x", sent)
    await api.result("getUpdates")
    await api("editMessageText", chat_id=ada.id, message_id=sent["message_id"], text="one")
    await api.result("getUpdates", offset=pushed.update_id + 1)

    assert pushed not in server.confirmed_too_early()


# ---- measuring


async def test_fast_keeps_counters_only() -> None:
    """For measuring, nothing grows with the number of calls."""
    async with TelegramServer(fast=True) as server, aiohttp.ClientSession() as session:
        user = User(server, 501)
        for _ in range(20):
            user.say("hello")
        address = f"{server.url}/bot{server.token}/"
        for _ in range(20):
            async with session.post(address + "sendMessage", json={"chat_id": 501, "text": "a"}) as response:
                assert 200 == response.status
        async with session.post(address + "getUpdates", json={"offset": server.world.queue.next_id}) as response:
            assert 200 == response.status

        assert (20, 1) == (server.counts["sendMessage"], server.counts["getUpdates"])
        assert (20, 20) == (server.world.counts["replies"], server.world.queue.counts["confirmed"])
        assert ([], [], []) == (server.calls, user.chat.log, server.world.queue.history)
        assert len(user.chat.messages) < 10
