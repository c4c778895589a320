"""Every file has a name and a place from which something is read."""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "unknown-file",
    "error",
    Both("rien n'est lu d'un fichier de ce nom", "nothing is read from a file of this name"),
)
