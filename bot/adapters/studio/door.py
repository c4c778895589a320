"""Who may come in, when a password is set.

Rule: a secret is compared in constant time, tried a few times a minute, and stands in no address, page or log.
Sessions are random, live in memory and end with the process.
"""

from __future__ import annotations

import hmac
import secrets
from collections import deque
from hashlib import blake2s
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

COOKIE: Final = "studio"
#: A working day; after that, the password is asked again. In seconds.
SESSION: Final = 12 * 3600
#: Wrong passwords from one address, and from all together, within `_MINUTE`.
MOST_TRIES: Final = 5
MOST_TRIES_OF_ALL: Final = 30
_MINUTE: Final = 60
#: More browsers than a team of moderators has; the oldest is asked again.
_MOST_SESSIONS: Final = 100
#: Addresses remembered for their wrong tries; the oldest is forgotten.
_MOST_ADDRESSES: Final = 1000


class Door:
    """The password, the open sessions, and the wrong tries of the last minute."""

    def __init__(self, password: str, clock: Callable[[], float]) -> None:
        """`clock` gives seconds that never run backwards. An empty password leaves the door open."""
        self._password = _digest(password) if password else b""
        self._clock = clock
        self._sessions: dict[bytes, float] = {}
        self._tries: dict[str, deque[float]] = {}
        self._all_tries: deque[float] = deque(maxlen=MOST_TRIES_OF_ALL)

    @property
    def is_locked(self) -> bool:
        """Whether a password is asked for."""
        return bool(self._password)

    def knows(self, cookies: str) -> bool:
        """Say whether a `Cookie` header holds an open session."""
        # Other pages of this machine set cookies as they like; one that is odd must not hide ours.
        pairs = [pair.strip().partition("=") for pair in cookies.split(";")]
        found = [_digest(value) for name, _, value in pairs if name == COOKIE]
        return any(self._sessions.get(each, 0.0) > self._clock() for each in found)

    def must_wait(self, address: str) -> bool:
        """Say whether there were too many wrong tries lately, from this address or from all."""
        mine = self._recent(self._tries.get(address, deque()))
        return len(mine) >= MOST_TRIES or len(self._recent(self._all_tries)) >= MOST_TRIES_OF_ALL

    def enter(self, password: str, address: str) -> str | None:
        """Open a session for whoever knows the password, and give its cookie; None for a wrong one."""
        if not hmac.compare_digest(_digest(password), self._password):
            self._tries.setdefault(address, deque(maxlen=MOST_TRIES)).append(self._clock())
            self._all_tries.append(self._clock())
            _keep_newest(self._tries, _MOST_ADDRESSES)
            return None
        token = secrets.token_urlsafe(32)
        self._sessions[_digest(token)] = self._clock() + SESSION
        _keep_newest(self._sessions, _MOST_SESSIONS)
        return f"{COOKIE}={token}; HttpOnly; SameSite=Strict; Path=/; Max-Age={SESSION}"

    def _recent(self, tries: deque[float]) -> deque[float]:
        while tries and tries[0] <= self._clock() - _MINUTE:
            tries.popleft()
        return tries


def _digest(secret: str) -> bytes:
    """All secrets as long as each other, so that comparing them tells nothing of their length."""
    return blake2s(secret.encode("utf-8", "surrogatepass")).digest()


def _keep_newest(kept: dict[Any, Any], most: int) -> None:
    for old in list(kept)[:-most]:
        del kept[old]
