"""What a turn's outcome does in the chat.

Rule: the coroutine ends once Telegram has the reply; only then is the update confirmed.
One message is edited in place while buttons are pressed, so that little is left in the chat.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, Final

from bot.adapters.telegram import render
from bot.adapters.telegram.client import Upload
from bot.adapters.telegram.outbox import Outbox, Rank, Refused
from bot.core.turn import Act

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.adapters.telegram.render import Data
    from bot.adapters.telegram.updates import Incoming
    from bot.core.turn import Outcome, Paper
    from bot.papers.made import File

    Make = Callable[[Paper], Awaitable[File]]

log = logging.getLogger(__name__)

#: Message ids are one row for all of a bot's private chats, so a chat's own ids are sparse among them.
#: This many ids back are swept: 30 calls of 100, a second at Telegram's pace.
MOST_IDS_SWEPT: Final = 3000
#: https://core.telegram.org/bots/api#deletemessages: 1 to 100 ids a call; unknown ones are skipped.
_IDS_A_CALL: Final = 100

#: Seconds of a typing pause: long enough to be seen, too short to wait for.
BREATH: Final = 0.8
#: Acts after which the reply is a message of its own: nothing is left to edit, or what was shown is to stay.
_NEW_MESSAGE: Final = frozenset((Act.ERASE_CHAT, Act.LEAVE_WHAT_WAS_SHOWN, Act.BESIDE))
#: How a file is sent, by its kind.
_METHODS: Final = {"photo": "sendPhoto", "document": "sendDocument"}


class Delivery:
    """Sends outcomes."""

    def __init__(self, outbox: Outbox, data: Data, address: str, make: Make, breath: float = BREATH) -> None:
        """`data` writes what a button carries; `make` makes papers; `breath`: seconds of a typing pause."""
        self._make = make
        self._breath = breath
        self._outbox = outbox
        self._data = data
        self._address = address

    async def deliver(self, incoming: Incoming, outcome: Outcome) -> bool:
        """Show the reply and do the acts. A person who blocked the bot is not an error.

        Returns whether this turn cannot be taken again: its button is gone, or the message that was answered. A button
        pressed twice, an update that comes again after a crash, and a forged button are not so.
        """
        acknowledged = asyncio.ensure_future(self._acknowledge(incoming.query)) if incoming.query else None
        try:
            came = incoming.came if Act.DELETE_WHAT_CAME in outcome.acts else None
            # What came goes first, so that it is seen as short as can be; but no answer to danger waits for that.
            if came and not outcome.reply.urgent:
                await self._delete(incoming.chat, came)
            sent, changed = await self._show(incoming, outcome)
            if came and outcome.reply.urgent:
                await self._delete(incoming.chat, came)
            return await self._follow(incoming, outcome, sent) or (changed and incoming.stood)
        except Refused as refused:
            if refused.reason != "blocked":
                log.warning("reply refused for good: %s", refused.reason)
                if Act.LEAVE in outcome.acts:
                    await self._leave(incoming.chat)
        finally:
            if acknowledged:
                await acknowledged
        return False

    async def _follow(self, incoming: Incoming, outcome: Outcome, sent: int) -> bool:
        """Do in the chat what follows once the reply is there; say whether the message that was answered is gone."""
        replaced = incoming.replaces is not None and await self._delete(incoming.chat, incoming.replaces)
        if incoming.replaces and not replaced:
            await self._leave_for_good(incoming.chat, incoming.replaces)
        if Act.LEAVE_WHAT_WAS_SHOWN in outcome.acts and incoming.edits:
            await self._leave_for_good(incoming.chat, incoming.edits)
        if Act.ERASE_CHAT in outcome.acts:
            await self._sweep(incoming.chat, sent)
        if Act.LEAVE in outcome.acts:
            await self._leave(incoming.chat)
        return replaced

    async def _leave(self, chat: int) -> None:
        """Leave a group, also one in which the bot may not write."""
        try:
            await self._outbox.send(Rank.REST, "leaveChat", {"chat_id": chat})
        except Refused as refused:
            log.debug("the group stays: %s", refused.reason)

    async def _leave_for_good(self, chat: int, message: int) -> None:
        """Take the buttons off a message that is to stay: pressing one would write over it."""
        try:
            await self._outbox.send(Rank.REPLY, "editMessageReplyMarkup", {"chat_id": chat, "message_id": message})
        except Refused as refused:
            log.debug("the buttons stay: %s", refused.reason)

    async def _acknowledge(self, query: str) -> None:
        """Stop the spinner on the pressed button. Nothing depends on it."""
        await self._outbox.once("answerCallbackQuery", {"callback_query_id": query})

    async def _show(self, incoming: Incoming, outcome: Outcome) -> tuple[int, bool]:
        """Edit the message that was pressed, or send a new one.

        Returns the id of the message that shows the reply, and whether the one that was pressed was changed.
        """
        rank = Rank.DANGER if outcome.reply.urgent else Rank.REPLY
        parameters = render.message(outcome.reply, self._data, self._address, buttons=Act.LEAVE not in outcome.acts)
        parameters["chat_id"] = incoming.chat
        if outcome.reply.paper:
            return await self._show_paper(outcome.reply.paper, parameters), False
        if outcome.reply.breath:
            await self._breathe(incoming.chat)
        if incoming.edits and not _NEW_MESSAGE & set(outcome.acts):
            try:
                await self._outbox.send(rank, "editMessageText", {**parameters, "message_id": incoming.edits})
            except Refused as refused:
                if refused.reason == "same":
                    return incoming.edits, False
                if refused.reason == "blocked":
                    raise
            else:
                return incoming.edits, True
        result: Any = await self._outbox.send(rank, "sendMessage", parameters)
        return int(result["message_id"]), False

    async def _show_paper(self, paper: Paper, parameters: dict[str, Any]) -> int:
        """Send a paper with the reply beneath it; return the id of the message. Teens who wait for a reply go first."""
        file = await self._make(paper)
        kept = {name: parameters[name] for name in ("chat_id", "parse_mode", "reply_markup")}
        upload = Upload(file.name, file.mime, file.data)
        sent = {**kept, "caption": parameters["text"], file.kind: upload}
        result: Any = await self._outbox.send(Rank.REST, _METHODS[file.kind], sent)
        return int(result["message_id"])

    async def _breathe(self, chat: int) -> None:
        """Seem to type for a moment, as people in the film do. Nothing depends on it."""
        await self._outbox.once("sendChatAction", {"chat_id": chat, "action": "typing"})
        await asyncio.sleep(self._breath)

    async def _delete(self, chat: int, message: int) -> bool:
        """Delete one message if Telegram allows; say whether it did."""
        try:
            await self._outbox.send(Rank.REPLY, "deleteMessage", {"chat_id": chat, "message_id": message})
        except Refused as refused:
            log.debug("message stays: %s", refused.reason)
            return False
        return True

    async def _sweep(self, chat: int, last: int) -> None:
        """Delete what Telegram allows (under 48 hours) of the messages before `last`, without having stored any id."""
        for end in range(last - 1, max(last - 1 - MOST_IDS_SWEPT, 0), -_IDS_A_CALL):
            if not await self._erase(chat, list(range(end, max(end - _IDS_A_CALL, 0), -1))):
                return

    async def _erase(self, chat: int, ids: list[int]) -> bool:
        """Delete messages, newest first; say whether older ones are worth trying.

        Telegram skips ids of other chats, but refuses a whole call for one message that is too old, so a refused call
        is halved until the too-old message stands alone; all before it are older still.
        """
        try:
            await self._outbox.send(Rank.REST, "deleteMessages", {"chat_id": chat, "message_ids": ids})
        except Refused as refused:
            if refused.reason == "blocked":
                raise
            if len(ids) == 1:
                return False
            half = len(ids) // 2
            return await self._erase(chat, ids[:half]) and await self._erase(chat, ids[half:])
        return True
