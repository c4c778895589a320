"""A key holds what belongs under it: a text, a list, or other keys.

Right, in `dialogues/ride-home.yaml`:

        label: {fr: "Non merci", en: "No thanks"}

Wrong:

        label: "Non merci"
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "wrong-shape", "error", Both("{name} {held}, et il faut {wanted}", "{name} {held}, and needs {wanted}")
)
