"""A day on which something was checked has come.

A teen would read that somebody tried the number in a year to come, and for as long nobody would be asked to try it.

Right, in `knowledge/figures.yaml`:

    checked_on: 2025-11-23

Wrong:

    checked_on: 2062-11-23
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
    "check-in-future",
    "error",
    Both("le {day} n'est pas encore arrivé", "{day} is still to come"),
    Both("mets le jour où quelqu'un l'a vérifié", "write the day on which somebody checked it"),
)
#: Where the machine stands it may still be the day before.
ROUND_THE_WORLD: Final = timedelta(days=1)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every such day, where it is known what day it is."""
    for file, path, day in checked_days(draft.models) if draft.today else ():
        if draft.today and day > draft.today + ROUND_THE_WORLD:
            yield RULE.found(file, path, day=day.isoformat())
