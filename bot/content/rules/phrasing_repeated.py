"""A phrasing stands once in its entry.

The second one teaches nothing, and the entry seems to have more phrasings than it has. Capitals, accents and
punctuation make no difference.

Right, in `knowledge/entries/rides.yaml`:

    "they drove me so i owe them", "a debt for a ride"

Wrong:

    "they drove me so i owe them", "A debt for a ride!", "a debt for a ride"
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.asked import asked
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "phrasing-repeated",
    "warning",
    Both("« {words} » est déjà dans cette fiche", "«{words}» stands in this entry already"),
    Both("enlève-la, ou dis-le comme une autre personne le dirait", "take it away, or say it as somebody else would"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Compare every phrasing with those before it in the same entry and language."""
    seen: set[tuple[str, str, str]] = set()
    for each in asked(draft.models):
        if "phrasings" not in each.path:
            continue
        this = (each.entry.id, each.lang, each.folded)
        if this in seen:
            yield RULE.found(each.file, each.path, words=each.words)
        seen.add(this)
