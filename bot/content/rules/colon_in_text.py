"""A text with a colon stands between double quotes.

YAML takes the word before a colon and a space for a key.

Right, in `dialogues/ride-home.yaml`:

    debrief: {fr: "Tu t'es fait confiance.", en: "You trusted yourself."}

Wrong:

    debrief:
      fr: Tu l'as fait : bravo.
      en: "You trusted yourself."
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "colon-in-text",
    "error",
    Both("le deux-points coupe ce texte en une clé et une valeur", "the colon cuts this text into a key and a value"),
    Both("écris : {write}", "write {write}"),
)
