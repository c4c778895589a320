"""A list is long enough for what it is for.

Right, in `dialogues/ride-home.yaml`:

    - {fr: "Qu'est-ce qui presse?", en: "What is the rush?"}
      - {fr: "Que dire à un ami?", en: "What could one tell a friend?"}

Wrong:

    - {fr: "Que dire à un ami?", en: "What could one tell a friend?"}
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "too-few",
    "error",
    Both("{name} en a {held}, et il en faut {least} ou plus", "{name} holds {held}, and needs {least} or more"),
    Both("ajoute ce qui manque", "add what is missing"),
)
