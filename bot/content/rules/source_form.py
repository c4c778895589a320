"""A source is named in capital letters, with digits and hyphens.

Right, in `knowledge/entries/rides.yaml`:

    sources: [PAGE]

Wrong:

    sources: [page]
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "source-form",
    "error",
    Both("« {typed} » n'a pas la forme d'une source", "«{typed}» does not have the form of a source"),
    Both(
        "des majuscules, des chiffres et des traits d'union, comme TEL-JEUNES",
        "capital letters, digits and hyphens, such as TEL-JEUNES",
    ),
)
