"""No letter is torn in two by a program that read the file in a wrong encoding.

Where "é" was, a teen reads two signs that mean nothing. The whole file is damaged at once, so one place is told: take
the file as it was before, and save it as UTF-8.

Right, in `dialogues/ride-home.yaml`:

    debrief: {fr: "Tu t'es fait confiance.", en: "You trusted yourself."}

Wrong:

    debrief: {fr: "Tu es arrivÃ© chez toi.", en: "You trusted yourself."}
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "mojibake",
    "error",
    Both("« {signs} » : une lettre accentuée a été lue de travers", "«{signs}»: a letter was read in a wrong way"),
    Both(
        "reprends le fichier d'avant, ou retape ces lettres, et enregistre-le en UTF-8",
        "take the file as it was before, or type these letters again, and save it as UTF-8",
    ),
)
