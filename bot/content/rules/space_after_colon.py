"""A space stands between a colon and what belongs to the key.

Without it, YAML takes both for one word.

Right, in `dialogues/ride-home.yaml`:

    minutes: 2

Wrong:

    minutes:2
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "space-after-colon",
    "error",
    Both("il manque une espace après le deux-points", "a space is missing after the colon"),
    Both("écris : {write}", "write {write}"),
)
