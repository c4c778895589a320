"""A value is what it looks like.

YAML takes a word that begins with ! for an order about the value, and leaves it out of the text.

Right, in `dialogues/ride-home.yaml`:

    {fr: "Non merci", en: "No thanks"}

Wrong:

    {fr: "Non merci", en: !No thanks}
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "tag",
    "error",
    Both("« {name} » change le sens de la valeur", "«{name}» changes what the value means"),
    Both("mets le texte entre guillemets doubles", "put the text between double quotes"),
)
