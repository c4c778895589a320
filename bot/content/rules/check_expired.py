"""What was checked by a person was checked in the last year.

Help lines move, laws change: a teen who calls a number that is no longer there may not call another. Numbers should be
tried every 90 days (see `knowledge/README.md`); after a year, nobody knows.

Right, in `knowledge/laws.yaml`:

    checked_on: 2025-11-23

Wrong:

    checked_on: 2024-11-23
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.content.checked_days import checked_days
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "check-expired",
    "warning",
    Both("la dernière vérification date du {day}, il y a plus d'un an", "last checked on {day}, more than a year ago"),
    Both("vérifie de nouveau, puis mets la date du jour", "check again, then write the day of today"),
)
#: Laws come into force and services lose their money once a year, so that each was looked at since the last time.
LONGEST: Final = timedelta(days=365)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every such day, where it is known what day it is."""
    for file, path, day in checked_days(draft.models) if draft.today else ():
        if draft.today and draft.today - day > LONGEST:
            yield RULE.found(file, path, day=day.isoformat())
