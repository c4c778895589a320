"""The two sides of a card say the contrary of each other.

A teen turns the card to see what is true. When the statement was copied to its other side, the same words are once said
to be a myth and once to be true.

Right, in `knowledge/entries/rides.yaml`:

    flip: {fr: "Accepter un tour, ça ne crée pas de dette.", en: "Accepting a ride creates no debt."}

Wrong:

    flip: {fr: "Accepter un tour, ça crée une dette.", en: "Accepting a ride creates a debt."}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both
from bot.core.text import fold
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "flip-same",
    "error",
    Both(
        "l'autre côté de cette carte (« flip ») dit la même chose que son énoncé",
        "the other side of this card («flip») says the same as its statement",
    ),
    Both(
        "réécris « flip » pour qu'il dise le contraire de l'énoncé",
        "rewrite «flip» so that it says the contrary of the statement",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Compare the two sides of every card."""
    for file, shelf in of_kind(draft.models, schema.EntryFile):
        for place, entry in enumerate(shelf.entries):
            if isinstance(entry, schema.Question) or not entry.card.flip:
                continue
            for lang in LANGS:
                if fold(getattr(entry.card.flip, lang)) == fold(getattr(entry.statement, lang)):
                    yield RULE.found(file, ("entries", place, "card", "flip", lang))
                    break
