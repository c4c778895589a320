"""Two services have two numbers.

A number pasted over another one leads a teen to the wrong people. Regions of one service have numbers of their own too.

Right, in `knowledge/helplines.yaml`:

    - {kind: phone, number: "555 0102"}

Wrong:

    - {kind: phone, number: "555 0100"}
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

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
    "number-twice",
    "error",
    Both("« {number} » est déjà le numéro de « {first} »", "«{number}» is the number of «{first}» already"),
    Both("recopie chaque numéro de sa source", "copy each number from its source again"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every number of every resource; one service may be called and texted at the same."""
    for file, lines in of_kind(draft.models, schema.HelplineFile):
        first: dict[str, str] = {}
        for path, who, number in _numbers(lines):
            if first.setdefault(re.sub(r"\D", "", number), who) != who:
                yield RULE.found(file, path, number=number, first=first[re.sub(r"\D", "", number)])


def _numbers(lines: schema.HelplineFile) -> Iterator[tuple[Path, str, str]]:
    """Give every number: where it stands, whose it is, how it is written."""
    for place, resource in enumerate(lines.resources):
        for number, way in enumerate(resource.ways):
            if isinstance(way, schema.TextWay | schema.PhoneWay):
                yield ("resources", place, "ways", number, "number"), resource.id, way.number
        for number, regional in enumerate(resource.regional):
            where = ("resources", place, "regional", number, "number")
            yield where, f"{resource.id}, {regional.region.en}", regional.number
