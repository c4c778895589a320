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
    Both("« {name} » y est déjà, à la ligne {line}", "«{name}» is already there, on line {line}"),
    Both(
        "garde un des deux, ou mets un tiret là où le suivant commence",
        "keep one of the two, or put a dash where the next one begins",
    ),
)
