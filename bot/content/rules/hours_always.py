"""What is open day and night has the hours "24/7".

Only then does the bot count it among those who answer at night, and say « jour et nuit » to a teen.

Right, in `knowledge/helplines.yaml`:

    hours: "Mo-Fr 08:30-16:30"

Wrong:

    hours: "Mo-Su 00:00-24:00"
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from opening_hours import OpeningHours

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.problem import Path
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "hours-always",
    "warning",
    Both("« {typed} » veut dire jour et nuit", "«{typed}» means day and night"),
    Both('écris "24/7"', 'write "24/7"'),
)
_ALWAYS: Final = "24/7"
#: Any moment will do: from it on, what never closes has no next change.
_SOME_DAY: Final = datetime(2026, 1, 1)  # noqa: DTZ001 - opening hours are local


def check(draft: Draft) -> Iterator[Found]:
    """Look at the hours of every resource and of every way to reach it."""
    for file, lines in of_kind(draft.models, schema.HelplineFile):
        for path, hours in _hours(lines):
            if hours and hours != _ALWAYS and _never_closes(hours):
                yield RULE.found(file, path, typed=hours)


def _hours(lines: schema.HelplineFile) -> Iterator[tuple[Path, str | None]]:
    for place, resource in enumerate(lines.resources):
        yield ("resources", place, "hours"), resource.hours
        for number, way in enumerate(resource.ways):
            yield ("resources", place, "ways", number, "hours"), way.hours


def _never_closes(hours: str) -> bool:
    known = OpeningHours(hours)
    return known.is_open(_SOME_DAY) and known.next_change(_SOME_DAY) is None
