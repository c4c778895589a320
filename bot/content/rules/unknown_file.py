"""Every file has a name and a place from which something is read.

Right: The short forms stand in `knowledge/lexicon.yaml`.

Wrong: They stand in `knowledge/short-forms.yaml`.
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "unknown-file",
    "error",
    Both("le robot ne lit aucun fichier de ce nom à cet endroit", "the bot reads no file of this name in this place"),
)
