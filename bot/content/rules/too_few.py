"""A list is long enough for what it is for.

Right, in `dialogues/ride-home.yaml`:

    facilitator_questions:
      - {fr: "Qu'est-ce qui aide à dire non?", en: "What helps to say no?"}

Wrong:

    facilitator_questions:
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
