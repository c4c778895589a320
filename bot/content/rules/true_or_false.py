"""A question of yes or no is answered with true or false.

Right, in `dialogues/ride-home.yaml`:

    say_it_your_way: true

Wrong:

    say_it_your_way: maybe
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "true-or-false",
    "error",
    Both("« {typed} » n'est ni vrai ni faux", "«{typed}» is neither true nor false"),
    Both("écris true (vrai) ou false (faux)", "write true or false"),
)
