"""A phrasing under `fr` is French, and one under `en` is English.

The bot learns from phrasings which words are of which language, and answers in that language: one in the wrong place
makes it take the one for the other. Phrasings of fewer than six words are let be; teens mix both languages, and a
sentence that does is fine.

Right, in `knowledge/entries/rides.yaml`:

    "explique le consentement"

Wrong:

    "what does it mean when they ask you for consent"
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.asked import asked
from bot.content.rule import Rule
from bot.content.small_words import NAMES, in_other_language
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "phrasing-in-wrong-language",
    "warning",
    Both("« {words} » n'est pas en {language}", "«{words}» is not in {language}"),
    Both("mets-la dans l'autre liste", "put it into the other list"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every phrasing; titles are looked at as the texts they are."""
    for each in asked(draft.models):
        if "phrasings" in each.path and in_other_language(each.words, each.lang):
            yield RULE.found(each.file, each.path, words=each.words, language=NAMES[each.lang])
