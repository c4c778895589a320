"""A law is named by an entry.

Nobody would notice that a law that stands here alone has changed.

Right, in `knowledge/laws.yaml`:

    laws:

Wrong:

    laws:
      lifting: {fr: "Loi des lifts", en: "Lifts law", fact: M2}
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

RULE: Final = Rule(
    "unused-law",
    "warning",
    Both("aucune fiche ne nomme la loi « {name} »", "no entry names the law «{name}»"),
    Both("enlève-la, ou nomme-la dans « laws » d'une fiche", "take it away, or name it in «laws» of an entry"),
    when="no-error",
)


def check(draft: Draft) -> Iterator[Found]:
    """Compare the laws with what the entries name."""
    named = {
        law for _, shelf in of_kind(draft.models, schema.EntryFile) for entry in shelf.entries for law in entry.laws
    }
    for file, found in of_kind(draft.models, schema.LawFile):
        for name in found.laws:
            if name not in named:
                yield RULE.found(file, ("laws", name), name=name)
