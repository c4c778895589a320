"""A key is a word.

A list or a text between braces cannot be looked up.

Right, in `dialogues/ride-home.yaml`:

    minutes: 2

Wrong:

    [minutes]: 2
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "key-not-a-word",
    "error",
    Both("une clé doit être un mot", "a key must be a word"),
    Both(
        "écris la clé comme un mot, sans crochets ni accolades", "write the key as a word, without brackets or braces"
    ),
)
