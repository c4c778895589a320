"""A quote inside a text is written so that it does not end the text.

The second double quote ends the text, and what follows is lost. “ and ” or « and » do not.

Right, in `dialogues/ride-home.yaml`:

    "No thanks"

Wrong:

    "She said "No thanks" twice"
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "quote-inside",
    "error",
    Both("ce guillemet termine le texte, et il reste des mots après", "this quote ends the text, and words follow it"),
    Both(
        "écris : {write}, ou mets « » en français et “ ” en anglais",
        "write {write}, or use « » in French and “ ” in English",
    ),
)
