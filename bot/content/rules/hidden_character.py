"""Every character of a file can be seen.

A character that nobody sees cuts words in two for searching, and may show as a box.

Right: The word was typed.

Wrong: It was pasted from a web page, with a mark of no width between two of its letters.
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "hidden-character",
    "error",
    Both("un caractère invisible ({name}) se cache ici", "an invisible character ({name}) hides here"),
    Both(
        "efface aussi les lettres qui l'entourent, puis retape-les",
        "delete the letters around it too, then type them again",
    ),
)
