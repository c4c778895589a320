"""How an answer looks in a group's results: its colour and its mark.

Rule: never colour alone, and no colour praises or blames. Outcomes look as on the map of a story
(`bot.content.map.marks`); the sides of a card have marks of their own. The choices of a story all look alike: which of
them resist is the writers' business, and a class may see this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.map import marks
from bot.content.map.marks import Look

if TYPE_CHECKING:
    from collections.abc import Mapping

#: A coin that shows its heads, one that shows its tails, and one on its edge.
_BETS: Final[Mapping[str, Look]] = {
    "reality": Look("#0b5cad", "#e9f2fc", "M-6 0 A6 6 0 1 1 6 0 A6 6 0 1 1 -6 0 Z"),
    "myth": Look(
        "#5b21b6",
        "#f1ebfc",
        "M-6 0 A6 6 0 1 1 6 0 A6 6 0 1 1 -6 0 Z M-3 0 A3 3 0 1 0 3 0 A3 3 0 1 0 -3 0 Z",
    ),
    "depends": Look("#4a5059", "#f1f2f4", "M-1.6 -6 H1.6 V6 H-1.6 Z"),
}
#: A dot, for what has no kind.
_PLAIN: Final = Look(marks.SOFT_INK, "#f1f2f4", "M-3 0 A3 3 0 1 1 3 0 A3 3 0 1 1 -3 0 Z")
#: The flag of a warning sign, as on the map.
SIGN: Final = Look(marks.ALERT, "#fce8ef", marks.FLAG)
#: Every kind of a `Row`; the unnamed one is last.
LOOKS: Final[Mapping[str, Look]] = {**marks.OUTCOMES, **_BETS, "": _PLAIN}


def look(kind: str) -> Look:
    """Give the look of a kind of answer; of one that has none yet, the plain one."""
    return LOOKS.get(kind, _PLAIN)
