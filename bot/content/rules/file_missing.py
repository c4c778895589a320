"""Every file that the bot needs is there.

Right: `knowledge/facts.yaml` is there.

Wrong: It was renamed, or left out of a copy.
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "file-missing",
    "error",
    Both("ce fichier manque", "this file is missing"),
    Both(
        "remets-le comme il était dans la dernière version qui marchait",
        "bring it back from the last version that worked",
    ),
)
