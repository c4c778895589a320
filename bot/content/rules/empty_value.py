"""No value is left empty.

A teen would read nothing in one of the two languages.

Right, in `dialogues/ride-home.yaml`:

    {fr: "Non merci", en: "No thanks"}

Wrong:

    {fr: "Non merci", en: ""}
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "empty-value",
    "error",
    Both("{name} est vide", "{name} is empty"),
    Both("écris ce qui va ici", "write what belongs here"),
)
