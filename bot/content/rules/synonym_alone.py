"""A group of synonyms holds two words or more.

One word alone means the same as nothing else: the line says nothing.

Right, in `knowledge/synonyms.yaml`:

    "debt owe"

Wrong:

    "debt"
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both
from bot.core.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "synonym-alone",
    "error",
    Both("il faut au moins deux mots différents dans un groupe", "a group needs two different words or more"),
    Both(
        "ajoute un mot qui veut dire la même chose, ou enlève la ligne",
        "add a word that means the same, or take the line away",
    ),
)
FEWEST_WORDS: Final = 2


def check(draft: Draft) -> Iterator[Found]:
    """Look at every group: capitals and accents make no other word."""
    for file, synonyms in of_kind(draft.models, schema.SynonymFile):
        for lang, groups in synonyms.groups.items():
            for number, group in enumerate(groups):
                if len({fold(word) for word in group}) < FEWEST_WORDS:
                    yield RULE.found(file, ("groups", lang, number))
