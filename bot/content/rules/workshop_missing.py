"""Each of the six workshops is there.

Right, in `dialogues/logbook.yaml`:

    6: {title: {fr: "Page six", en: "Page six"}, prompts: [values]}

Wrong:

    # the sixth
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
