"""A text with a number sign stands between double quotes.

After a space, # begins a note that nobody but the writer sees: the rest of the text is never shown.

Right, in `dialogues/ride-home.yaml`:

    label: {fr: "Non merci", en: "No thanks"}

Wrong:

    label:
      fr: Non merci # pas ce soir
      en: "No thanks"
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "text-cut",
    "error",
    Both(
        "le texte s'arrête ici : YAML prend la suite du # pour une note",
        "the text stops here: YAML takes what follows the # for a note",
    ),
    Both("écris : {write}; une note tient sur sa propre ligne", "write {write}; a note has a line of its own"),
)
