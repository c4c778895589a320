"""Between braces, a text with a comma stands between double quotes.

YAML takes what follows the comma for another key.

Right, in `dialogues/ride-home.yaml`:

    {fr: "Non merci", en: "No thanks"}

Wrong:

    {fr: "Non merci", en: No, thanks}
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "comma-in-text",
    "error",
    Both("la virgule coupe ce texte en deux", "the comma cuts this text in two"),
    Both("écris : {write}", "write {write}"),
)
