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
        self._rarities: dict[str, list[float]] = {}
        self._holders: dict[str, dict[str, list[int]]] = {}
        for entry, texts in phrasings.items():
            bags = [dict.fromkeys(words) for words in texts]
            self._rarities[entry] = [sum(rarity(word) for word in bag) for bag in bags]
            holders: dict[str, list[int]] = {}
            for number, bag in enumerate(bags):
                for word in bag:
                    holders.setdefault(word, []).append(number)
            self._holders[entry] = holders

    def likeness(self, readings: Sequence[Readings], entries: Sequence[str]) -> list[float]:
        """Give the likeness of a text and the nearest phrasing of each entry, in 0..1."""
        weights: dict[str, float] = {}
        whole = 0.0
        for word in dict.fromkeys(readings):  # said twice is not meant twice
            amounts = [self._rarity(known) * share for known, share in word]
            whole += max(amounts)
            for (known, _), amount in zip(word, amounts, strict=True):
                if amount > weights.get(known, 0.0):
                    weights[known] = amount
        return [self._nearest(weights, whole, entry) for entry in entries]

    def _nearest(self, weights: Mapping[str, float], whole: float, entry: str) -> float:
        shared: dict[int, float] = {}
        holders = self._holders.get(entry, {})
        for word, weight in weights.items():
            for number in holders.get(word, ()):
                shared[number] = shared.get(number, 0.0) + weight
        rarities = self._rarities.get(entry, ())
        best = max((common / (whole + rarities[number] - common) for number, common in shared.items()), default=0.0)
        return min(best, 1.0)
