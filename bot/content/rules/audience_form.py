"""An audience is two ages from 12 to 17 with a hyphen between them.

Right, in `dialogues/ride-home.yaml`:

    audience: "12-17"

Wrong:

    audience: "18-25"
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "audience-form",
    "error",
    Both("« {typed} » n'est pas un groupe d'âge", "«{typed}» is no range of ages"),
    Both('deux âges de 12 à 17, comme "12-17"', 'two ages from 12 to 17, such as "12-17"'),
)
