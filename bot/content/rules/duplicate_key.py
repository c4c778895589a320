"""A key stands once among its neighbours.

YAML would keep the last one and drop the first without a word.

Right, in `dialogues/ride-home.yaml`:

    minutes: 2

Wrong:

    minutes: 2
    minutes: 3
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "duplicate-key",
    "error",
    Both("« {name} » est déjà écrit à la ligne {line}", "«{name}» is already there, on line {line}"),
    Both(
        "garde un seul des deux; si un autre élément de la liste commence ici, mets un tiret devant",
        "keep only one of the two; if another thing of the list begins here, put a dash before it",
    ),
)
