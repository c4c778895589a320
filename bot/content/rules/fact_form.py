"""A fact is named as its row in facts.yaml: a capital letter and digits.

Right, in `knowledge/entries/rides.yaml`:

    fact: M1

Wrong:

    fact: myth 1
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "fact-form",
    "error",
    Both("« {typed} » n'a pas la forme d'un fait", "«{typed}» does not have the form of a fact"),
    Both("une lettre majuscule et un nombre, comme M13", "a capital letter and a number, such as M13"),
)
