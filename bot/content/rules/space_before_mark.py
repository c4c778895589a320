"""No space stands before ? ! and ; as is usual in Québec and in English.

At the end of a line, the mark would stand alone on the next one.

Right, in `dialogues/ride-home.yaml`:

    fr: "On t'offre un tour. Que fais-tu?"

Wrong:

    fr: "On t'offre un tour. Que fais-tu ?"
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
    "space-before-mark",
    "warning",
    Both("il y a une espace avant « {mark} »", "there is a space before «{mark}»"),
    Both("enlève l'espace", "take the space away"),
)
_MARK: Final = re.compile(r"\s(?P<mark>[?!;])")


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text."""
    for text in shown_texts(draft.models):
        found = _MARK.search(text.words)
        if found:
            yield RULE.found(text.file, text.path, mark=found["mark"])
