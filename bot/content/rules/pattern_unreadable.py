"""A danger pattern, and a harmless phrase, can be read as a row of words.

One that cannot be read hears nothing. How they are written stands in knowledge/README.md, under Patterns.

Right, in `knowledge/danger/low.yaml`:

    fr: ["envie ... mourir"]

Wrong:

    fr: ["... mourir"]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.content.patterns import written_patterns
from bot.content.rule import Rule
from bot.core.alarm import PatternError, compile_steps
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "pattern-unreadable",
    "error",
    Both("« {text} » {why}", "«{text}» {why}"),
    Both("voir « Patterns » dans knowledge/README.md", "see «Patterns» in knowledge/README.md"),
)
#: What the reader of patterns says -> the same in French.
_FRENCH: Final = (
    (re.compile("has no words"), "n'a aucun mot"),
    (
        re.compile("must start and end with a word that is always there"),
        "doit commencer et finir par un mot qui est toujours là",
    ),
    (re.compile("holds «(.*)», which has no letters", re.DOTALL), r"contient « \1 », où il n'y a pas de lettre"),
    (
        re.compile(r"holds «(.*)»: each side of \| must be one word", re.DOTALL),
        r"contient « \1 » : de chaque côté de |, il faut un seul mot",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Read every pattern and every phrase."""
    for file, path, text in written_patterns(draft.models):
        try:
            compile_steps(text)
        except PatternError as error:
            yield RULE.found(file, path, text=text, why=_in_both(str(error)))


def _in_both(said: str) -> Both:
    for english, french in _FRENCH:
        found = english.fullmatch(said)
        if found:
            return Both(found.expand(french), said)
    return Both("ne peut pas être lu", said)
