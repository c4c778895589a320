"""A short form is one word.

What a teen types is looked up word by word: two words together are never found.

Right, in `knowledge/lexicon.yaml`:

    "idk"

Wrong:

    "i dk"
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both
from bot.core.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "short-form-words",
    "error",
    Both(
        "« {short} » n'est pas un seul mot, et ne sera jamais trouvé",
        "«{short}» is not one word, and will never be found",
    ),
    Both(
        "écris une forme courte d'un seul mot, sans apostrophe ni signe",
        "write a short form of one word, without an apostrophe or a mark",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every short form."""
    for file, lexicon in of_kind(draft.models, schema.LexiconFile):
        for lang, forms in lexicon.short.items():
            yield from (
                RULE.found(file, ("short", lang, short), short=short) for short in forms if len(words(short)) != 1
            )
