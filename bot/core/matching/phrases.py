"""How near a question is to the nearest phrasing of an entry, sentence to sentence.

Rule: only the top few entries are compared, so the work does not grow with the content.

The classifier knows subjects; it may prefer the neighbour of an entry whose very sentence was typed. Likeness here is
the share of rarity two bags of words have in common (a weighted Jaccard index): 1 for the same words, 0 for none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.core.spelling import Readings


class Phrases:
    """The phrasings of every entry as bags of words."""

    def __init__(self, phrasings: Mapping[str, Sequence[Sequence[str]]], rarity: Callable[[str], float]) -> None:
        """`phrasings`: entry -> its phrasings as known words; `rarity` weighs a word."""
        self._rarity = rarity
        self._bags = {
            entry: [(frozenset(words), sum(rarity(word) for word in sorted(set(words)))) for words in texts]
            for entry, texts in phrasings.items()
        }

    def likeness(self, readings: Sequence[Readings], entries: Sequence[str]) -> list[float]:
        """Give the likeness of a text and the nearest phrasing of each entry, in 0..1."""
        weights: dict[str, float] = {}
        whole = 0.0
        for word in readings:
            amounts = [self._rarity(known) * share for known, share in word]
            whole += max(amounts)
            for (known, _), amount in zip(word, amounts, strict=True):
                if amount > weights.get(known, 0.0):
                    weights[known] = amount
        heard = weights.keys()
        found = []
        for entry in entries:
            best = 0.0
            for bag, rarity in self._bags.get(entry, ()):
                common = heard & bag
                if common:
                    shared = sum([weights[word] for word in common])
                    best = max(best, shared / (whole + rarity - shared))
            found.append(min(best, 1.0))
        return found
