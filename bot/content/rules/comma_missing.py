"""Between braces or brackets, a comma stands between two things.

Right, in `dialogues/ride-home.yaml`:

    {fr: "Non merci", en: "No thanks"}

Wrong:

    {fr: "Non merci" en: "No thanks"}
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "comma-missing",
    "error",
    Both("il manque une virgule ici", "a comma is missing here"),
    Both("mets une virgule et une espace avant « {next} »", "put a comma and a space before «{next}»"),
)
