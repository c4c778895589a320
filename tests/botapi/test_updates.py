from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.botapi import User
from tests.botapi.queue import LIFETIMES
from tests.botapi.rules import CONFLICT, CONFLICT_WEBHOOK

if TYPE_CHECKING:
    from tests.botapi import TelegramServer
    from tests.botapi.conftest import Api


async def ids(api: Api, **parameters: Any) -> list[int]:
    """Ask for updates; return their ids."""
    return [update["update_id"] for update in await api.result("getUpdates", **parameters)]


@pytest.fixture(name="five")
def _five(server: TelegramServer) -> list[int]:
    """Push five updates of five people; return their ids."""
    return [User(server, number).say("hello").update_id for number in range(601, 606)]


async def test_unconfirmed_updates_come_again(api: Api, five: list[int]) -> None:
    """Asking again with the same offset, or with none, gives the same updates."""
    assert five == await ids(api)
    assert five == await ids(api, offset=five[0])
    assert five[:2] == await ids(api, limit=2)


async def test_ids_follow_one_another(five: list[int]) -> None:
    """Update ids grow by one."""
    assert list(range(five[0], five[0] + 5)) == five


async def test_a_later_offset_confirms_for_ever(api: Api, server: TelegramServer, five: list[int]) -> None:
    """What is before the offset is forgotten, even when an earlier offset is asked for afterwards."""
    await ids(api)

    assert five[3:] == await ids(api, offset=five[3])
    assert five[3:] == await ids(api, offset=five[0])
    assert [True, True, True, False, False] == [each.confirmed is not None for each in server.world.queue.history]


async def test_an_offset_far_in_the_future_is_not_believed(api: Api, five: list[int]) -> None:
    """An offset of another server confirms nothing; the one after the last confirms all."""
    assert five == await ids(api, offset=five[-1] + 100)
    assert [] == await ids(api, offset=five[-1] + 1)
    assert [] == await ids(api)


async def test_a_negative_offset_forgets_all_but_the_last(api: Api, five: list[int]) -> None:
    """-2 gives the last two, and the others are gone."""
    assert five[-2:] == await ids(api, offset=-2)
    assert five[-2:] == await ids(api)


@pytest.mark.parametrize(("limit", "given"), [(0, 1), (1, 1), (100, 100), (1000, 100), ("", 100)])
async def test_the_limit_is_one_to_a_hundred(api: Api, server: TelegramServer, limit: Any, given: int) -> None:
    """Any limit is moved between 1 and 100."""
    user = User(server, 601)
    for _ in range(120):
        user.say("x")

    assert given == len(await ids(api, limit=limit))


async def test_a_poll_waits_and_is_woken(api: Api, ada: User) -> None:
    """A long poll answers as soon as there is something, and not before."""
    confirmed = max(await ids(api)) + 1
    start = time.monotonic()
    polling = asyncio.create_task(ids(api, offset=confirmed, timeout=10))
    await asyncio.sleep(0.2)
    assert not polling.done()
    pushed = ada.say("hello")

    assert [pushed.update_id] == await polling
    assert 0.2 <= time.monotonic() - start < 9


async def test_a_poll_ends_empty(api: Api) -> None:
    """Without news a poll ends when its time is over, with nothing."""
    start = time.monotonic()

    assert [] == await ids(api, timeout=1)
    assert 1 <= time.monotonic() - start < 10


async def test_two_polls_are_a_conflict(api: Api) -> None:
    """The older of two who poll is told that there is another."""
    older = asyncio.create_task(api("getUpdates", timeout=10))
    await asyncio.sleep(0.1)
    newer = asyncio.create_task(ids(api, timeout=1))
    status, answer = await older

    assert (409, CONFLICT) == (status, answer["description"])
    assert [] == await newer


async def test_a_poll_that_hung_up_is_forgotten(api: Api, server: TelegramServer, ada: User) -> None:
    """When the bot dies while it polls, its updates wait for the next start."""
    await ids(api, offset=10**9)
    confirmed = max(await ids(api)) + 1
    polling = asyncio.create_task(ids(api, offset=confirmed, timeout=10))
    await asyncio.sleep(0.1)
    polling.cancel()
    await asyncio.wait((polling,))
    await asyncio.sleep(0.1)
    pushed = ada.say("hello")

    assert None is pushed.delivered
    assert [pushed.update_id] == await ids(api)
    assert 1 == pushed.deliveries
    assert 0 == server.statuses[409]


