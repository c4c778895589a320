"""Every brace and bracket that closes was opened before.

Right, in `dialogues/ride-home.yaml`:

    {fr: "Non merci", en: "No thanks"}

Wrong:

    {fr: "Non merci", en: "No thanks"}}
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "bracket-extra",
    "error",
    Both("« {sign} » ferme ce qui n'est pas ouvert", "«{sign}» closes what is not open"),
    Both("efface-le", "delete it"),
)
