"""A date is year, month and day.

Right, in `knowledge/helplines.yaml`:

    checked_on: 2025-11-23
        confidence: high

Wrong:

    checked_on: yesterday
    confidence: high
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "date-form",
    "error",
    Both("« {typed} » n'est pas une date", "«{typed}» is no date"),
    Both("année, mois et jour, comme 2026-03-11", "year, month and day, such as 2026-03-11"),
)
