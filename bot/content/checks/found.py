"""What a check finds: a problem whose line is not looked up yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.content.problem import Path


@dataclass(frozen=True, slots=True)
class Found:
    """A problem at a path inside a file."""

    file: str
    path: Path
    code: str
    sentence: str
    hint: Any = ""