async def test_a_webhook_ends_polling(api: Api) -> None:
    """While a webhook is set polls are refused, the waiting one too; deleting it lets them through."""
    polling = asyncio.create_task(api("getUpdates", timeout=10))
    await asyncio.sleep(0.1)
    await api.result("setWebhook", url="https://a.org/hook")

    assert (409, "Conflict: terminated by setWebhook request") == (
        (await polling)[0],
        (await polling)[1]["description"],
    )
    assert (409, CONFLICT_WEBHOOK) == await api.refusal("getUpdates")
    assert "https://a.org/hook" == (await api.result("getWebhookInfo"))["url"]

    await api.result("deleteWebhook")
    assert [] == await ids(api)
    assert 400 == (await api.refusal("setWebhook", url="http://a.org"))[0]


async def test_pending_updates_can_be_dropped(api: Api, server: TelegramServer, five: list[int]) -> None:
    """Deleting the webhook with drop_pending_updates forgets what waits."""
    await api.result("deleteWebhook", drop_pending_updates=True)

    assert [] == await ids(api)
    assert ["cleared"] * len(five) == [each.dropped for each in server.world.queue.history]


async def test_only_wanted_kinds_come(api: Api, server: TelegramServer, ada: User) -> None:
    """What the bot asked for is remembered; other kinds are never given, whenever they happened."""
    before = ada.inline_query("early")
    await ids(api, offset=10**9, allowed_updates=["message", "edited_message"])
    kinds = [next(name for name in update if name != "update_id") for update in await api.result("getUpdates")]
    late = ada.inline_query("late")
    ada.say("hello")
    ada.edit(max(ada.chat.messages), "hallo")
    found = await api.result("getUpdates")

    assert ["message"] == kinds
    assert ["message", "message", "edited_message"] == [list(update)[1] for update in found]
    assert ("unwanted", "unwanted", 0) == (before.dropped, late.dropped, late.update_id)
    assert 3 == len(server.world.queue)


async def test_without_a_wish_the_usual_kinds_come(api: Api, server: TelegramServer, ada: User) -> None:
    """An empty list brings the usual kinds back, which are all but the three that must be asked for."""
    await ids(api, allowed_updates=["message"])
    await ids(api, allowed_updates=[])
    body = {"chat": ada.chat.json(), "date": 1}
    for kind in ("my_chat_member", "chat_member", "message_reaction", "poll"):
        server.world.push(kind, body, ada.id)

    assert ["message", "my_chat_member", "poll"] == [list(update)[1] for update in await api.result("getUpdates")]


async def test_old_updates_are_forgotten(api: Api, server: TelegramServer, ada: User) -> None:
    """A pressed button waits 150 seconds for the bot, a message a day; then Telegram gives them to nobody."""
    said = ada.say("hello")
    pressed = ada.forge("data", max(ada.chat.messages))
    server.world.clock_shift = LIFETIMES["callback_query"] + 1
    assert pressed.update_id not in await ids(api)
    assert said.update_id in await ids(api)

    server.world.clock_shift = 86_401
    assert [] == await ids(api)
    assert ("expired", "expired") == (said.dropped, pressed.dropped)


async def test_impatient_polls_are_slowed(api: Api, server: TelegramServer, five: list[int]) -> None:
    """The same offset again within half a second gives one update; with nothing to give, it waits three seconds."""
    server.world.queue.strict_polls = True

    assert five == await ids(api, offset=five[0])
    assert five[:1] == await ids(api, offset=five[0])
    await asyncio.sleep(0.6)
    assert five == await ids(api, offset=five[0])

    assert [] == await ids(api, offset=five[-1] + 1)
    start = time.monotonic()
    assert [] == await ids(api, offset=five[-1] + 1)
    assert 2.9 <= time.monotonic() - start < 12
