"""Keys that belong together begin in the same column.

YAML tells by the spaces at the beginning of a line what belongs to what.

Right, in `dialogues/ride-home.yaml`:

        outcome: safe

Wrong:

       outcome: safe
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "indentation",
    "error",
    Both("« {name} » n'est pas aligné avec ses voisins", "«{name}» is not in line with its neighbours"),
    Both(
        "mets {spaces} espaces au début de la ligne, et décale d'autant ce qui en dépend",
        "begin the line with {spaces} spaces, and move what belongs to it as much",
    ),
)
