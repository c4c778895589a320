"""A figure says the same number in both languages.

A teen who changes the language would learn another age, or another law.

Right, in `knowledge/figures.yaml`:

    consent-age: {fr: "16 ans", en: "16", fact: M2}

Wrong:

    consent-age: {fr: "16 ans", en: "14", fact: M2}
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "figures-differ",
    "error",
    Both("« {french} » en français, « {english} » en anglais", "«{french}» in French, «{english}» in English"),
    Both("recopie le nombre de la source du fait", "copy the number from the source of the fact"),
)
#: Between thousands, French has a space and English a comma; before decimals, French has a comma and English a point.
_BETWEEN: Final = re.compile(r"(?<=\d)[ \u00a0\u202f,.](?=\d)")


def check(draft: Draft) -> Iterator[Found]:
    """Compare the digits of every figure; one that holds a brace is told by another rule."""
    for file, found in of_kind(draft.models, schema.FigureFile):
        for name, figure in found.figures.items():
            if "{" not in figure.fr + figure.en and _digits(figure.fr) != _digits(figure.en):
                yield RULE.found(file, ("figures", name), french=figure.fr, english=figure.en)


def _digits(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", _BETWEEN.sub("", text)))
