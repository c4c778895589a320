"""Words have one space between them.

On a phone, two look like a word that is missing.

Right, in `dialogues/ride-home.yaml`:

    fr: "Tu rentres à pied."

Wrong:

    fr: "Tu rentres  à pied."
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.content.rule import Rule
from bot.content.texts import shown_texts
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "two-spaces",
    "warning",
    Both("deux espaces se suivent, après « {before} »", "two spaces follow each other, after «{before}»"),
    Both("laisse-en une", "leave one"),
)
#: Spaces that hold two words together count too; line ends do not.
_TWO: Final = re.compile(r"(?P<before>\S*)[^\S\n]{2}")


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text."""
    for text in shown_texts(draft.models):
        found = _TWO.search(text.words)
        if found:
            yield RULE.found(text.file, text.path, before=found["before"])
