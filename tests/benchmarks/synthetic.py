"""Content of any size that reads like language: made by a seeded generator from the words of the shipped content.

Rule: the same number and seed give the same content on every machine.

An entry is a handful of telling words; a phrasing is some of them among common words, which are drawn as often as the
shipped content uses them. Larger content has more words, as in life: new ones are made of the halves of old ones.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Final

from bot.core.matching import Known
from bot.core.text import words
from bot.core.turn import LANGS
from tests.quality.noise import noisy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.core.turn import Lang

#: Phrasings of an entry, both languages together.
PER_ENTRY: Final = 10
#: As many words of a language are common: they stand in every phrasing and tell nothing.
_COMMON: Final = 150
_TELLING: Final = 6
_TOLD: Final = (2, 4)
_FILLED: Final = (3, 7)
#: Of the telling words of an entry this share is new.
_NEW: Final = 0.15


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, the most used first, with how often they are used."""

    common: tuple[str, ...]
    uses: tuple[int, ...]
    telling: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Words:
        """Count the words of texts."""
        counts = Counter(word for text in texts for word in words(text))
        ranked = sorted(counts, key=lambda word: (-counts[word], word))
        common = ranked[:_COMMON]
        telling = [word for word in ranked[_COMMON:] if word.isalpha() and len(word) > 2]
        return cls(tuple(common), tuple(counts[word] for word in common), tuple(telling))

    def new(self, chance: Random) -> str:
        """Make a word of two halves."""
        first, second = chance.choice(self.telling), chance.choice(self.telling)
        return first[: len(first) // 2 + 1] + second[len(second) // 2 :]


def content(phrasings: int, lists: Mapping[Lang, Words], seed: int = 1) -> list[Known]:
    """Make entries with `PER_ENTRY` phrasings each."""
    chance = Random(f"content {seed}")
    return [
        Known(f"entry-{number}", lang, _phrasings(lists[lang], PER_ENTRY // len(LANGS), chance))
        for number in range(phrasings // PER_ENTRY)
        for lang in LANGS
    ]


def questions(known: Sequence[Known], number: int, seed: int = 1) -> list[tuple[str, str]]:
    """Type phrasings with noise: as many distinct questions, each with its entry."""
    chance = Random(f"questions {seed}")
    found: dict[str, str] = {}
    while len(found) < number:
        each = chance.choice(known)
        text = noisy(chance.choice(each.phrasings), each.lang, chance.randrange(1 << 30))
        found.setdefault(text, each.entry)
    return [(entry, text) for text, entry in found.items()]


def _phrasings(listed: Words, number: int, chance: Random) -> tuple[str, ...]:
    subject = [listed.new(chance) if chance.random() < _NEW else chance.choice(listed.telling) for _ in range(_TELLING)]
    found = []
    for _ in range(number):
        told = chance.sample(subject, chance.randint(*_TOLD))
        row = chance.choices(listed.common, listed.uses, k=chance.randint(*_FILLED))
        for word in told:
            row.insert(chance.randint(1, len(row)), word)
        found.append(" ".join(row))
    return tuple(found)
