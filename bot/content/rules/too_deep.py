"""Lists and keys are nested only as deep as a person can follow.

Right: A choice stands under a scene, and its words under its languages.

Wrong: Lists stand in lists in lists, twenty deep.
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "too-deep",
    "error",
    Both(
        "les listes et les clés sont emboîtées sur plus de {most} niveaux",
        "lists and keys are nested more than {most} deep",
    ),
    Both("vérifie les espaces au début des lignes", "check the indentation"),
)
