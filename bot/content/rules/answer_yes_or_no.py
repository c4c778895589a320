"""The answer to a statement with two sides begins neither with yes nor with no.

It stands under both sides of the card. A “no” that is right under the statement says the contrary under its other side.

Right, in `knowledge/entries/rides.yaml`:

    en: "A favour creates no debt, at

Wrong:

    en: "No, a favour creates no debt, at
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "answer-yes-or-no",
    "error",
    Both(
        "cette réponse commence par « {word} », et se lit aussi sous l'autre côté de la carte",
        "this answer begins with «{word}», and stands under the other side of the card, too",
    ),
    Both("enlève ce mot : dis directement ce qui est vrai", "take the word away: say what is true"),
)
#: The word alone: "No one", "Non-consentement" and "Oui-dire" are no verdicts.
_YES_OR_NO: Final = re.compile(r"(?i)(?P<word>oui|non|yes|no)\s*[,.;:!…–—]")


def check(draft: Draft) -> Iterator[Found]:
    """Look at the answer of every card that can be turned."""
    for file, shelf in of_kind(draft.models, schema.EntryFile):
        for place, entry in enumerate(shelf.entries):
            if isinstance(entry, schema.Question) or not entry.card.flip:
                continue
            for lang in LANGS:
                if said := _YES_OR_NO.match(getattr(entry.answer, lang)):
                    yield RULE.found(file, ("entries", place, "answer", lang), word=said["word"])
