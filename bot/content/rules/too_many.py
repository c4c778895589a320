"""A list is short enough for a phone, and for a teen.

Right, in `dialogues/ride-home.yaml`:

    sentences:
      - {fr: "Non, je marche.", en: "No, I'm walking."}

Wrong:

    sentences:
      - {fr: "Non.", en: "No."}
      - {fr: "Pas moi.", en: "Not me."}
      - {fr: "Pas ce soir.", en: "Not tonight."}
      - {fr: "Jamais.", en: "Never."}
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "too-many",
    "error",
    Both("{name} en a {held}, et le maximum est {most}", "{name} holds {held}, and may hold {most} at most"),
    Both("enlèves-en, ou fais-en deux parties", "take some away, or make two parts of it"),
)
