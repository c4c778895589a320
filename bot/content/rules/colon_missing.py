"""A colon stands between a key and what belongs to it.

Another sign, or none, makes a text of both.

Right, in `dialogues/ride-home.yaml`:

    minutes: 2

Wrong:

    minutes = 2
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "colon-missing",
    "error",
    Both("il manque un deux-points après « {name} »", "a colon is missing after «{name}»"),
    Both("écris : {write}", "write {write}"),
)
