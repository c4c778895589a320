"""What the phrasings of an entry are answered with today.

Rule: each goes through the same understanding as the words of a teen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.core.turn import LANGS, Danger, Question, Said, Turn
from bot.core.understand import understand

if TYPE_CHECKING:
    from bot.adapters.studio.catalogue import Entry
    from bot.core.script import Script
    from bot.core.turn import Intent, Lang

Kind = Literal["answer", "ask", "unknown", "small", "danger", "other"]


@dataclass(frozen=True, slots=True)
class Tried:
    """One phrasing and what it gets. `right`: it is answered with its own entry. `entries`: those it is taken for."""

    text: str
    lang: Lang
    kind: Kind
    right: bool
    entries: tuple[str, ...]

    @property
    def told(self) -> dict[str, str]:
        """What the sentence about it names."""
        return {"entry": ", ".join(self.entries), "entries": ", ".join(self.entries)}


def tried(entry: Entry, script: Script) -> tuple[Tried, ...]:
    """Try every phrasing, in both languages."""
    return tuple(
        _one(text, lang, entry.item.id, understand(Turn(Said(text), lang), script))
        for lang in LANGS
        for text in entry.phrasings[lang]
    )


def _one(text: str, lang: Lang, entry: str, intent: Intent) -> Tried:
    match intent:
        case Question(verdict):
            right = verdict.kind == "answer" and verdict.entries == (entry,)
            return Tried(text, lang, verdict.kind, right, verdict.entries)
        case Danger(_, verdict):
            return Tried(text, lang, "danger", right=False, entries=verdict.entries)
        case _:
            return Tried(text, lang, "other", right=False, entries=())
