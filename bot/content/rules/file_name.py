"""A file is named in small letters, digits and hyphens, and ends in .yaml.

Nothing is read from a file of another name, and a copy beside the file would be shown twice.

Wrong, in a new file `dialogues/ride-home (1).yaml`:

    id: ride-home
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "file-name",
    "error",
    Both(
        "le robot ne lit pas un fichier qui a un nom comme celui-là",
        "the bot does not read a file with a name like this",
    ),
    Both(
        "renomme-le « {better} », ou efface-le si c'est une copie", "rename it «{better}», or delete it if it is a copy"
    ),
)
