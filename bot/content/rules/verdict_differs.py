"""An entry says of a statement what its row of facts.yaml says: a myth is no reality.

One of the two is wrong, and a teen would believe the one that is shown.

Right, in `knowledge/entries/rides.yaml`:

    kind: myth

Wrong:

    kind: reality
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.known import evidence
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.problem import Path
    from bot.content.rule import Found

BESIDE: Final = (schema.FactFile,)
RULE: Final = Rule(
    "verdict-differs",
    "error",
    Both(
        "« {name} » a « kind: {kind} », mais le fait {row} de facts.yaml dit « {verdict} »",
        "«{name}» has «kind: {kind}», but fact {row} in facts.yaml says «{verdict}»",
    ),
    Both(
        "relis les sources du fait, puis corrige « kind » ici ou « verdict » dans facts.yaml",
        "read the sources of the fact, then correct «kind» here or «verdict» in facts.yaml",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every statement."""
    table = draft.beside.once(evidence)
    for file, shelf in of_kind(draft.models, schema.EntryFile):
        for place, entry in enumerate(shelf.entries):
            row = table.facts.get(entry.fact) if table else None
            if row and row.verdict and entry.kind not in (row.verdict, "question"):
                path: Path = ("entries", place, "kind")
                yield RULE.found(file, path, name=entry.id, kind=entry.kind, row=entry.fact, verdict=row.verdict)
