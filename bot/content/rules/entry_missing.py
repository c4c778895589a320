"""An entry that is named by another, or by a danger, exists; and no entry is related to itself.

A teen would press a button to read more, and nothing would be there.

Right, in `knowledge/entries/rides.yaml`:

    related: [what-is-consent]

Wrong:

    related: [what-is-consnt]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.known import entry_ids
from bot.content.problem import did_you_mean
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.problem import Path
    from bot.content.rule import Found

BESIDE: Final = (schema.EntryFile,)
RULE: Final = Rule(
    "entry-missing",
    "error",
    Both("{where} « {name} » n'existe pas", "{where} «{name}» does not exist"),
    Both("mets l'id d'une fiche de knowledge/entries/", "put the id of an entry in knowledge/entries/"),
    when="all-read",
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every entry and every danger."""
    known = draft.beside.once(entry_ids)
    for file, shelf in of_kind(draft.models, schema.EntryFile):
        where = Both("la fiche liée", "related entry")
        for number, entry in enumerate(shelf.entries):
            for place, name in enumerate(entry.related):
                if name not in known or name == entry.id:
                    path: Path = ("entries", number, "related", place)
                    yield RULE.found(file, path, did_you_mean(name, known - {entry.id}), where=where, name=name)
    for file, danger in of_kind(draft.models, schema.DangerFile):
        if danger.entry and danger.entry not in known:
            where = Both("la fiche", "entry")
            yield RULE.found(file, ("entry",), did_you_mean(danger.entry, known), where=where, name=danger.entry)
