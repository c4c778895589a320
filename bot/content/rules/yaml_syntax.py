"""A file is YAML: keys, a colon, a space, and what belongs to the key.

The bot reads nothing of a file in which one line cannot be understood.
This is told when the cause is none of the common ones, which have rules of their own.

Right, in `dialogues/ride-home.yaml`:

    minutes: 2

Wrong:

    minutes: 2
    two minutes, or three
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "yaml-syntax",
    "error",
    Both("cette ligne ou celle d'avant n'est pas du YAML", "this line, or the one above it, is not YAML"),
    Both(
        "compare-la avec un autre fichier du dossier : deux-points, espaces, guillemets",
        "compare it with another file of the folder: colons, spaces, quotes",
    ),
)
