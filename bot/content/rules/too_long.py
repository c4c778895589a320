"""A text is short enough for the place it is shown in.

Right, in `dialogues/ride-home.yaml`:

    id: ride-home

Wrong:

    id: someone-you-hardly-know-offers-you-a-ride-home
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "too-long",
    "error",
    Both("{name} dépasse {most} caractères", "{name} is longer than {most} characters"),
    Both("raccourcis-le ou partage-le", "shorten it or split it"),
)
