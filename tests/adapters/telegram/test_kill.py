from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

from tests.adapters.telegram.process import all_confirmed, polled, running, start
from tests.botapi import KINDS, Faults, User

if TYPE_CHECKING:
    from pathlib import Path

    from tests.botapi import TelegramServer

#: As in the measurement that this test answers: sixty updates a second, killed now and then.
A_SECOND = 60
KILLS = 10
#: The id of a message that is in nobody's chat any more.
_GONE = 1
_WORDS = ("/start", "/aide", "si jai figé est-ce que jétais daccord", "🙂", "je veux mourir", "what if i froze")


class Crowd:
    """Every update is from somebody new, so that each reply belongs to one update."""

    def __init__(self, server: TelegramServer, seed: int) -> None:
        self.server = server
        self.chance = random.Random(seed)
        self.pushed = 0
        self._stop = asyncio.Event()

    async def come(self) -> None:
        """Do something, sixty times a second, until told to stop."""
        while not self._stop.is_set():
            self.pushed += 1
            user = User(self.server, 10_000 + self.pushed, language_code=self.chance.choice(("fr", "en", "es")))
            deed = self.chance.random()
            if deed < 0.1:
                user.forge("1fl", user.world.message(user.chat, user.world.bot, {"text": "x"}))
            elif deed < 0.2:
                user.forge("1fl", _GONE)
            elif deed < 0.3:
                user.send_media("photo")
            else:
                user.say(self.chance.choice(_WORDS))
            await asyncio.sleep(1 / A_SECOND)

    def leave(self) -> None:
        """Stop coming."""
        self._stop.set()


async def test_no_update_is_lost_when_the_process_is_killed(server: TelegramServer, tmp_path: Path) -> None:
    """Killed at ten random moments under load: every update is answered, and confirmed only after its answer."""
    assert server.world.queue.strict_polls
    chance = random.Random(7)
    crowd = Crowd(server, seed=1)
    coming = asyncio.create_task(crowd.come())
    for _ in range(KILLS):
        bot = await start(server, tmp_path)
        await polled(server)
        await asyncio.sleep(chance.uniform(0.05, 0.9))
        bot.kill()
        await bot.process.wait()
    async with running(server, tmp_path):
        crowd.leave()
        await coming
        await all_confirmed(server, 60)

    assert ([], []) == (server.lost(), server.confirmed_too_early())
    assert crowd.pushed == len([each for each in server.replies_per_update() if each.reply is not None])
    assert crowd.pushed > A_SECOND


async def test_no_update_is_lost_when_telegram_stumbles(server: TelegramServer, tmp_path: Path) -> None:
    """5xx, 429, resets, torn and slow answers now and then: every update is answered, no wait is cut short."""
    server.faults = Faults(
        server_error=0.03,
        bad_gateway=0.03,
        flood=0.03,
        reset_before=0.03,
        reset_after=0.03,
        torn=0.02,
        slow=0.05,
        seed=3,
    )
    crowd = Crowd(server, seed=2)
    async with running(server, tmp_path) as bot:
        coming = asyncio.create_task(crowd.come())
        await asyncio.sleep(6)
        crowd.leave()
        await coming
        await all_confirmed(server, 60)
        status = await bot.stop()

    assert ([], []) == (server.lost(), server.confirmed_too_early())
    assert crowd.pushed == len([each for each in server.replies_per_update() if each.reply is not None])
    assert set(server.faults.given) == set(KINDS)
    assert ([], 0) == (server.limits.early, status)


async def test_nothing_is_lost_while_telegram_is_away(server: TelegramServer, tmp_path: Path) -> None:
    """When Telegram cannot be reached for a while, what waits there is answered afterwards."""
    crowd = Crowd(server, seed=4)
    async with running(server, tmp_path):
        coming = asyncio.create_task(crowd.come())
        await asyncio.sleep(0.5)
        server.go_down()
        await asyncio.sleep(2)
        server.come_up()
        crowd.leave()
        await coming
        await all_confirmed(server, 60)

    assert ([], []) == (server.lost(), server.confirmed_too_early())


async def test_a_stop_answers_what_was_fetched(server: TelegramServer, tmp_path: Path) -> None:
    """On SIGTERM the process fetches no more, answers and confirms what it has, and ends with status 0."""
    server.faults = Faults(slow=0.5, slow_seconds=0.3)
    crowd = Crowd(server, seed=5)
    async with running(server, tmp_path) as bot:
        coming = asyncio.create_task(crowd.come())
        await asyncio.sleep(1.5)
        status = await bot.stop()
        crowd.leave()
        await coming

    delivered = [each for each in server.replies_per_update() if each.update.delivered is not None]
    assert 0 == status
    assert delivered
    # An answer on its way when fetching ended may never have arrived: it stays with Telegram for the next start.
    unanswered = [each for each in delivered if each.reply is None]
    assert [] == [each.update for each in unanswered if each.update.confirmed is not None]
    assert len(unanswered) <= 0.1 * len(delivered)
    assert ([], []) == (server.lost(), server.confirmed_too_early())
    answered_once = [each for each in delivered if 1 == each.before + each.after]
    assert len(answered_once) >= 0.9 * len(delivered)
