"""Each of the six workshops is there.

Right, in `dialogues/logbook.yaml`:

    workshops:
      1: {title: {fr: "Page un", en: "Page one"}, prompts: [values, people]}

Wrong:

    workshops:
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "workshop-missing",
    "error",
    Both("il manque l'atelier {missing}", "workshop {missing} is missing"),
    Both("ajoute-le ici", "add it here"),
)
