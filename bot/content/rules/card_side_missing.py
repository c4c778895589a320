"""The card of a myth or a reality has another side: the statement turned round.

In the game, a teen could tell the verdict from the card having one side only.

Right, in `knowledge/entries/rides.yaml`:

    card:
      flip: {fr: "Accepter un tour, ça ne crée pas de dette.", en: "Accepting a ride creates no debt."}

Wrong:

    card:
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
    "card-side-missing",
    "error",
    Both("la carte de « {name} » n'a qu'un côté", "the card of «{name}» has only one side"),
    Both(
        "ajoute « flip » : une phrase qui dit le contraire de l'énoncé",
        "add «flip»: a sentence that says the contrary of the statement",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every myth and every reality."""
    for file, shelf in of_kind(draft.models, schema.EntryFile):
        for place, entry in enumerate(shelf.entries):
            if isinstance(entry, schema.Statement) and entry.kind != "depends" and not entry.card.flip:
                yield RULE.found(file, ("entries", place, "card"), name=entry.id)
