"""Where only some values are possible, one of them is chosen.

What is decided by a value would be decided by nobody.

Right, in `dialogues/ride-home.yaml`:

    stance: resists

Wrong:

    stance: fights
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "unknown-value",
    "error",
    Both("« {typed} » n'est pas une valeur possible pour {name}", "«{typed}» is no value that {name} may have"),
)
