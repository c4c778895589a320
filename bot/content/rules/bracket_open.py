"""Every brace and bracket is closed.

YAML would read on into the next lines, looking for its end.

Right, in `dialogues/ride-home.yaml`:

    {fr: "Non merci", en: "No thanks"}

Wrong:

    {fr: "Non merci", en: "No thanks"
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "bracket-open",
    "error",
    Both("« {sign} » n'est jamais fermé", "«{sign}» is never closed"),
    Both("ajoute « {write} » à la fin", "add «{write}» at the end"),
)
