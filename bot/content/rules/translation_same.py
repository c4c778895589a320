"""A text is translated, not copied.

Half of the teens would meet a sentence in a language that is not theirs. Names, and texts of fewer than six words, may
be the same in both.

Right, in `dialogues/ride-home.yaml`:

    fr: "Monte, je te ramène.", en: "Get in, I'll take you home."

Wrong:

    fr: "Get in, I'll take you home.", en: "Get in, I'll take you home."
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.build import PLACEHOLDER
from bot.content.rule import Rule
from bot.content.texts import NAMED_BY_NUMBER, shown_pairs
from bot.core.script import Both
from bot.core.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "translation-same",
    "warning",
    Both("le français et l'anglais sont les mêmes mots", "French and English are the same words"),
    Both("traduis-en un", "translate one of them"),
)
#: A shorter text may well be the same in both: a title, a cry, a name.
FEWEST_WORDS: Final = 6


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text but names."""
    for fr, en in shown_pairs(draft.models):
        if fr.kind not in NAMED_BY_NUMBER:
            french, english = (words(PLACEHOLDER.sub("", text.words)) for text in (fr, en))
            if french == english and len(french) >= FEWEST_WORDS:
                yield RULE.found(fr.file, fr.path)
