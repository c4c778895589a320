"""The interface has no text that the bot never shows.

It is mostly a slip in a name, and then the text of the right name is missing, too.

Right, in `knowledge/interface.yaml`:

    sorry: {fr: "sorry", en: "sorry"}

Wrong:

    sory: {fr: "sorry", en: "sorry"}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.problem import did_you_mean
from bot.content.rule import Rule
from bot.core.interface import KEYS
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "text-unknown",
    "error",
    Both("le texte « {key} » n'existe pas", "the text «{key}» does not exist"),
    Both("efface-le : le robot ne le montre nulle part", "delete it: the bot shows it nowhere"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text of the interface."""
    for file, texts in of_kind(draft.models, schema.InterfaceFile):
        for key in texts.texts:
            if key not in KEYS:
                yield RULE.found(file, ("texts", key), did_you_mean(key, KEYS), key=key)
