"""A story is a text file that ends in .yaml, not a document of a word processor.

Nothing is read from such a document: the story would be missing without a word. It may stand there as a draft.

Wrong, in a new file `dialogues/new-story.docx`:

    PK
"""

from __future__ import annotations

import re
from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "word-document",
    "warning",
    Both(
        "le robot ne lit pas les documents de traitement de texte",
        "the bot does not read documents of a word processor",
    ),
    Both(
        "copie son texte dans « {better} », à partir d'un modèle, ou range-le ailleurs",
        "copy its text into «{better}», beginning with a template, or keep it elsewhere",
    ),
)
#: How the names of such documents end.
DOCUMENT: Final = re.compile(r"(?i).*\.(docx?|odt|rtf|pages|gdoc)")
