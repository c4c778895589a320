"""A source is cited by a fact or an entry.

A list of sources is read to see what the answers rest on: what nothing rests on does not belong there.

Right, in `knowledge/facts.yaml`:

    sources:

Wrong:

    sources:
      BOOK: {name: "A book", url: null}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.rule import Found

RULE: Final = Rule(
    "unused-source",
    "warning",
    Both("rien ne cite la source « {name} »", "nothing cites the source «{name}»"),
    Both("enlève-la, ou cite-la dans « sources » d'un fait", "take it away, or cite it in «sources» of a fact"),
    when="no-error",
)


def check(draft: Draft) -> Iterator[Found]:
    """Compare the sources with what facts and entries cite."""
    cited = {key for keys in _cited(draft.models) for key in keys}
    for file, facts in of_kind(draft.models, schema.FactFile):
        for name in facts.sources:
            if name not in cited:
                yield RULE.found(file, ("sources", name), name=name)


def _cited(models: Mapping[str, schema.Model]) -> Iterator[tuple[str, ...]]:
    for _, facts in of_kind(models, schema.FactFile):
        yield from (fact.sources for fact in facts.facts.values())
    for _, shelf in of_kind(models, schema.EntryFile):
        yield from (entry.sources for entry in shelf.entries)
