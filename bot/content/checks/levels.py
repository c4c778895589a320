"""What teens read is as easy as a text for grade five or six."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from bot.content.build import PLACEHOLDER
from bot.content.checks.found import Found
from bot.content.reading import ease, grade
from bot.content.texts import shown_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.schema import Model
    from bot.content.texts import Shown

#: The formulas say nothing of a few words; a text this long has enough of them.
FEWEST_WORDS: Final = 20
#: And the mean of a file, when it has this many such texts.
FEWEST_TEXTS: Final = 5
#: The hardest text of a file, and all its texts together: 6.9 is the end of grade six, an ease of 80 is "easy".
HIGHEST_GRADE: Final = 8.0
HIGHEST_MEAN_GRADE: Final = 6.9
LOWEST_EASE: Final = 65.0
LOWEST_MEAN_EASE: Final = 80.0
#: What adults read at work.
_FOR_ADULTS: Final = frozenset(("guide", "facilitator-question"))
_TRAINING: Final = "dialogues/training/"


def levels(models: Mapping[str, Model]) -> Iterator[Found]:
    """No text is too hard, and no file is hard as a whole."""
    of_file: dict[tuple[str, str], list[float]] = defaultdict(list)
    for text in shown_texts(models):
        if text.kind in _FOR_ADULTS or text.file.startswith(_TRAINING):
            continue
        words = PLACEHOLDER.sub("cent", text.words)
        if len(words.split()) < FEWEST_WORDS:
            continue
        level = ease(words) if text.lang == "fr" else grade(words)
        of_file[text.file, text.lang].append(level)
        if level < LOWEST_EASE if text.lang == "fr" else level > HIGHEST_GRADE:
            yield Found(text.file, text.path, "hard-to-read", _single(text, level), "shorter sentences, shorter words")
    for (file, lang), found in of_file.items():
        if len(found) < FEWEST_TEXTS:
            continue
        mean = sum(found) / len(found)
        if mean < LOWEST_MEAN_EASE if lang == "fr" else mean > HIGHEST_MEAN_GRADE:
            yield Found(file, (), "hard-to-read", _whole(lang, mean), "shorter sentences, shorter words")


def _single(text: Shown, level: float) -> str:
    if text.lang == "fr":
        return f"this {text.kind} has a reading ease of {level:.0f} in «fr», {LOWEST_EASE:.0f} is the least"
    return f"this {text.kind} is for grade {level:.1f} in «en», {HIGHEST_GRADE:.0f} is the highest"


def _whole(lang: str, mean: float) -> str:
    if lang == "fr":
        return f"the longer texts have a reading ease of {mean:.0f} in «fr», {LOWEST_MEAN_EASE:.0f} is the least"
    return f"the longer texts are for grade {mean:.1f} in «en», {HIGHEST_MEAN_GRADE:.0f} is the highest"


CHECKS = (levels,)
