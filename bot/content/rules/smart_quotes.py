"""A text stands between straight quotes.

A curved quote is a letter like any other for YAML: it would be shown, or the text would be cut at the next comma.

Right, in `dialogues/ride-home.yaml`:

    "Non merci"

Wrong:

    “Non merci”
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "smart-quotes",
    "error",
    Both(
        "le texte est entre guillemets courbes, que YAML prend pour des lettres",
        "the text stands between curved quotes, which YAML takes for letters",
    ),
    Both("écris : {write}", "write {write}"),
)
