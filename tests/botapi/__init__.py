"""Rule: a test that passes here would pass at Telegram: a Bot API server on loopback, as strict as the real one."""

from tests.botapi.faults import KINDS, Faults
from tests.botapi.server import TelegramServer
from tests.botapi.users import CAPTIONED, MEDIA, User

__all__ = ["CAPTIONED", "KINDS", "MEDIA", "Faults", "TelegramServer", "User"]
