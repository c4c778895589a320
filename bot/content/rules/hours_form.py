"""Opening hours are written so that the bot can tell what is open now.

A teen who is told that a line is open, and finds it closed, may not try again.

Right, in `knowledge/helplines.yaml`:

    hours: "Mo-Fr 08:30-16:30"

Wrong:

    hours: "8h30 à 16h30"
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "hours-form",
    "error",
    Both("« {typed} » n'est pas écrit comme des heures d'ouverture", "«{typed}» is not written as opening hours"),
    Both(
        'écris-les comme "24/7" ou "Mo-Fr 08:30-16:30" (Mo Tu We Th Fr Sa Su : de lundi à dimanche)',
        'write them like "24/7" or "Mo-Fr 08:30-16:30" (Mo Tu We Th Fr Sa Su)',
    ),
)
