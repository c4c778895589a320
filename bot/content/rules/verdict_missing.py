"""The row behind a statement has a verdict.

A teen is told that the statement is a myth, true, or that it depends: the evidence must say so.

Right, in `knowledge/entries/rides.yaml`:

    fact: M1

Wrong:

    fact: M2
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
    from bot.content.rule import Found

BESIDE: Final = (schema.FactFile,)
RULE: Final = Rule(
    "verdict-missing",
    "error",
    Both(
        "« {name} » a « kind: {kind} », mais le fait {row} de facts.yaml n'a pas de verdict",
        "«{name}» has «kind: {kind}», but fact {row} in facts.yaml has no verdict",
    ),
    Both(
        "ajoute « verdict: » au fait {row} selon ses sources, ou nomme un autre fait",
        "add «verdict:» to fact {row} as its sources say, or name another fact",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every statement."""
    table = draft.beside.once(evidence)
    for file, shelf in of_kind(draft.models, schema.EntryFile):
        for place, entry in enumerate(shelf.entries):
            row = table.facts.get(entry.fact) if table else None
            if row and not row.verdict and entry.kind != "question":
                yield RULE.found(file, ("entries", place, "fact"), name=entry.id, kind=entry.kind, row=entry.fact)
