"""Which kind of update goes where: the routing table, in python-telegram-bot's own terms.

Rule: every update that is asked for has a row, or is ignored on purpose and says why here.
A bug in an answer is logged by type and place, and the teen still gets a kind word and help.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from telegram import Update
from telegram.ext import CallbackQueryHandler, ChatMemberHandler, MessageHandler, TypeHandler, filters

from bot.adapters.telegram import updates
from bot.adapters.telegram.making import Busy
from bot.core.turn import Said, Turn

if TYPE_CHECKING:
    from telegram.ext import Application, CallbackContext

    from bot.adapters.telegram.delivery import Delivery
    from bot.adapters.telegram.updates import Incoming
    from bot.conversation import Conversation

log = logging.getLogger(__name__)


class Routes:
    """The handlers; each reads an update, asks the conversation, and delivers."""

    def __init__(self, conversation: Conversation, delivery: Delivery) -> None:
        self._conversation = conversation
        self._delivery = delivery

    def install(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Add the rows. The first that fits takes the update."""
        private = filters.ChatType.PRIVATE
        new = filters.UpdateType.MESSAGE & private
        rows: tuple[Any, ...] = (
            CallbackQueryHandler(self._pressed),
            MessageHandler(new & filters.COMMAND, self._commanded),
            MessageHandler(new & filters.TEXT, self._said),
            # a picture, a voice, a file, a contact, a place; a service message ("chat created") is nobody's words
            MessageHandler(new & ~filters.StatusUpdate.ALL, self._sent_media),
            MessageHandler(filters.UpdateType.EDITED_MESSAGE & private, self._edited),
            # being added comes twice: as a change of membership, answered below, and as a service message
            MessageHandler(filters.ChatType.GROUPS & ~filters.StatusUpdate.ALL, self._in_group),
            ChatMemberHandler(self._in_group, ChatMemberHandler.MY_CHAT_MEMBER),
            # service messages, channels, inline queries: nobody waits for an answer
            TypeHandler(Update, self._ignored),
        )
        for row in rows:
            application.add_handler(row)
        application.add_error_handler(self._broken)

    async def _answer(self, incoming: Incoming) -> None:
        outcome = await self._conversation.attend(incoming.turn)
        try:
            done = await self._delivery.deliver(incoming, outcome)
        except Busy:
            done = await self._delivery.deliver(incoming, self._conversation.busy(outcome.reply.place.lang))
        if done:
            self._conversation.mark(outcome)

    async def _pressed(self, update: Update, _context: CallbackContext[Any, Any, Any, Any]) -> None:
        if update.callback_query:
            await self._answer(updates.pressed(update.callback_query, updates.lang_of(update)))

    async def _commanded(self, update: Update, _context: CallbackContext[Any, Any, Any, Any]) -> None:
        if update.message:
            await self._answer(updates.commanded(update.message, updates.lang_of(update)))

    async def _said(self, update: Update, _context: CallbackContext[Any, Any, Any, Any]) -> None:
        if update.message:
            await self._answer(updates.said(update.message, updates.lang_of(update)))

    async def _sent_media(self, update: Update, _context: CallbackContext[Any, Any, Any, Any]) -> None:
        if update.message:
            await self._answer(updates.sent_media(update.message, updates.lang_of(update)))

    async def _edited(self, update: Update, _context: CallbackContext[Any, Any, Any, Any]) -> None:
        """Words changed afterwards were answered already, unless danger is now in them."""
        message = update.edited_message
        if message is None:
            return
        incoming = updates.said(message, updates.lang_of(update))
        if self._conversation.hears_danger(incoming.turn):
            await self._answer(incoming)

    async def _in_group(self, update: Update, _context: CallbackContext[Any, Any, Any, Any]) -> None:
        incoming = updates.in_group(update, updates.lang_of(update))
        if incoming:
            await self._answer(incoming)

    async def _ignored(self, _update: Update, _context: CallbackContext[Any, Any, Any, Any]) -> None:
        log.debug("an update nobody waits for an answer to")

    async def _broken(self, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """Tell a bug by type and place; answer the teen all the same."""
        log.error("an answer broke", exc_info=context.error)
        if isinstance(update, Update) and update.effective_chat and update.effective_chat.type == "private":
            lang = updates.lang_of(update)
            query = update.callback_query.id if update.callback_query else None
            incoming = updates.Incoming(Turn(Said(""), lang), update.effective_chat.id, query=query)
            await self._delivery.deliver(incoming, self._conversation.sorry(lang))
