"""A list is short enough for a phone, and for a teen.

Right, in `dialogues/ride-home.yaml`:

    - {fr: "Peux-tu venir me chercher?", en: "Can you come and get me?"}

Wrong:

    - {fr: "A", en: "A"}
    - {fr: "B", en: "B"}
    - {fr: "C", en: "C"}
    - {fr: "D", en: "D"}
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "too-many",
    "error",
    Both("{name} en a {held}, et le maximum est {most}", "{name} holds {held}, and {most} are the most"),
    Both("enlèves-en, ou fais-en deux parties", "take some away, or make two parts of it"),
)
