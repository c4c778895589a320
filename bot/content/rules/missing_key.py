"""Every key that is needed is there.

Right, in `dialogues/ride-home.yaml`:

    - id: ask-why
      stance: hesitates

Wrong:

    - id: ask-why
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "missing-key",
    "error",
    Both("{name} manque", "{name} is missing"),
    Both("ajoute « {key}: » ici", "add «{key}:» here"),
)
