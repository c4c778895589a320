"""Every way in which an entry may be asked for: its statement or question, and its phrasings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.content import schema
from bot.content.kinds import of_kind
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.problem import Path
    from bot.core.turn import Lang


@dataclass(frozen=True, slots=True)
class Asked:
    """One way to ask for an entry, in one language."""

    file: str
    path: Path
    entry: schema.Entry
    lang: Lang
    words: str


def asked(models: Mapping[str, schema.Model]) -> Iterator[Asked]:
    """Give every way to ask for every entry."""
    for file, shelf in of_kind(models, schema.EntryFile):
        for place, entry in enumerate(shelf.entries):
            name = "question" if isinstance(entry, schema.Question) else "statement"
            for lang in LANGS:
                yield Asked(file, ("entries", place, name, lang), entry, lang, getattr(getattr(entry, name), lang))
                for number, words in enumerate(getattr(entry.phrasings, lang)):
                    yield Asked(file, ("entries", place, "phrasings", lang, number), entry, lang, words)
