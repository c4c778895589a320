"""A text that begins with a quote ends with the same quote.

YAML would take the next lines for a part of the text.

Right, in `dialogues/ride-home.yaml`:

    "Good question."}

Wrong:

    "Good question.}
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "quote-open",
    "error",
    Both("ce guillemet n'est jamais fermé", "this quote is never closed"),
    Both("écris : {write}", "write {write}"),
)
