"""An id and a name inside the files are small letters, with digits and hyphens between them.

They become buttons and links, where accents, capitals and spaces are lost.

Right, in `dialogues/ride-home.yaml`:

    id: ride-home

Wrong:

    id: Ride Home
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "name-form",
    "error",
    Both("« {typed} » ne convient pas pour {name}", "«{typed}» cannot be used for {name}"),
    Both(
        "écris des minuscules sans accent, des chiffres et des traits d'union, comme « {better} »",
        "write small letters without accents, digits and hyphens, such as «{better}»",
    ),
)
