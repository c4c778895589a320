"""A text fits on a phone and is read to its end.

How many words a text may have stands in the manuals, beside its key.

Right, in `dialogues/ride-home.yaml`:

    label: {fr: "Non merci", en: "No thanks"}

Wrong:

    label: {fr: "Non merci", en: "No thanks, I walk, it is not far to go at all"}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.lengths import MOST_WORDS, word_count
from bot.content.rule import Rule
from bot.content.texts import CALLED, shown_texts
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "text-too-long",
    "error",
    Both(
        "{text} a {count} mots en « {lang} », {most} au plus",
        "{text} has {count} words in «{lang}», {most} at most",
    ),
    Both("enlève des mots, ou dis-le en deux textes", "take words away, or say it in two texts"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Count the words of every text."""
    for text in shown_texts(draft.models):
        most = MOST_WORDS.get(text.kind)
        count = word_count(text.words) if most else 0
        if most and count > most:
            called = CALLED[text.kind]
            yield RULE.found(text.file, text.path, text=called, count=count, lang=text.lang, most=most)
