"""The spaces around keys are those of the space bar.

A space copied from a text processor looks the same, and YAML takes it for a letter.

Right, in `dialogues/ride-home.yaml`:

    minutes: 2

Wrong:

    minutes:⍽2
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "hidden-space",
    "error",
    Both(
        "cette espace vient d'un traitement de texte : YAML la prend pour une lettre",
        "this space comes from a text processor: YAML takes it for a letter",
    ),
    Both("efface-la et tape une espace ordinaire", "delete it and type an ordinary space"),
)
