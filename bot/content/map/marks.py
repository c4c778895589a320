"""The colours and marks of the picture.

Rule: never colour alone. Each stance and each outcome has a colour, a line or shape, and a mark of its own.
The colours stay apart for people who see red and green alike; each has a contrast of 4.5 to 1 or more on white and on
its own pale ground, and so has white on it (WCAG 2.2, 1.4.3).
Marks are paths, in a square of 14 around their middle: no font has to have them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Look:
    """A colour, its pale ground, a mark; of an arrow also its width and dashes (none: a whole line)."""

    colour: str
    ground: str
    mark: str
    width: float = 2.0
    dashes: str = ""


INK: Final = "#1b1f24"
SOFT_INK: Final = "#4a5059"
PAPER: Final = "#ffffff"
EDGE: Final = "#5b6470"
ALERT: Final = "#b00020"
WARNING: Final = "#7a5200"
HERE: Final = "#5b21b6"

STANCES: Final[Mapping[str, Look]] = {
    # A shield, a question mark, a hook that is swallowed (an arrow down), a bar.
    "resists": Look("#0b5cad", "#e9f2fc", "M-4.5 -5 L0 -6.5 L4.5 -5 V0 Q4.5 4.5 0 6.5 Q-4.5 4.5 -4.5 0 Z", 2.4),
    "hesitates": Look(
        "#855300",
        "#fdf3df",
        "M-3.6 -2.6 A3.6 3.6 0 1 1 1.6 0.6 Q0.9 1.1 0.9 2.4 H-0.9 Q-0.9 0.2 0.6 -0.8 A1.8 1.8 0 1 0 -1.8 -2.6 Z "
        "M-1.1 4 H1.1 V6.2 H-1.1 Z",
        2.2,
        "9 5",
    ),
    "goes-along": Look("#a3124b", "#fce8ef", "M-1.6 -6 H1.6 V0 H5 L0 6 L-5 0 H-1.6 Z", 3.2, "0.1 6.5"),
    "neutral": Look("#4a5059", "#f1f2f4", "M-5 -1.4 H5 V1.4 H-5 Z", 1.5),
}
OUTCOMES: Final[Mapping[str, Look]] = {
    # A house, a door ajar, a closed lock, a tick.
    "safe": Look("#0b6b4f", "#e4f3ec", "M0 -6.5 L7 -0.5 H5 V6 H1.5 V1.5 H-1.5 V6 H-5 V-0.5 H-7 Z"),
    "open": Look("#7a5200", "#fdf3df", "M-5 -6.5 H5 V6 H3.2 V-4.7 H-1 L-1 6.8 L-5 5.2 Z", dashes="7 4"),
    "caught": Look(
        "#9c1047",
        "#fce8ef",
        "M-5 -0.5 H-3.6 V-2.4 A3.6 3.6 0 0 1 3.6 -2.4 V-0.5 H5 V6.5 H-5 Z "
        "M-1.9 -0.5 H1.9 V-2.4 A1.9 1.9 0 0 0 -1.9 -2.4 Z",
    ),
    "done": Look("#1f4e8c", "#e6eef9", "M-6.5 0.2 L-4.3 -2 L-1.8 0.5 L4.3 -5.5 L6.5 -3.3 L-1.8 5 Z"),
}
FLAG: Final = "M-4.5 -6.5 H-3 V-5.8 H5.5 L3.5 -2.6 L5.5 0.6 H-3 V6.5 H-4.5 Z"
PENCIL: Final = "M-6 6 L-5 2.2 L2.8 -5.6 L5.6 -2.8 L-2.2 5 Z"
PLAY: Final = "M-4 -5.5 L5.5 0 L-4 5.5 Z"
PIN: Final = "M0 6.5 Q-5 0.5 -5 -2 A5 5 0 0 1 5 -2 Q5 0.5 0 6.5 Z M0 -3.8 A1.8 1.8 0 1 0 0 -0.2 A1.8 1.8 0 1 0 0 -3.8 Z"
CROSS: Final = (
    "M-5.5 -3.7 L-3.7 -5.5 L0 -1.8 L3.7 -5.5 L5.5 -3.7 L1.8 0 L5.5 3.7 L3.7 5.5 L0 1.8 L-3.7 5.5 L-5.5 3.7 L-1.8 0 Z"
)
ALARM: Final = "M0 -6.5 L6.8 5.8 H-6.8 Z M-0.9 -2.6 V2 H0.9 V-2.6 Z M-0.9 3 V4.6 H0.9 V3 Z"
AGAIN: Final = "M-4.6 -1 A4.8 4.8 0 1 1 -4.4 2 L-2.5 1.3 A2.8 2.8 0 1 0 -2.6 -0.8 L-1 -0.2 L-5.6 2 L-7 -3 L-4.6 -1 Z"
UP: Final = "M0 -6 L6 5 L0 2 L-6 5 Z"
