"""A key holds a list or keys, not both.

YAML cannot tell what a dash beside a key belongs to.

Right, in `dialogues/ride-home.yaml`:

        say_it_your_way: true

Wrong:

        - say_it_your_way: true
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "list-beside-keys",
    "error",
    Both("une liste (avec des tirets) et des clés sont mêlées ici", "a list (with dashes) and keys are mixed here"),
    Both(
        "enlève le tiret, ou décale la ligne sous la clé à laquelle elle appartient",
        "take the dash away, or move the line under the key it belongs to",
    ),
)
