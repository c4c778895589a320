"""A film shows both sides of the coin, each once.

The other side is what the film is about; without it a teen would watch one side twice.

Right, in `dialogues/film/evening.yaml`:

    coin: tails

Wrong:

    coin: heads
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "film-side-twice",
    "error",
    Both("le côté « {coin} » de la pièce est là deux fois", "the side «{coin}» of the coin is there twice"),
    Both("écris « {other} » pour l'autre côté", "write «{other}» for the other side"),
)
_OTHER: Final = {"heads": "tails", "tails": "heads"}


def check(draft: Draft) -> Iterator[Found]:
    """Look at the sides of every film."""
    for file, film in of_kind(draft.models, schema.Film):
        coins = [side.coin for side in film.sides]
        for place, coin in enumerate(coins):
            if coin in coins[:place]:
                yield RULE.found(file, ("sides", place, "coin"), coin=coin, other=_OTHER[coin])
