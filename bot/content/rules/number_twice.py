"""Two services have two numbers.

A number pasted over another one leads a teen to the wrong people. Regions of one service have numbers of their own too.

Right, in `knowledge/helplines.yaml`:

    - {kind: phone, number: "555 0102"}

Wrong:

    - {kind: phone, number: "555 0100"}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.numbers import numbers
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
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
    first: dict[str, Both] = {}
    for number in numbers(draft.models):
        if first.setdefault(number.digits, number.whose) != number.whose:
            yield RULE.found(number.file, number.path, number=number.written, first=first[number.digits])
