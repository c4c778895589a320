"""What a short form stands for is written out, without other short forms.

It is written out once only: the bot would not understand what is left.

Right, in `knowledge/lexicon.yaml`:

    "pk": "pourquoi"

Wrong:

    "pk": "pourquoi idk"
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both
from bot.core.text import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "short-form-nested",
    "error",
    Both(
        "« {short} » contient « {inner} », qui est aussi une forme courte",
        "«{short}» holds «{inner}», which is a short form, too",
    ),
    Both("écris tous les mots au long", "write all words out"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look for the short forms of both languages in what each stands for."""
    for file, lexicon in of_kind(draft.models, schema.LexiconFile):
        known = {fold(short) for forms in lexicon.short.values() for short in forms}
        for lang, forms in lexicon.short.items():
            for short, written in forms.items():
                inner = next((word for word in words(written) if word in known), None)
                if inner:
                    yield RULE.found(file, ("short", lang, short), short=short, inner=inner)
