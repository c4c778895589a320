"""A text with an apostrophe stands between double quotes.

Between single quotes, the apostrophe ends the text, and what follows is lost.

Right, in `dialogues/ride-home.yaml`:

    {fr: "Non, je marche.", en: "No, I'm walking."}

Wrong:

    {fr: "Non, je marche.", en: 'No, I'm walking.'}
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "apostrophe",
    "error",
    Both(
        "cette apostrophe termine le texte, qui est entre guillemets simples",
        "this apostrophe ends the text, which stands between single quotes",
    ),
    Both("écris : {write}", "write {write}"),
)
