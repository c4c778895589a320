"""No line to learn from holds a phone number, an address or the name of an account.

A sentence that a teen really wrote may be copied with what says who they are. Files are seen by many, and stay for
years. The numbers of help lines may stand here.

Right, in `knowledge/danger/held.yaml`:

    he wont let me leave

Wrong:

    he wont let me leave call 418 555 0199
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.examples import blocks
from bot.content.graph import choices
from bot.content.kinds import of_kind, played
from bot.content.numbers import numbers
from bot.content.rule import Rule
from bot.core.script import Both
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.content.draft import Draft
    from bot.content.problem import Path
    from bot.content.rule import Found
    from bot.content.schema import Model

BESIDE: Final = (schema.HelplineFile,)
RULE: Final = Rule(
    "personal-detail",
    "error",
    Both("« {words} » peut dire qui est quelqu'un", "«{words}» may say who somebody is"),
    Both(
        "enlève-le, et change le reste pour que personne ne s'y reconnaisse",
        "take it away, and change the rest so that nobody finds themselves in it",
    ),
)
#: A phone number of North America, an address of mail or of the web, the name of an account.
_DETAIL: Final = re.compile(
    r"(?<![\d$])(?:\+?1[ .-]?)?(?:\(?\d{3}\)?[ .-]?)?\d{3}[ .-]?\d{4}(?!\d)|\S+@\S+\.\w+|(?<!\w)@\w{3,}|https?://\S+"
)
#: Most lines hold none of these, which is seen much faster.
_PERHAPS: Final = re.compile(r"\d{3}|@|://")


def check(draft: Draft) -> Iterator[Found]:
    """Look at phrasings, examples, and what may be typed for a choice."""
    known = draft.beside.once(_help_numbers)
    for file, path, lines in _blocks(draft.models):
        for number, words in enumerate(lines):
            found = _DETAIL.search(words) if _PERHAPS.search(words) else None
            if found and re.sub(r"\D", "", found[0])[-10:] not in known:
                yield RULE.found(file, (*path, number), words=found[0].strip())


def _blocks(models: Mapping[str, Model]) -> Iterator[tuple[str, Path, Sequence[str]]]:
    yield from blocks(models)
    for file, shelf in of_kind(models, schema.EntryFile):
        for place, entry in enumerate(shelf.entries):
            yield from ((file, ("entries", place, "phrasings", lang), getattr(entry.phrasings, lang)) for lang in LANGS)
    for file, story in played(models):
        for _, path, choice in choices(story):
            yield from ((file, (*path, "said", lang), choice.said.get(lang, ())) for lang in LANGS)


def _help_numbers(models: Mapping[str, Model]) -> frozenset[str]:
    """Give the digits of the numbers that anybody may know, without a 1 before them."""
    return frozenset(number.digits[-10:] for number in numbers(models))
