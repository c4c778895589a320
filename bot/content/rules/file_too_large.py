"""A file is short enough to be read by a person.

Right: Two hundred entries stand on ten shelves.

Wrong: They stand in one file of 300 kB.
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "file-too-large",
    "error",
    Both("le fichier dépasse {most} ko", "the file is larger than {most} kB"),
    Both("partage-le en plusieurs fichiers", "split it into several files"),
)
