"""A telephone number is digits, spaces and hyphens, as a person reads it aloud.

A phone must be able to dial it.

Right, in `knowledge/helplines.yaml`:

    number: "555 0102"

Wrong:

    number: "555 HELP"
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "number-form",
    "error",
    Both("« {typed} » n'est pas un numéro de téléphone", "«{typed}» is no telephone number"),
    Both("des chiffres, des espaces et des traits d'union", "digits, spaces and hyphens"),
)
