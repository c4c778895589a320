"""Every key has a name that is known where it stands.

Nobody would ever read what stands under another name.

Right, in `dialogues/ride-home.yaml`:

        label: {fr: "Non merci"

Wrong:

        Étiquette: {fr: "Non merci"
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "unknown-key", "error", Both("{name} n'est pas une clé connue ici", "{name} is no key that is known here")
)
