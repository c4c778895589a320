"""No part of a file has a hidden name.

YAML takes a word that begins with & for a name, and leaves it out of the text.

Right, in `dialogues/ride-home.yaml`:

    {fr: "Non merci", en: "No thanks"}

Wrong:

    {fr: "Non merci", en: &no thanks}
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "anchor",
    "error",
    Both("« &{name} » donne un nom à une partie du fichier", "«&{name}» names a part of the file"),
    Both("mets le texte entre guillemets doubles", "put the text between double quotes"),
)
