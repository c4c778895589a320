"""A phrasing leads to one entry.

Where the same words stand in two entries, a teen who types them gets the answer to another question, or is asked which
one is meant. Capitals, accents and punctuation make no difference, nor does the language.

Right, in `knowledge/entries/rides.yaml`:

    "whats consent"

Wrong:

    "A debt for a ride!"
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.asked import asked
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = (schema.EntryFile,)
RULE: Final = Rule(
    "phrasing-twice",
    "error",
    Both("« {words} » mène déjà à la fiche « {entry} »", "«{words}» already leads to the entry «{entry}»"),
    Both(
        "garde la formulation là où sa réponse est la bonne, et enlève-la de l'autre",
        "keep the phrasing where its answer is the right one, and take it away from the other",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Compare every way to ask for an entry with those of the entries before it."""
    first = draft.beside.once(_first)
    for each in asked(draft.models):
        entry = first[each.folded]
        if entry != each.entry.id:
            yield RULE.found(each.file, each.path, words=each.words, entry=entry)


def _first(models: Mapping[str, schema.Model]) -> dict[str, str]:
    """Give for the folded words of every way to ask the first entry that has it."""
    found: dict[str, str] = {}
    for each in asked(models):
        found.setdefault(each.folded, each.entry.id)
    return found
