"""An entry that names a law leads to somebody who can explain it.

A law raises questions that the bot must not answer: what it means for one person is for a lawyer to say.

Right, in `knowledge/entries/rides.yaml`:

    help: [distress]
    signs: [rush]

Wrong:

    help: [distress]
    laws: [riding]
    signs: [rush]
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
    "law-without-help",
    "error",
    Both(
        "« {name} » nomme une loi, et ne mène à personne qui peut l'expliquer",
        "«{name}» names a law, and leads to nobody who can explain it",
    ),
    Both("ajoute « legal » à « help »", "add «legal» to «help»"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every entry."""
    for file, shelf in of_kind(draft.models, schema.EntryFile):
        for number, entry in enumerate(shelf.entries):
            if entry.laws and "legal" not in entry.help:
                yield RULE.found(file, ("entries", number, "laws"), name=entry.id)
