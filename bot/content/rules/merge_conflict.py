"""A file holds one version of each text.

When two people change the same line, the merge keeps both between marks, and someone must choose.

Right, in `dialogues/ride-home.yaml`:

    minutes: 2

Wrong:

    <<<<<<< mine
    minutes: 2
    =======
    minutes: 3
    >>>>>>> theirs
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "merge-conflict",
    "error",
    Both("une fusion a laissé ses marques ici", "a merge left its marks here"),
    Both("garde un des deux côtés, efface les marques", "keep one of the two sides, delete the marks"),
)
