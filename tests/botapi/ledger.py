"""Rule: each reply answers one update, so that two updates and one reply are one update too many.

Made afterwards, from when each update was delivered and confirmed and when the bot wrote in its chat.
Whoever wants certainty gives each update a chat of its own; within one chat, replies are matched in order.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.botapi.queue import Pushed
    from tests.botapi.world import Chat


@dataclass(slots=True)
class Outcome:
    """One update and the reply matched with it (monotonic time; None without any).

    `before` and `after` count all that the bot wrote in the chat since the delivery, before and after the confirmation.
    """

    update: Pushed
    reply: float | None
    before: int
    after: int

    @property
    def lost(self) -> bool:
        """Confirmed, and never answered."""
        return self.update.confirmed is not None and self.reply is None

    @property
    def confirmed_too_early(self) -> bool:
        """Confirmed before it was answered, or never answered."""
        confirmed = self.update.confirmed
        return confirmed is not None and (self.reply is None or self.reply >= confirmed)


def outcomes(history: list[Pushed], chats: Mapping[int, Chat]) -> tuple[list[Outcome], int]:
    """Match updates with replies; return the outcomes in order, and how many replies answer no update."""
    of_chat: dict[int, list[Pushed]] = {}
    for update in history:
        of_chat.setdefault(update.chat, []).append(update)
    found: list[Outcome] = []
    surplus = sum(len(chat.replies) for number, chat in chats.items() if number not in of_chat)
    for number, updates in of_chat.items():
        replies = chats[number].replies if number in chats else []
        matched = _match(updates, replies)
        surplus += len(replies) - len(matched)
        found += [_outcome(update, matched.get(update.update_id), replies) for update in updates]
    return sorted(found, key=lambda each: each.update.update_id), surplus


def _match(updates: list[Pushed], replies: list[float]) -> dict[int, float]:
    """Give each update the first free reply between delivery and confirmation; then the rest, the first one after."""
    free = list(replies)
    matched: dict[int, float] = {}
    for update in updates:
        _take(update, update.delivered, update.confirmed, free, matched)
    for update in updates:
        if update.update_id not in matched and update.confirmed is not None:
            _take(update, update.confirmed, None, free, matched)
    return matched


def _take(
    update: Pushed, since: float | None, until: float | None, free: list[float], matched: dict[int, float]
) -> None:
    if since is None:
        return
    place = bisect_left(free, since)
    if place < len(free) and (until is None or free[place] < until):
        matched[update.update_id] = free.pop(place)


def _outcome(update: Pushed, reply: float | None, replies: list[float]) -> Outcome:
    if update.delivered is None:
        return Outcome(update, None, 0, 0)
    first = bisect_left(replies, update.delivered)
    middle = len(replies) if update.confirmed is None else bisect_left(replies, update.confirmed)
    return Outcome(update, reply, middle - first, len(replies) - middle)
