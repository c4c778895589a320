"""Rule: a test that passes here would pass at Telegram: a Bot API server on loopback, as strict as the real one."""

from tests.botapi.faults import Faults, Limits
from tests.botapi.ledger import Outcome
from tests.botapi.queue import Pushed
from tests.botapi.rules import ApiError
from tests.botapi.server import TOKEN, Call, TelegramServer
from tests.botapi.users import MEDIA, User
from tests.botapi.world import Chat, Event

__all__ = [
    "MEDIA",
    "TOKEN",
    "ApiError",
    "Call",
    "Chat",
    "Event",
    "Faults",
    "Limits",
    "Outcome",
    "Pushed",
    "TelegramServer",
    "User",
]
