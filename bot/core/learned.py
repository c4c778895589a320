"""What takes seconds to learn, as a plain value that can be put away and taken back.

Rule: a memory only saves time. With it or without it, the same is learned from the same content.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.core.linear import Linear


@dataclass(frozen=True, slots=True)
class Learned:
    """The features of a `Space` (kind -> feature -> number, rarity), the weights over them, and a few numbers."""

    known: Mapping[str, Mapping[str, tuple[int, float]]]
    weights: Mapping[str, Linear]
    numbers: tuple[float, ...] = field(default=())


class Memory(Protocol):
    """Somewhere to look before learning."""

    def recall(self, name: str, learn: Callable[[], Learned]) -> Learned:
        """Give what was learned under this name from this very content, or learn it now."""


class NoMemory:
    """Learns every time."""

    def recall(self, name: str, learn: Callable[[], Learned]) -> Learned:  # noqa: ARG002 - there is nothing to look up
        """Learn it now."""
        return learn()


NO_MEMORY: Memory = NoMemory()
