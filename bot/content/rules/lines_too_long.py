"""The lines of a scene together fit on a phone and are read to their end.

They come in one message, with what was said about the choice before. Two scenes with a tap between them are read.

Right: A scene has three bubbles of fifteen words.

Wrong: It has five of fifteen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.lengths import read_together, word_count
from bot.content.rule import Rule
from bot.core.script import Both
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "lines-too-long",
    "error",
    Both(
        "les répliques de « {name} » ont {count} mots en « {lang} », {most} au plus",
        "the lines of «{name}» have {count} words in «{lang}», {most} at most",
    ),
    Both("raccourcis-les, ou fais-en deux scènes", "shorten them, or make two scenes of them"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Count the words that are read together."""
    for file, path, lines, most in read_together(draft.models):
        for lang in LANGS:
            count = sum(word_count(getattr(line, lang)) for line in lines)
            if count > most:
                yield RULE.found(file, path, name=path[-2], count=count, lang=lang, most=most)
