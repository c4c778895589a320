"""Rule: nothing goes wrong unless it was asked for; what goes wrong is drawn from a seed, and told afterwards."""

from __future__ import annotations

import math
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

#: What can happen to a call, beside being answered. The first four leave no effect; after the others it has happened.
SERVER_ERROR: Final = "server_error"
BAD_GATEWAY: Final = "bad_gateway"
FLOOD: Final = "flood"
RESET_BEFORE: Final = "reset_before"
RESET_AFTER: Final = "reset_after"
SLOW: Final = "slow"
TORN: Final = "torn"
KINDS: Final = (SERVER_ERROR, BAD_GATEWAY, FLOOD, RESET_BEFORE, RESET_AFTER, SLOW, TORN)


@dataclass(slots=True)
class Faults:
    """Shares (0 to 1) of the calls that go wrong, and how.

    `methods` narrows them to some methods (all when empty). `force` adds troubles that come for certain.
    """

    server_error: float = 0.0
    bad_gateway: float = 0.0
    flood: float = 0.0
    reset_before: float = 0.0
    reset_after: float = 0.0
    slow: float = 0.0
    torn: float = 0.0
    slow_seconds: float = 0.2
    retry_after: int = 1
    down: bool = False
    methods: tuple[str, ...] = ()
    seed: int = 1
    given: Counter[str] = field(default_factory=Counter)
    _chance: random.Random = field(init=False)
    _forced: list[tuple[str, str]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)

    def set(self, **settings: Any) -> None:
        """Change settings by name; a new seed starts a new row of troubles."""
        unknown = [name for name in settings if name not in self.__slots__ or name.startswith("_")]
        if unknown:
            raise ValueError(f"no such setting: {', '.join(unknown)}")
        for name, value in settings.items():
            setattr(self, name, tuple(value) if name == "methods" else value)
        if "seed" in settings:
            self._chance = random.Random(self.seed)

    def clear(self) -> None:
        """Let everything go well again."""
        self.set(**dict.fromkeys(KINDS, 0.0), down=False, methods=())
        self._forced.clear()

    def force(self, kind: str, method: str = "", times: int = 1) -> None:
        """Let the next calls (of a method, or of any) go wrong in one way."""
        if kind not in KINDS:
            raise ValueError(f"no such trouble: {kind}")
        self._forced += [(kind, method.lower())] * times

    def draw(self, method: str) -> str:
        """Say what happens to a call: one of KINDS, or nothing."""
        kind = self._from_forced(method.lower()) or self._from_shares(method.lower())
        if kind:
            self.given[kind] += 1
        return kind

    def _from_forced(self, method: str) -> str:
        for place, (kind, wanted) in enumerate(self._forced):
            if wanted in ("", method):
                del self._forced[place]
                return kind
        return ""

    def _from_shares(self, method: str) -> str:
        shares = [(kind, getattr(self, kind)) for kind in KINDS if getattr(self, kind)]
        if not shares or (self.methods and method not in map(str.lower, self.methods)):
            return ""
        drawn = self._chance.random()
        for kind, share in shares:
            drawn -= share
            if drawn < 0:
                return kind
        return ""


@dataclass(frozen=True, slots=True)
class Flood:
    """One 429 that was given."""

    chat: int
    method: str
    time: float
    retry_after: int


@dataclass(slots=True)
class _Bucket:
    """Tokens that come back at a pace."""

    pace: float
    size: float
    tokens: float
    seen: float

    def wait(self, now: float) -> float:
        """Seconds until a token can be taken."""
        self.tokens = min(self.size, self.tokens + (now - self.seen) * self.pace)
        self.seen = now
        return max(0.0, (1 - self.tokens) / self.pace)


@dataclass(slots=True)
class Limits:
    """Telegram's pace: off unless asked for. `floods` are the 429 that were given, `early` the calls that did not wait.

    `per_chat` and `overall` are messages a second (0: no limit); a chat takes a short burst of `burst`.
    """

    per_chat: float = 0.0
    burst: int = 3
    overall: float = 0.0
    floods: list[Flood] = field(default_factory=list)
    early: list[tuple[int, str, float, float]] = field(default_factory=list)
    _chats: dict[int, _Bucket] = field(init=False, default_factory=dict)
    _all: _Bucket | None = field(init=False, default=None)
    _held: dict[int, float] = field(init=False, default_factory=dict)

    def set(self, **settings: float) -> None:
        """Change limits by name."""
        unknown = settings.keys() - {"per_chat", "burst", "overall"}
        if unknown:
            raise ValueError(f"no such setting: {', '.join(sorted(unknown))}")
        for name, value in settings.items():
            setattr(self, name, value)
        self._chats.clear()
        self._all = None

    def note(self, chat: int, method: str, now: float) -> None:
        """Record a call to a chat that was told to wait."""
        if self._held.get(chat, 0.0) > now:
            self.early.append((chat, method, now, self._held[chat]))

    def wait(self, chat: int, now: float) -> int:
        """Say how many seconds a message to a chat must wait: 0 when it may go, and is counted."""
        held = self._held.get(chat, 0.0) - now
        if held > 0:
            return math.ceil(held)
        buckets = self._buckets(chat, now)
        wait = max((bucket.wait(now) for bucket in buckets), default=0.0)
        if wait > 0:
            return max(1, math.ceil(wait))
        for bucket in buckets:
            bucket.tokens -= 1
        return 0

    def hold(self, chat: int, method: str, now: float, seconds: int) -> None:
        """Record a 429: until it is over, every call to the chat is too early."""
        self.floods.append(Flood(chat, method, now, seconds))
        if chat:
            self._held[chat] = max(self._held.get(chat, 0.0), now + seconds)

    def _buckets(self, chat: int, now: float) -> list[_Bucket]:
        found = []
        if self.per_chat and chat:
            found.append(self._chats.setdefault(chat, _Bucket(self.per_chat, self.burst, self.burst, now)))
        if self.overall:
            self._all = self._all or _Bucket(self.overall, self.overall, self.overall, now)
            found.append(self._all)
        return found
