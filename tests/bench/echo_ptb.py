"""A bare python-telegram-bot echo bot, as its own documentation writes it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from telegram.ext import ApplicationBuilder, MessageHandler, filters

if TYPE_CHECKING:
    from telegram import Update
    from telegram.ext import CallbackContext


async def echo(update: Update, _context: CallbackContext[Any, Any, Any, Any]) -> None:
    """Send the text back."""
    if update.message:
        await update.message.reply_text(update.message.text or "")


def main() -> None:
    """Poll until stopped."""
    base = os.environ["TELEGRAM_API_URL"]
    builder = ApplicationBuilder().token(os.environ["TELEGRAM_BOT_TOKEN"]).base_url(f"{base}/bot")
    application = builder.concurrent_updates(True).build()  # noqa: FBT003 - the library's own form
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main()
