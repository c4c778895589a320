"""What stands on a button or above a message fits on a narrow phone.

A phone would cut it, and a teen would choose without having read it.

Right, in `dialogues/ride-home.yaml`:

    {fr: "Non merci", en: "No thanks"}

Wrong:

    {fr: "Non merci", en: "No thanks, I would rather walk all the way home by myself tonight"}
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "button-too-wide",
    "error",
    Both(
        "{name} a {held} caractères en « {lang} », {most} au plus; un téléphone couperait le texte",
        "{name} has {held} characters in «{lang}», {most} at most; a phone would cut it",
    ),
    Both("dis-le plus court", "say it shorter"),
)
