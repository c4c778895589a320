"""An address on the web begins with https:// and holds no space.

A button with another address does not open, or anyone on the way can read along.

Right, in `knowledge/helplines.yaml`:

    url: "https://example.org/chat"

Wrong:

    url: "example.org/chat"
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "address-form",
    "error",
    Both("« {typed} » n'est pas une adresse complète", "«{typed}» is no whole address"),
    Both("commence par https:// et ne mets aucune espace", "begin with https:// and leave no space in it"),
)
