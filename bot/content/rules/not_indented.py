"""What belongs to a key stands deeper than the key.

Otherwise the key holds nothing, and what was meant for it belongs to something else.

Right, in `dialogues/ride-home.yaml`:

        label: {fr: "Non merci", en: "No thanks"}

Wrong:

        label:
        fr: "Non merci"
        en: "No thanks"
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "not-indented",
    "error",
    Both(
        "ce qui va sous « {name} » n'est pas plus en retrait que lui",
        "what belongs under «{name}» stands no deeper than it",
    ),
    Both(
        "ajoute deux espaces au début des lignes qui en dépendent",
        "add two spaces at the beginning of the lines that belong to it",
    ),
)
