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
    Both(
        "deux personnes ont changé ces lignes, et les deux versions sont ici entre des marques",
        "two people changed these lines, and both versions stand here between marks",
    ),
    Both(
        "relis les deux versions, garde la bonne, et efface les marques <<<<<<<, ======= et >>>>>>>",
        "read both versions, keep the right one, and delete the marks <<<<<<<, ======= and >>>>>>>",
    ),
)
