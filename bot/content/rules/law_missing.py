"""A law that an entry names stands in laws.yaml, with the row that proves it.

Somebody who reads the answer could not look the law up.

Right, in `knowledge/entries/rides.yaml`:

    signs: [rush]

Wrong:

    signs: [rush]
    laws: [driving]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.known import law_ids
from bot.content.problem import did_you_mean
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.problem import Path
    from bot.content.rule import Found

BESIDE: Final = (schema.LawFile,)
RULE: Final = Rule(
    "law-missing",
    "error",
    Both("la loi « {name} » n'existe pas", "law «{name}» does not exist"),
    Both("prends une loi de knowledge/laws.yaml, ou ajoute-la là", "use a law of knowledge/laws.yaml, or add it there"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every entry."""
    known = draft.beside.once(law_ids)
    for file, shelf in of_kind(draft.models, schema.EntryFile) if known else ():
        for number, entry in enumerate(shelf.entries):
            for place, name in enumerate(entry.laws):
                if name not in known:
                    path: Path = ("entries", number, "laws", place)
                    yield RULE.found(file, path, did_you_mean(name, known), name=name)
