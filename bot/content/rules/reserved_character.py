"""A text with a sign that YAML keeps for itself stands between double quotes.

YAML keeps @ ` % * & ! | > - ? [ ] { } , and # for its own uses at the beginning of a text, and some of them inside it.

Right, in `dialogues/ride-home.yaml`:

    {fr: "Non merci", en: "No thanks"}

Wrong:

    {fr: "Non merci", en: @you No thanks}
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "reserved-character",
    "error",
    Both(
        "YAML garde « {sign} » pour lui : ce texte ne peut pas rester sans guillemets",
        "YAML keeps «{sign}» for itself: this text cannot stand without quotes",
    ),
    Both("écris : {write}", "write {write}"),
)
