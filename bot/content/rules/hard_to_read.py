"""A text is as easy as one for grade five or six.

Who is tired, scared or new to the language must understand it at once. Shorter sentences, shorter words.
Two formulas count words in a sentence and syllables in a word: Flesch-Kincaid in English (a text of 20 words or more is
for grade 8 at most), Kandel and Moles in French (an ease of 65 at least).
They know nothing of meaning: an easy text can still be unclear. What is written for adults is not measured.

Right, in `dialogues/ride-home.yaml`:

    feedback: {fr: "Bonne question.", en: "Good question."}

Wrong:

    feedback:
      fr: "Bonne question."
      en: "Individuals encountering unsolicited transportation propositions may legitimately communicate
        disagreement, notwithstanding considerable intimidation from unfamiliar automobile operators in deserted
        residential neighbourhoods."
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.levels import HARDEST, in_words, levels, too_hard
from bot.content.rule import Rule
from bot.content.texts import CALLED
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "hard-to-read",
    "error",
    Both(
        "{text} est trop difficile à lire en « {lang} » : {level}",
        "{text} is too hard to read in «{lang}»: {level}",
    ),
    Both("des phrases plus courtes, des mots plus courts", "shorter sentences, shorter words"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Measure every text that is long enough."""
    for text, level in levels(draft.models):
        if too_hard(level, HARDEST[text.lang], text.lang):
            told = in_words(level, HARDEST[text.lang], text.lang)
            yield RULE.found(text.file, text.path, text=CALLED[text.kind], lang=text.lang, level=told)
