"""Rows of words that do not belong into texts for teens, and where they are found.

Rule: words are compared folded, and inside one sentence; what a row finds inside one of its own `unless` rows is right.
A text is gone through once, whatever the number of rows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.build import PLACEHOLDER
from bot.content.kinds import of_kind
from bot.core.script import Both
from bot.core.text import words
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.core.turn import Lang

#: Where one sentence, or what is quoted in it, ends and another begins.
_END: Final = re.compile(r"[.!?…:;«»“”()\n]+")
_QUOTED: Final = re.compile(r"«[^»]*»|“[^”]*”")
_WORD: Final = re.compile(r"[^\W_]+")
#: What stands in for a figure: a word that no row holds, so that no row goes across.
_FIGURE: Final = " 0 "
#: Any ending of a word.
_ANY: Final = "*"


@dataclass(frozen=True, slots=True)
class Row:
    """Folded words that stand in a row; those that end in `*` are the beginning of a word."""

    words: tuple[str, ...]
    item: int
    right: bool = False

    def stands_at(self, place: int, text: Sequence[str]) -> bool:
        """Say whether a text has these words from a place on."""
        here = text[place : place + len(self.words)]
        return len(here) == len(self.words) and all(map(_fits, self.words, here))


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found, as it is written, and what to write in its place."""

    words: str
    instead: Both


@dataclass(frozen=True, slots=True)
class Wordings:
    """The rows of one group in one language, by their first word."""

    instead: Sequence[Both] = ()
    _whole: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    _begun: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def add(self, written: Iterable[str], item: int, *, right: bool = False) -> None:
        """Add the rows of an item; `right`: they are those inside which its words are right."""
        for text in written:
            row = Row(row_words(text), item, right)
            if row.words:
                first = row.words[0]
                self._begun[first[:-1]].append(row) if first.endswith(_ANY) else self._whole[first].append(row)

    def found_in(self, text: str) -> Iterator[Hit]:
        """Give what stands in a text, once for each item."""
        told: set[int] = set()
        for sentence in _END.split(PLACEHOLDER.sub(_FIGURE, text)):
            folded = words(sentence)
            rows = [(place, row) for place, word in enumerate(folded) for row in self._at(place, word, folded)]
            for place, row in rows:
                if row.item not in told and not _is_right(place, row, rows):
                    told.add(row.item)
                    yield Hit(_as_written(sentence, folded, place, len(row.words)), self.instead[row.item])

    def _at(self, place: int, word: str, text: Sequence[str]) -> Iterator[Row]:
        candidates = [*self._whole.get(word, ())]
        for length in range(1, len(word) + 1):
            candidates += self._begun.get(word[:length], ())
        yield from (row for row in candidates if row.stands_at(place, text))


def read_group(group: str, models: Mapping[str, schema.Model]) -> dict[Lang, Wordings]:
    """Read one group of the file of words, ready to look for in each language."""
    items: list[schema.Wording] = [
        item for _, file in of_kind(models, schema.WordingFile) for item in getattr(file, group)
    ]
    instead = [Both(item.instead.fr, item.instead.en) for item in items]
    found: dict[Lang, Wordings] = {lang: Wordings(instead) for lang in LANGS}
    for number, item in enumerate(items):
        for lang in LANGS:
            found[lang].add(getattr(item.never, lang), number)
            found[lang].add(getattr(item.unless, lang), number, right=True)
    return found


def row_words(written: str) -> tuple[str, ...]:
    """Fold a row as it is written: `l'a cherché*` is `l`, `a`, `cherche*`."""
    found: list[str] = []
    for part in written.split():
        folded = words(part)
        if folded and part.endswith(_ANY):
            folded[-1] += _ANY
        found += folded
    return tuple(found)


def unquoted(text: str) -> str:
    """Leave out what stands between quotation marks: somebody's words, not the bot's."""
    return _QUOTED.sub(".", text)


def _fits(wanted: str, word: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith(_ANY) else word == wanted


def _is_right(place: int, row: Row, rows: Iterable[tuple[int, Row]]) -> bool:
    """Say whether what was found stands inside a row in which it is right, or is such a row."""
    return any(
        other.right and other.item == row.item and start <= place and place + len(row.words) <= start + len(other.words)
        for start, other in rows
    )


def _as_written(sentence: str, folded: Sequence[str], place: int, length: int) -> str:
    """Give some words of a sentence with their accents and capitals, where folding left their number as it was."""
    spans = list(_WORD.finditer(sentence))
    if len(spans) != len(folded):
        return " ".join(folded[place : place + length])
    return sentence[spans[place].start() : spans[place + length - 1].end()]
