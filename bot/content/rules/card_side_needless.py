"""The card of a statement that depends has no other side.

Turned round, it would still depend.

Right: A statement with `kind: depends` has a card without `flip`.

Wrong: It has one: « Payer arrête le chantage » turned round is no truer.
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
    "card-side-needless",
    "error",
    Both(
        "la réponse à « {name} » est « ça dépend » : sa carte n'a qu'un côté",
        "the answer to «{name}» is «it depends»: its card has only one side",
    ),
    Both("enlève « flip »", "take «flip» away"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every statement that depends."""
    for file, shelf in of_kind(draft.models, schema.EntryFile):
        for place, entry in enumerate(shelf.entries):
            if isinstance(entry, schema.Statement) and entry.kind == "depends" and entry.card.flip:
                yield RULE.found(file, ("entries", place, "card", "flip"), name=entry.id)
