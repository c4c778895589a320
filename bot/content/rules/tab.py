"""A line is indented with spaces, never with the tab key.

YAML does not know how wide a tab is, so it refuses it.

Right, in `dialogues/ride-home.yaml`:

    minutes: 2

Wrong:

    minutes:
    ⇥2
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "tab",
    "error",
    Both("la ligne commence par une tabulation", "the line is indented with a tab"),
    Both("mets des espaces", "use spaces"),
)
