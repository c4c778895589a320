"""A text is translated, not copied.

Half of the teens would meet a sentence in a language that is not theirs. Names may be the same in both, and so may
texts of fewer than six words: a title, a cry, a loan from English; but not four words that are plainly French.

Right, in `dialogues/ride-home.yaml`:

    fr: "Monte, je te ramène.", en: "Get in, I'll take you home."

Wrong:

    fr: "Get in, I'll take you home.", en: "Get in, I'll take you home."
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.build import PLACEHOLDER
from bot.content.rule import Rule
from bot.content.small_words import SMALL_WORDS
from bot.content.texts import NAMED_BY_NUMBER, shown_pairs
from bot.core.script import Both
from bot.core.text import words
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "translation-same",
    "error",
    Both("le français et l'anglais sont les mêmes mots", "French and English are the same words"),
    Both("traduis-en un", "translate one of them"),
)
#: A shorter text may well be the same in both: a title, a cry, a name.
FEWEST_WORDS: Final = 6
#: So many words, of which so many are small words of French and none of English, are no loan: few borrow from French.
_FEWEST_FRENCH: Final = 4
_SMALL_FRENCH: Final = 2


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text but names."""
    for fr, en in shown_pairs(draft.models):
        if fr.kind not in NAMED_BY_NUMBER:
            french, english = (words(PLACEHOLDER.sub("", text.words)) for text in (fr, en))
            if french == english and (len(french) >= FEWEST_WORDS or _plainly_french(french)):
                yield RULE.found(en.file, en.path)


def _plainly_french(folded: Collection[str]) -> bool:
    found = {lang: len(set(folded) & SMALL_WORDS[lang]) for lang in LANGS}
    return len(folded) >= _FEWEST_FRENCH and found["fr"] >= _SMALL_FRENCH and not found["en"]
