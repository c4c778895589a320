from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.adapters.telegram.client import CallError, Denied, Flooded, UnknownToken, Unreachable
from bot.adapters.telegram.outbox import MOST_AT_ONCE, Outbox, Rank, Refused

Parameters = dict[str, Any]


class Telegram:
    """Answers calls with what it is told to."""

    def __init__(self, *answers: Any, delay: float = 0.0) -> None:
        self.answers = list(answers)
        self.calls: list[tuple[str, float]] = []
        self.delay = delay
        self.inside = 0
        self.most_inside = 0

    async def call(self, method: str, _parameters: Parameters) -> Any:
        """Answer one call."""
        self.calls.append((method, asyncio.get_running_loop().time()))
        self.inside += 1
        self.most_inside = max(self.most_inside, self.inside)
        await asyncio.sleep(self.delay)
        self.inside -= 1
        answer = self.answers.pop(0) if self.answers else True
        if isinstance(answer, Exception):
            raise answer
        return answer


def no_chance() -> float:
    """Give the shortest waits."""
    return 0.0


async def test_a_result_comes_back() -> None:
    """What Telegram answers is what the caller gets."""
    telegram = Telegram({"message_id": 5})

    assert {"message_id": 5} == await Outbox(telegram.call, 1000, no_chance).send(Rank.REPLY, "sendMessage", {})


@pytest.mark.parametrize("trouble", [Unreachable("HTTP 502"), Unreachable("TimeoutError"), UnknownToken()])
async def test_a_call_without_an_answer_is_made_again(trouble: CallError) -> None:
    """A reply is not given up while Telegram has not answered it."""
    telegram = Telegram(trouble, trouble, {"message_id": 5})

    result = await Outbox(telegram.call, 1000, no_chance).send(Rank.REPLY, "sendMessage", {})

    assert ({"message_id": 5}, 3) == (result, len(telegram.calls))


async def test_retry_after_is_honoured() -> None:
    """Nothing is sent again before Telegram's own wait is over."""
    telegram = Telegram(Flooded(0.3), {})

    await Outbox(telegram.call, 1000, no_chance).send(Rank.REPLY, "sendMessage", {})

    first, second = (when for _, when in telegram.calls)
    assert second - first >= 0.3


@pytest.mark.parametrize(
    ("why", "reason"),
    [
        ("Bad Request: message is not modified: specified new message content…", "same"),
        ("Bad Request: message to edit not found", "gone"),
        ("Bad Request: message can't be deleted for everyone", "gone"),
        ("Bad Request: query is too old and response timeout expired", "late"),
        ("Forbidden: bot was blocked by the user", "blocked"),
        ("Bad Request: something new", "refused"),
    ],
)
async def test_a_refusal_is_told_in_one_word(why: str, reason: str) -> None:
    """What Telegram will never do is not asked again."""
    telegram = Telegram(Denied(why))

    with pytest.raises(Refused) as refused:
        await Outbox(telegram.call, 1000, no_chance).send(Rank.REPLY, "sendMessage", {})

    assert (reason, 1) == (refused.value.reason, len(telegram.calls))


async def test_danger_overtakes_all_that_waits() -> None:
    """An answer to danger goes out before replies that came earlier, and replies before the rest."""
    telegram = Telegram()
    outbox = Outbox(telegram.call, 20, no_chance)
    waiting = [asyncio.create_task(outbox.send(Rank.REST, "rest", {})) for _ in range(30)]
    waiting += [asyncio.create_task(outbox.send(Rank.REPLY, "reply", {})) for _ in range(5)]
    await asyncio.sleep(0.1)
    already = len(telegram.calls)
    waiting.append(asyncio.create_task(outbox.send(Rank.DANGER, "danger", {})))
    await asyncio.gather(*waiting)

    after = [method for method, _ in telegram.calls][already:]
    assert "danger" in after[:2]
    assert after.index("reply") < after.index("rest") or "rest" not in after


async def test_the_pace_is_kept() -> None:
    """No more calls pass in a second than Telegram allows, beyond the first second's."""
    telegram = Telegram()
    outbox = Outbox(telegram.call, 50, no_chance)
    await asyncio.gather(*(outbox.send(Rank.REPLY, "sendMessage", {}) for _ in range(100)))

    times = [when for _, when in telegram.calls]
    assert times[-1] - times[0] >= (100 - 50 - 1) / 50


async def test_no_more_than_the_lanes_are_used() -> None:
    """Calls on their way are bounded, so that a slow Telegram cannot fill the memory with connections."""
    telegram = Telegram(delay=0.01)
    outbox = Outbox(telegram.call, 100_000, no_chance)
    await asyncio.gather(*(outbox.send(Rank.REPLY, "sendMessage", {}) for _ in range(200)))

    assert MOST_AT_ONCE == telegram.most_inside


async def test_a_cancelled_wait_gives_its_place_back() -> None:
    """Stopping some waiting calls does not block those after them."""
    telegram = Telegram(delay=0.05)
    outbox = Outbox(telegram.call, 100_000, no_chance)
    tasks = [asyncio.create_task(outbox.send(Rank.REPLY, "sendMessage", {})) for _ in range(MOST_AT_ONCE * 2)]
    await asyncio.sleep(0.01)
    for task in tasks[MOST_AT_ONCE:]:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

    async with asyncio.timeout(30):
        await asyncio.gather(*(outbox.send(Rank.REPLY, "again", {}) for _ in range(MOST_AT_ONCE)))

    assert MOST_AT_ONCE == [method for method, _ in telegram.calls].count("again")


async def test_a_call_that_may_fail_fails_in_silence() -> None:
    """The spinner of a button is stopped once, and nothing depends on it."""
    telegram = Telegram(Denied("Bad Request: query is too old"))

    await Outbox(telegram.call, 1000, no_chance).once("answerCallbackQuery", {})

    assert ["answerCallbackQuery"] == [method for method, _ in telegram.calls]


async def test_danger_goes_out_while_all_others_are_told_to_wait() -> None:
    """When so many chats flood that the whole bot pauses, an answer to danger does not."""
    telegram = Telegram()
    outbox = Outbox(telegram.call, 1000, no_chance)
    outbox._gate.hold(5)
    reply = asyncio.create_task(outbox.send(Rank.REPLY, "reply", {}))
    await asyncio.wait_for(outbox.send(Rank.DANGER, "danger", {}), 2)
    reply.cancel()

    assert ["danger"] == [method for method, _ in telegram.calls]
