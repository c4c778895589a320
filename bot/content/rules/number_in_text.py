"""A number stands once, in figures.yaml or helplines.yaml, never in a sentence.

A number that is typed twice is corrected once, and wrong in the other place for years.
What is no figure can be said in words: "two minutes".

Right, in `knowledge/entries/rides.yaml`:

    answer: {fr: "Un oui libre, clair, et qui peut changer.", en: "A free and clear yes, which may change."}

Wrong:

    answer: {fr: "Un oui libre, dès 16 ans.", en: "A free yes, from 16 on."}
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.content.build import PLACEHOLDER
from bot.content.rule import Rule
from bot.content.texts import NAMED_BY_NUMBER, shown_texts
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "number-in-text",
    "error",
    Both("un nombre est tapé dans le texte", "a number is typed into the text"),
    Both(
        "écris-le en lettres, ou mets-le dans figures.yaml et écris {{son-id}} ici; "
        "le numéro d'une ligne d'aide va dans helplines.yaml",
        "say it in words, or put it into figures.yaml and write {{its-id}} here; "
        "the number of a help line goes into helplines.yaml",
    ),
)
_DIGIT: Final = re.compile(r"\d")


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text but names."""
    for text in shown_texts(draft.models):
        if text.kind not in NAMED_BY_NUMBER and _DIGIT.search(PLACEHOLDER.sub("", text.words)):
            yield RULE.found(text.file, text.path)
