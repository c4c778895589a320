from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.adapters.telegram.process import all_confirmed, running, until
from tests.botapi import User

if TYPE_CHECKING:
    from pathlib import Path

    from tests.botapi import TelegramServer

#: Telegram's pace, a third of the real one, so that a test reaches it soon.
OVERALL = 10
PEOPLE = 40


async def test_telegrams_limits_are_kept_and_lose_nothing(server: TelegramServer, tmp_path: Path) -> None:
    """Over the limit of a chat and of all chats, each wait is waited out, and each update gets one answer."""
    server.limits.set(per_chat=1, overall=OVERALL)
    talkative = [User(server, 30_000 + number) for number in range(3)]
    others = [User(server, 31_000 + number) for number in range(30)]
    async with running(server, tmp_path):
        for _ in range(6):
            for user in talkative:
                user.say("/aide")
        for user in others:
            user.say("/start")
        shown = await others[0].next_reply(30)
        others[0].forge("1fl", shown)
        await all_confirmed(server, 60)

    waited = {flood.chat for flood in server.limits.floods}
    assert [] == server.limits.early
    assert ([], [], 0) == (server.lost(), server.confirmed_too_early(), server.surplus_replies())
    assert 6 * 3 + 30 + 1 == len([each for each in server.replies_per_update() if each.reply is not None])
    assert {user.id for user in talkative} <= waited
    assert not waited.isdisjoint(user.id for user in others)


@pytest.mark.parametrize("telegrams_pace", [OVERALL * 2, OVERALL * 0.8])
async def test_an_alarm_goes_out_before_all_who_wait(
    server: TelegramServer, tmp_path: Path, telegrams_pace: float
) -> None:
    """While dozens wait for a pace, the bot's or Telegram's, the answer to somebody in danger is the next call."""
    server.limits.set(per_chat=1, overall=telegrams_pace)
    crowd = [User(server, 40_000 + number) for number in range(PEOPLE)]
    async with running(server, tmp_path, BOT_MESSAGES_PER_SECOND=str(OVERALL)):
        for user in crowd:
            user.say("/aide")
        await until(lambda: any(user.chat.replies for user in crowd))
        await asyncio.sleep(0.2)
        endangered = User(server, 50_000)
        alarm = endangered.say("je veux mourir")
        message = await endangered.next_reply(30)
        waiting = [user for user in crowd if not user.chat.replies]
        await all_confirmed(server, 60)

    assert alarm.delivered is not None
    later = [call.parameters["chat_id"] for call in server.calls_of("sendMessage") if call.time >= alarm.delivered]
    assert "535353" in message["text"]
    # At most the call that was on its way already when Telegram gave the alarm.
    assert later.index(endangered.id) <= 1
    assert len(waiting) > PEOPLE / 3
    assert (telegrams_pace < OVERALL) == bool(server.limits.floods)
    assert [] == server.limits.early
    assert ([], [], 0) == (server.lost(), server.confirmed_too_early(), server.surplus_replies())
