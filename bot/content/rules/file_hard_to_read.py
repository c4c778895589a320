"""The longer texts of a file are easy on the whole.

One hard text may stand between easy ones; a whole file of them tires.
The formulas are those of `hard-to-read`. A file with five texts of 20 words or more is for grade 6 on the whole in
English, which ends at 6.9, and has an ease of 80 at least in French.

Right: The answers of a shelf have short words and short sentences.

Wrong: Each is just within its own limit, and all are of long words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.levels import FEWEST_TEXTS, HARDEST_MEAN, in_words, levels, too_hard
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "file-hard-to-read",
    "error",
    Both(
        "pris ensemble, les textes les plus longs du fichier sont trop difficiles à lire en « {lang} » : {level}",
        "taken together, the longer texts of the file are too hard to read in «{lang}»: {level}",
    ),
    Both("des phrases plus courtes, des mots plus courts", "shorter sentences, shorter words"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Take the mean of the texts that are long enough, in each language, where there are enough of them."""
    found: dict[tuple[str, str], list[float]] = {}
    for text, level in levels(draft.models):
        found.setdefault((text.file, text.lang), []).append(level)
    for (file, lang), each in found.items():
        mean = sum(each) / len(each)
        if len(each) >= FEWEST_TEXTS and too_hard(mean, HARDEST_MEAN[lang], lang):
            yield RULE.found(file, (), lang=lang, level=in_words(mean, HARDEST_MEAN[lang], lang))
