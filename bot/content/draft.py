"""What writers wrote, as a rule sees it.

Rule: a rule sees only the files it says it looks at, so that what it found stays true until one of those changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar, cast

from bot.content.accepted import NONE_ACCEPTED, Accepted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from bot.content.schema import Model

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Beside:
    """The files a rule may look things up in: path -> model. What is read from them is read once for all rules."""

    models: Mapping[str, Model]
    _read: dict[Callable[..., Any], Any] = field(default_factory=dict)

    def once(self, read: Callable[[Mapping[str, Model]], T]) -> T:
        """Give what a function reads from the files, from the second time on without reading."""
        if read not in self._read:
            self._read[read] = read(self.models)
        return cast("T", self._read[read])


@dataclass(frozen=True, slots=True)
class Draft:
    """What a rule looks at: the files in question (`models`: path -> model), and those `beside` them.

    `today` is None where no date is to be looked at.
    """

    models: Mapping[str, Model]
    beside: Beside
    today: date | None = None
    accepted: Accepted = NONE_ACCEPTED
