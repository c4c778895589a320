"""What moderators say about words: short forms, words too common to count, words that mean the same.

Rule: folded once, when it is made; nothing here is learned.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.core.text import MOST_CHARACTERS, fold, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.core.turn import Lang

#: A message holds no more words than this; one of short forms only, written out, keeps its beginning and its end.
_MOST_WORDS: Final = MOST_CHARACTERS // 2


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Short forms ("jpp" -> "j en peux plus"), common words by language, and groups of words that mean the same.

    `groups` gives each word of a group the names of its groups. A word of two groups has two senses.
    """

    short: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    common: Mapping[Lang, frozenset[str]] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _read: list[dict[str, list[str]]] = field(default_factory=list, compare=False, repr=False)

    @classmethod
    def of(
        cls,
        short: Mapping[str, str],
        common: Mapping[Lang, Iterable[str]],
        groups: Iterable[Iterable[str]] = (),
    ) -> Lexicon:
        """Fold what was written. Only groups' single words count: a pair of words is no word."""
        names: dict[str, list[str]] = defaultdict(list)
        for number, group in enumerate(groups):
            for word in dict.fromkeys(fold(form) for form in group):
                if word and " " not in word:
                    names[word].append(str(number))
        return cls(
            {fold(key): tuple(words(value)) for key, value in short.items()},
            {lang: frozenset(fold(word) for word in listed) for lang, listed in common.items()},
            {word: tuple(found) for word, found in names.items()},
        )

    def words(self, text: str) -> list[str]:
        """Fold a text to words and write its short forms out."""
        if not self._read:
            return self.expand(words(text))
        [read] = self._read
        found = read.get(text)
        if found is None:
            found = read[text] = self.expand(words(text))
        return list(found)

    @contextmanager
    def reading_content(self) -> Iterator[None]:
        """Fold each text once, while the content is read; what is typed later is remembered nowhere."""
        self._read.append({})
        try:
            yield
        finally:
            self._read.clear()

    def expand(self, found: Sequence[str]) -> list[str]:
        """Write short forms out; words that are no short form stay."""
        if self.short.keys().isdisjoint(found):
            return list(found)
        written = [word for form in found for word in self.short.get(form, (form,))]
        return written if len(written) <= _MOST_WORDS else written[: _MOST_WORDS // 2] + written[-_MOST_WORDS // 2 :]

    def common_in(self, lang: Lang) -> frozenset[str]:
        """Give the words that tell no question from another in one language."""
        return self.common.get(lang, frozenset())
