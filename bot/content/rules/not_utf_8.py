"""A file is saved as UTF-8.

In another encoding, accents turn into signs that nobody can read.

Right: The editor saves as UTF-8, and « é » is two bytes.

Wrong: It saves as Windows-1252, and « é » is one.
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "not-utf-8",
    "error",
    Both("ce caractère n'est pas en UTF-8", "this character is not UTF-8"),
    Both("enregistre le fichier en UTF-8 dans ton éditeur", "save the file as UTF-8 in your editor"),
)
