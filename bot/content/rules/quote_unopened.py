"""A text that ends with a quote begins with the same quote.

A teen would see the quote, and wonder who said it.

Right, in `dialogues/ride-home.yaml`:

    fr: "Bonne question."

Wrong:

    fr: Bonne question."
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "quote-unopened",
    "error",
    Both("ce guillemet n'a pas été ouvert", "this quote was not opened"),
    Both("écris : {write}", "write {write}"),
)
