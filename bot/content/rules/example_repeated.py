"""An example stands once in its list.

The second one teaches nothing: what was meant instead may be missing.

Right, in `knowledge/danger/held.yaml`:

    they want to keep me here

Wrong:

    they want to keep me here
    they want to keep me here
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.examples import blocks
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "example-repeated",
    "warning",
    Both("« {text} » est déjà dans cette liste", "«{text}» stands in this list already"),
    Both("enlève-la, ou dis-le comme une autre personne le dirait", "take it away, or say it as somebody else would"),
)
#: A cry of one or two words is typed the same by many, and may well stand twice.
FEWEST_WORDS: Final = 3


def check(draft: Draft) -> Iterator[Found]:
    """Compare every line with those before it in the same list."""
    for file, path, lines in blocks(draft.models):
        seen: set[str] = set()
        for number, text in enumerate(lines):
            if text in seen and len(text.split()) >= FEWEST_WORDS:
                yield RULE.found(file, (*path, number), text=text)
            seen.add(text)
