"""A number in words is the same number in both languages.

A teen who changes the language would read of another age or another time. Only what both languages hold is compared:
one may say "both" where the other says "two". A time of day may count to twelve in English.

Right, in `dialogues/ride-home.yaml`:

    - {fr: "Quelqu'un m'attend.", en: "Someone is waiting for me."}

Wrong:

    - {fr: "J'ai quinze ans.", en: "I'm sixteen."}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.build import PLACEHOLDER
from bot.content.rule import Rule
from bot.content.texts import shown_pairs
from bot.core.script import Both
from bot.core.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.rule import Found
    from bot.core.turn import Lang

BESIDE: Final = ()
RULE: Final = Rule(
    "numbers-differ",
    "warning",
    Both("« {french} » en français, « {english} » en anglais", "«{french}» in French, «{english}» in English"),
    Both(
        "écris le même nombre dans les deux, ou dis-le sans nombre",
        "write the same number in both, or say it without a number",
    ),
)
#: Folded. One is left out, since in French it is an article; nine too, since "neuf" is also "new".
_FRENCH: Final[Mapping[str, int]] = {
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "dix": 10, "onze": 11, "douze": 12,
    "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "dix sept": 17, "dix huit": 18, "dix neuf": 19,
    "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "cent": 100, "mille": 1000,
    # Fifteen days are two weeks.
    "quinze jours": 2,
}  # fmt: skip
_ENGLISH: Final[Mapping[str, int]] = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "thousand": 1000,
}  # fmt: skip
_NUMBERS: Final[Mapping[Lang, Mapping[str, int]]] = {"fr": _FRENCH, "en": _ENGLISH}
#: An hour after noon has two names, so many apart.
_HALF_DAY: Final = 12


def check(draft: Draft) -> Iterator[Found]:
    """Compare the numbers of every text, where both languages have as many different ones."""
    for french, english in shown_pairs(draft.models):
        in_french, in_english = (_numbers(text.words, text.lang) for text in (french, english))
        only_french = [name for number, name in in_french.items() if not _among(number, in_english)]
        only_english = [name for number, name in in_english.items() if not _among(number, in_french)]
        if len(in_french) == len(in_english) and only_french and only_english:
            yield RULE.found(english.file, english.path, french=only_french[0], english=only_english[0])


def _numbers(text: str, lang: Lang) -> dict[int, str]:
    """Give the numbers of a text and how each is called there: two words together count before each alone."""
    called = _NUMBERS[lang]
    folded = words(PLACEHOLDER.sub("", text))
    found: dict[int, str] = {}
    place = 0
    while place < len(folded):
        pair = " ".join(folded[place : place + 2])
        name = pair if pair in called else folded[place]
        if name in called:
            found.setdefault(called[name], name)
        place += len(name.split())
    return found


def _among(number: int, others: Mapping[int, str]) -> bool:
    return any(abs(number - other) in (0, _HALF_DAY) for other in others)
