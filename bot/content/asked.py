"""Every way in which an entry may be asked for: its statement or question, and its phrasings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.core.text import fold
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.problem import Path
    from bot.core.turn import Lang

#: Lines that stand together stay folded, so that a saved file costs no folding of the others: four blocks an entry.
_MOST_BLOCKS: Final = 4 * 10_000


@dataclass(frozen=True, slots=True)
class Asked:
    """One way to ask for an entry, in one language."""

    file: str
    path: Path
    entry: schema.Entry
    lang: Lang
    words: str
    folded: str


def asked(models: Mapping[str, schema.Model]) -> Iterator[Asked]:
    """Give every way to ask for every entry."""
    for file, shelf in of_kind(models, schema.EntryFile):
        for place, entry in enumerate(shelf.entries):
            name = "question" if isinstance(entry, schema.Question) else "statement"
            for lang in LANGS:
                title, phrasings = getattr(getattr(entry, name), lang), getattr(entry.phrasings, lang)
                yield Asked(file, ("entries", place, name, lang), entry, lang, title, *folded((title,)))
                for number, (words, plain) in enumerate(zip(phrasings, folded(phrasings), strict=True)):
                    yield Asked(file, ("entries", place, "phrasings", lang, number), entry, lang, words, plain)


@lru_cache(_MOST_BLOCKS)
def folded(block: tuple[str, ...]) -> tuple[str, ...]:
    """Fold lines that stand together."""
    return tuple(map(fold, block))
