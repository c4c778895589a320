"""A source that a row or an entry names is listed under `sources` in facts.yaml.

Right, in `knowledge/entries/rides.yaml`:

    sources: [PAGE]

Wrong:

    sources: [PAGES]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.known import evidence
from bot.content.problem import did_you_mean
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.problem import Path
    from bot.content.rule import Found
    from bot.content.schema import Model

BESIDE: Final = (schema.FactFile,)
RULE: Final = Rule(
    "source-missing",
    "error",
    Both("la source « {name} » n'existe pas", "source «{name}» does not exist"),
    Both(
        "prends une source de knowledge/facts.yaml, ou ajoute-la là",
        "use a source of knowledge/facts.yaml, or add it there",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every row and every entry."""
    table = draft.beside.once(evidence)
    for file, path, name in _named(draft.models):
        if table and name not in table.sources:
            yield RULE.found(file, path, did_you_mean(name, table.sources), name=name)


def _named(models: Mapping[str, Model]) -> Iterator[tuple[str, Path, str]]:
    for file, table in of_kind(models, schema.FactFile):
        for row, fact in table.facts.items():
            yield from ((file, ("facts", row, "sources", place), key) for place, key in enumerate(fact.sources))
    for file, shelf in of_kind(models, schema.EntryFile):
        for number, entry in enumerate(shelf.entries):
            yield from ((file, ("entries", number, "sources", place), key) for place, key in enumerate(entry.sources))
