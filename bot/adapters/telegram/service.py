"""The bot on Telegram, from start to stop.

Rule: parts are joined here and nowhere else in this package; whatever is missing is told in one sentence.
"""

from __future__ import annotations

import asyncio
import logging
import random
from typing import TYPE_CHECKING, Any, Final

from telegram import Update
from telegram.ext import ApplicationBuilder

from bot.adapters.telegram.client import Api, CallError, KnownSelf, UnknownToken
from bot.adapters.telegram.delivery import Delivery
from bot.adapters.telegram.making import Making
from bot.adapters.telegram.outbox import Outbox, Rank, Refused
from bot.adapters.telegram.poller import Poller
from bot.adapters.telegram.routes import Routes
from bot.adapters.telegram.updates import DEFAULT_LANG, typed_in
from bot.conversation import Conversation
from bot.core.turn import LANGS, Lang, Said, Turn

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.conversation import Groupwork, Tally
    from bot.core.script import Script
    from bot.core.turn import Paper
    from bot.papers.made import File

log = logging.getLogger(__name__)

_FIRST_WAIT: Final = 1.0
_LONGEST_WAIT: Final = 30.0

#: Command -> the key of its description, per language; `/start` and `/help` belong to both.
_COMMANDS: Final[dict[Lang, dict[str, str]]] = {
    "fr": {
        "start": "command-start",
        "aide": "command-help",
        "scenarios": "command-stories",
        "question": "command-question",
        "cartes": "command-game",
        "carnet": "command-logbook",
        "film": "command-film",
        "signaux": "command-signs",
        "animation": "command-facilitate",
        "formation": "command-training",
        "langue": "command-language",
        "donnees": "command-privacy",
        "effacer": "command-erase",
    },
    "en": {
        "start": "command-start",
        "help": "command-help",
        "scenarios": "command-stories",
        "question": "command-question",
        "cards": "command-game",
        "logbook": "command-logbook",
        "film": "command-film",
        "signs": "command-signs",
        "facilitate": "command-facilitate",
        "training": "command-training",
        "language": "command-language",
        "privacy": "command-privacy",
        "erase": "command-erase",
    },
}


class TokenError(Exception):
    """Telegram does not know the token; the message says what to do."""


class Service:
    """One process that polls."""

    def __init__(  # noqa: PLR0913 - all that a conversation may not know by itself
        self,
        script: Script,
        clock: Callable[[], datetime],
        tally: Tally,
        chance: Callable[[], int],
        film: str = "",
        groupwork: Groupwork | None = None,
    ) -> None:
        """`chance` gives a number of 16 bits; `film` is the address of a real film, if there is one.

        Without `groupwork` no group is kept.
        """
        self._groupwork = groupwork
        self._making = Making(clock)
        self._chance = chance
        self._film = film
        self._script = script
        self._clock = clock
        self._tally = tally
        self._conversation: Conversation | None = None
        self._poller: Poller | None = None
        self._stopped = asyncio.Event()
        self._changed = asyncio.Event()

    @property
    def script(self) -> Script:
        """The content that is played."""
        return self._script

    def play(self, script: Script) -> None:
        """Play another content from the next update on; what was begun before goes on where it still can."""
        self._script = script
        if self._conversation:
            self._conversation.script = script
        self._changed.set()

    def stop(self) -> None:
        """Fetch no more, answer what was fetched, and end."""
        self._stopped.set()
        if self._poller:
            self._poller.stop()

    async def run(self, token: str, api_url: str, per_second: float) -> None:
        """Answer Telegram until stopped. Raises TokenError."""
        api = Api(api_url, token)
        await api.open()
        try:
            me = await self._introduce(api)
            if self._stopped.is_set():
                return
            known = KnownSelf(me)
            application = (
                ApplicationBuilder().token(token).request(known).get_updates_request(known).updater(None).build()
            )
            await application.initialize()
            address = f"https://t.me/{me['username']}"
            # Chance spreads retries; it protects nothing.
            outbox = Outbox(api.call, per_second, random.random)
            conversation = Conversation(
                self._script, self._clock, self._tally, self._chance, address, self._film, self._groupwork
            )
            self._conversation = conversation
            delivery = Delivery(outbox, conversation.data, address, self._made)
            Routes(conversation, delivery).install(application)
            dressing = asyncio.create_task(self._keep_dressed(outbox))
            await self._serve(application, api, conversation)
            dressing.cancel()
        except UnknownToken:
            raise TokenError(
                "Telegram does not know this token. Copy TELEGRAM_BOT_TOKEN again from @BotFather, whole."
            ) from None
        finally:
            await api.close()

    async def _made(self, paper: Paper) -> File:
        return await self._making.made(paper, self._script)

    async def _serve(self, application: Any, api: Api, conversation: Conversation) -> None:
        async def fetch(parameters: dict[str, Any], patience: float) -> list[dict[str, Any]]:
            found: list[dict[str, Any]] = await api.call("getUpdates", parameters, patience)
            return found

        async def handle(raw: dict[str, Any]) -> None:
            await application.process_update(Update.de_json(raw, application.bot))

        def is_urgent(raw: dict[str, Any]) -> bool:
            typed = typed_in(raw)
            return bool(typed) and conversation.hears_danger(Turn(Said(typed), DEFAULT_LANG))

        self._poller = Poller(fetch, handle, is_urgent)
        if self._stopped.is_set():
            self._poller.stop()
        log.info("ready")
        await self._poller.run()

    async def _introduce(self, api: Api) -> dict[str, Any]:
        """Ask Telegram who we are, as long as it takes; a webhook left by an earlier life is taken down."""
        wait = _FIRST_WAIT
        while not self._stopped.is_set():
            try:
                me: dict[str, Any] = await api.call("getMe", {})
                await api.call("deleteWebhook", {"drop_pending_updates": False})
            except UnknownToken:
                raise
            except CallError as error:
                log.warning("Telegram cannot be reached (%s), next try in %.0f s", error, wait)
                try:
                    await asyncio.wait_for(self._stopped.wait(), wait)
                except TimeoutError:
                    wait = min(wait * 2, _LONGEST_WAIT)
            else:
                return me
        return {}

    async def _keep_dressed(self, outbox: Outbox) -> None:
        """Tell Telegram the commands and the description, and what of them another content has changed."""
        worn: dict[tuple[str, Lang], dict[str, Any]] = {}
        while True:
            self._changed.clear()
            for lang in LANGS:
                for method, parameters in self._dress(lang):
                    if worn.get((method, lang)) != parameters:
                        worn[method, lang] = parameters
                        try:
                            await outbox.send(Rank.REST, method, parameters)
                        except Refused as refused:
                            log.warning("%s: %s", method, refused.reason)
            await self._changed.wait()

    def _dress(self, lang: Lang) -> tuple[tuple[str, dict[str, Any]], ...]:
        """Give the calls that tell who the bot is, in one language; English is for every client that is not French."""
        spoken = {"language_code": "fr"} if lang == "fr" else {}
        say = self._script.say
        commands = [{"command": name, "description": say(key, lang)} for name, key in _COMMANDS[lang].items()]
        about = say("about", lang)
        return (
            ("setMyCommands", {"commands": commands, **spoken}),
            ("setMyDescription", {"description": about, **spoken}),
            ("setMyShortDescription", {"short_description": about, **spoken}),
        )
