"""Quotation marks are « » in French, with a space inside, and “ ” in English; what is opened is closed.

A teen reads who says what by them. Inside « », “ ” may stand for a quotation in a quotation.

Right, in `dialogues/ride-home.yaml`:

    fr: "Monte, je te ramène.", en: "Get in, I'll take you home."

Wrong:

    fr: "Monte, je te ramène “chez toi”.", en: "Get in, I'll take you home."
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.content.rule import Rule
from bot.content.texts import shown_texts
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "quotation-marks",
    "warning",
    Both("ici, les guillemets sont {marks}", "quotation marks here are {marks}"),
    Both("change les signes, et ferme ceux que tu ouvres", "change the marks, and close what you open"),
)
_MARKS: Final = {"fr": "« … »", "en": "“…”"}
#: Straight marks, those of the other language, and French ones without their space.
_WRONG: Final = {"fr": re.compile(r'["“”„]|«(?!\s)|(?<!\s)»'), "en": re.compile(r'["«»„]')}
#: A quotation inside a French quotation.
_INNER: Final = re.compile(r"(«[^»“]*)“[^”»]*”")


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text."""
    for text in shown_texts(draft.models):
        opening, closing = text.words.count(_MARKS[text.lang][0]), text.words.count(_MARKS[text.lang][-1])
        if opening != closing or _WRONG[text.lang].search(_INNER.sub(r"\1", text.words)):
            yield RULE.found(text.file, text.path, marks=_MARKS[text.lang])
