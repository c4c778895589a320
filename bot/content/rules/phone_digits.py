"""A telephone number has as many digits as a phone can dial: ten, a 1 and ten, seven, or a short number.

One digit lost or typed twice, and a teen who calls reaches nobody, or a stranger.

Right, in `knowledge/helplines.yaml`:

    number: "555 0102"

Wrong:

    number: "1 800 555-010"
"""

from __future__ import annotations

import re
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
    "phone-digits",
    "error",
    Both(
        "« {typed} » a {digits} chiffres : aucun téléphone ne peut le composer",
        "«{typed}» has {digits} digits: no phone can dial it",
    ),
    Both(
        "recopie le numéro de sa source : dix chiffres, avec ou sans le 1 devant, ou un numéro court",
        "copy the number from its source again: ten digits, with or without a 1 before them, or a short number",
    ),
)
#: North America: a short number (211, 686868), a local one, an area and a local one, with a 1 before them or not.
_DIALLED: Final = re.compile(r"[0-9]{3,7}|1?[2-9][0-9]{9}")


def check(draft: Draft) -> Iterator[Found]:
    """Look at every number of every resource."""
    for number in numbers(draft.models):
        if not _DIALLED.fullmatch(number.digits):
            yield RULE.found(number.file, number.path, typed=number.written, digits=len(number.digits))
