"""What is counted is a whole number, in digits.

Right, in `dialogues/ride-home.yaml`:

    minutes: 2

Wrong:

    minutes: two
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "whole-number",
    "error",
    Both("« {typed} » n'est pas un nombre entier", "«{typed}» is no whole number"),
    Both("écris un nombre en chiffres, comme 3", "write a number in digits, such as 3"),
)
