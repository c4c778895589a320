"""A file holds no more than a person could write.

Right: A file holds a hundred texts.

Wrong: A program wrote a list of fifty thousand.
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "too-many-values",
    "error",
    Both("le fichier contient plus de {most} valeurs", "the file holds more than {most} values"),
    Both("partage-le en plusieurs fichiers", "split it into several files"),
)
