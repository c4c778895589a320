"""Every text is written out where it stands.

YAML takes a word that begins with * for a repetition of another part.

Right, in `dialogues/ride-home.yaml`:

    {fr: "Non merci", en: "No thanks"}

Wrong:

    {fr: "Non merci", en: *thanks}
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "alias",
    "error",
    Both("« *{name} » répète une autre partie du fichier", "«*{name}» repeats another part of the file"),
    Both("écris le texte au complet, entre guillemets doubles", "write the text out, between double quotes"),
)
