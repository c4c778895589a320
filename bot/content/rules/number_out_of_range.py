"""A number lies within its bounds.

Right, in `dialogues/ride-home.yaml`:

    minutes: 2

Wrong:

    minutes: 60
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "number-out-of-range",
    "error",
    Both("{name} vaut {typed}, et {which} est {bound}", "{name} is {typed}, and {bound} is {which}"),
    Both("choisis un nombre entre les bornes", "choose a number within the bounds"),
)
