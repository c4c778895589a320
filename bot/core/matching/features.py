"""A reading of a text -> the features the matcher learns from.

Rule: four kinds, each of which an ablation can take out.

`word`: the words. `pair`: neighbours ("je bloque", "bloque pas"), the edges of the text included: how a question starts
tells what it asks. `letters`: three or four letters in a row within a word, which keep the sense of words nobody could
mend. `group`: the groups of synonyms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.space import Given, put

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bot.core.spelling import Readings

#: How much each kind counts (chosen on public few-shot questions; the plateau is wide).
KINDS: Final[dict[str, float]] = {"word": 1.0, "pair": 0.6, "letters": 1.0, "group": 0.4}
_SHORTEST_GRAM: Final = 3
_LONGEST_GRAM: Final = 4
#: Of a word's candidates this many make pairs with the next word's.
_PAIRED: Final = 2
#: A text says no more than this in words; what follows is left to danger detection, which reads all of it.
MOST_WORDS: Final = 100


def features(
    readings: Sequence[Readings],
    synonyms: Mapping[str, tuple[str, ...]],
    kinds: Collection[str] = KINDS,
    grams_of: Mapping[str, tuple[str, ...]] | None = None,
) -> Given:
    """Give the features of a text, by kind, with their shares; `grams_of` holds the letters of words already cut."""
    readings = readings[:MOST_WORDS]
    words: dict[str, float] = {}
    for reading in readings:
        for word, share in reading:
            put(words, word, share)
    given = {"word": words}
    if "pair" in kinds:
        given["pair"] = _pairs(readings)
    if "letters" in kinds:
        cut = grams_of or {}
        letters: dict[str, float] = {}
        for share, word in sorted((share, word) for word, share in words.items()):  # larger shares overwrite smaller
            letters.update(dict.fromkeys(cut.get(word) or grams(word), share))
        given["letters"] = letters
    if "group" in kinds:
        groups: dict[str, float] = {}
        for word, share in words.items():
            for group in synonyms.get(word, ()):
                put(groups, group, share)
        given["group"] = groups
    return given


def _pairs(readings: Sequence[Readings]) -> dict[str, float]:
    pairs: dict[str, float] = {}
    before: Sequence[tuple[str, float]] = (("<", 1.0),)
    for after in (*readings, ((">", 1.0),)):
        for first, share in before[:_PAIRED]:
            for second, other in after[:_PAIRED]:
                put(pairs, f"{first} {second}", share * other)
        before = after
    return pairs


def grams(word: str) -> tuple[str, ...]:
    """Give the letters of a word, three or four in a row, its edges marked."""
    marked = f"<{word}>"
    return tuple(
        {
            marked[start : start + length]: None
            for length in range(_SHORTEST_GRAM, _LONGEST_GRAM + 1)
            for start in range(len(marked) - length + 1)
        }
    )
