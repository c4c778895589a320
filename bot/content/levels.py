"""How hard the texts for teens are to read, and how hard they may be.

Rule: what is for adults, and what is too short for the formulas, is not measured.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bot.content.build import PLACEHOLDER
from bot.content.reading import ease, grade
from bot.content.texts import shown_texts
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.schema import Model
    from bot.content.texts import Shown

#: The formulas say nothing of a few words; a text this long has enough of them.
FEWEST_WORDS: Final = 20
#: And the mean of a file, when it has this many such texts.
FEWEST_TEXTS: Final = 5
#: The hardest text of a file, and all its texts together: a grade of 6.9 ends grade six, an ease of 80 is "easy".
HARDEST: Final = {"fr": 65.0, "en": 8.0}
HARDEST_MEAN: Final = {"fr": 80.0, "en": 6.9}
#: What adults read at work.
_FOR_ADULTS: Final = frozenset(("guide", "facilitator-question"))
_TRAINING: Final = "dialogues/training/"
#: Texts whose level is kept: two rules ask for it one after the other, and most of a changed file is as it was.
_MOST_KEPT: Final = 20_000


def levels(models: Mapping[str, Model]) -> Iterator[tuple[Shown, float]]:
    """Give every text that is measured, with the grade of an English one, the ease of a French one."""
    for text in shown_texts(models):
        if text.kind in _FOR_ADULTS or text.file.startswith(_TRAINING):
            continue
        found = _level(text.words, text.lang)
        if found is not None:
            yield text, found


def too_hard(level: float, bound: float, lang: str) -> bool:
    """Compare a level with a bound: ease should be high, a grade low."""
    return level < bound if lang == "fr" else level > bound


def in_words(level: float, bound: float, lang: str) -> Both:
    """Say what a level is, and what it should be."""
    if lang == "fr":
        return Both(
            f"facilité de lecture {level:.0f} (il faut {bound:g} ou plus)",
            f"reading ease {level:.0f} ({bound:g} or more is needed)",
        )
    return Both(
        f"niveau scolaire {level:.1f} ({bound:g} au plus)".replace(".", ","), f"grade {level:.1f} ({bound:g} at most)"
    )


@lru_cache(_MOST_KEPT)
def _level(written: str, lang: str) -> float | None:
    words = PLACEHOLDER.sub("cent", written)
    if len(words.split()) < FEWEST_WORDS:
        return None
    return ease(words) if lang == "fr" else grade(words)
