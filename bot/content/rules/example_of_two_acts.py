"""The same words do not stand for two acts.

A typed no could be taken for a yes. Capitals, accents and punctuation make no difference.

Right, in `knowledge/replies.yaml`:

    oui avec plaisir

Wrong:

    Non, merci!
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both
from bot.core.text import fold
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "example-of-two-acts",
    "error",
    Both("« {text} » est déjà un exemple de « {act} »", "«{text}» is an example of «{act}» already"),
    Both("laisse-le seulement sous l'acte que ces mots expriment", "leave it only under the act that these words mean"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Compare every example with those of the acts before it."""
    for file, replies in of_kind(draft.models, schema.ReplyFile):
        first: dict[str, str] = {}
        for act, found in replies.acts.items():
            for lang in LANGS:
                for number, text in enumerate(getattr(found.examples, lang)):
                    plain = fold(text)
                    # Without letters or digits, as in "??" or an emoji, nothing is learned.
                    if plain and first.setdefault(plain, act) != act:
                        yield RULE.found(file, ("acts", act, "examples", lang, number), text=text, act=first[plain])
