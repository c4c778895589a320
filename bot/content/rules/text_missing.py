"""The interface has every text that the bot shows.

Bring it back from the last version that worked, or write it anew.

Right: `knowledge/interface.yaml` has the text `sorry`.

Wrong: Its line was deleted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.interface import KEYS
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "text-missing",
    "error",
    Both("le texte « {key} » manque", "the text «{key}» is missing"),
    Both(
        "remets « {key}: » avec « fr » et « en », comme dans la dernière version qui marchait",
        "put back «{key}:» with «fr» and «en», as in the last version that worked",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look for every text the bot knows."""
    for file, texts in of_kind(draft.models, schema.InterfaceFile):
        for key in sorted(KEYS.keys() - texts.texts.keys()):
            yield RULE.found(file, ("texts",), key=key)
