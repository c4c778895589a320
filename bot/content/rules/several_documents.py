"""A file holds one document.

YAML starts a new document at a line of dashes; only the first would be read.

Right, in `dialogues/ride-home.yaml`:

    minutes: 2

Wrong:

    minutes: 2
    ---
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "several-documents",
    "error",
    Both("le fichier contient un deuxième document", "the file holds a second document"),
    Both("efface la ligne « --- »", "delete the line «---»"),
)
