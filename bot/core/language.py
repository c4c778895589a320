"""Which language a text is in, word by word.

Rule: a guess from the words the content itself uses in each language; sentences may mix both ("jai send une pic"), and
where the words do not say, nothing is guessed.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.turn import Lang

#: What a word that is seen in one language only may say at most, as the logarithm of a ratio.
_MOST_PER_WORD: Final = 2.0
#: From here on the words together say a language (twice as likely as the other).
_SAYS: Final = math.log(2)
_SMOOTHING: Final = 0.5
#: Who writes French says "nice", "love" and "ok cool" too. So English needs two words or more, and as much as one that
#: is never French, to be the language of the answer; one French word in an English chat asks for French.
_FEWEST_ENGLISH: Final = 2
_MOST_IN_FRENCH: Final = 2.0


class Languages:
    """How much each word speaks for French (above 0) or English (below 0)."""

    def __init__(self, counts: Mapping[Lang, Mapping[str, int]]) -> None:
        """`counts`: language -> word -> how often the content uses it there."""
        french, english = counts.get("fr", {}), counts.get("en", {})
        total = {"fr": sum(french.values()) + 1, "en": sum(english.values()) + 1}
        self._leaning = {
            word: max(
                -_MOST_PER_WORD,
                min(
                    _MOST_PER_WORD,
                    math.log((french.get(word, 0) + _SMOOTHING) / total["fr"])
                    - math.log((english.get(word, 0) + _SMOOTHING) / total["en"]),
                ),
            )
            for word in sorted({*french, *english})
        }

    def of_word(self, word: str) -> Lang | None:
        """Say the language of one word, if it has one."""
        leaning = self._leaning.get(word, 0.0)
        return None if abs(leaning) < _SAYS else "fr" if leaning > 0 else "en"

    def guess(self, words: Sequence[str]) -> Lang | None:
        """Say the language of a text, if its words say one."""
        leaning = sum(self._leaning.get(word, 0.0) for word in words)
        return None if abs(leaning) < _SAYS else "fr" if leaning > 0 else "en"

    def answers(self, words: Sequence[str], lang: Lang) -> Lang:
        """Say the language to answer in: that of the chat (`lang`), unless the words plainly are of the other one."""
        guess = self.guess(words)
        if guess == "en" and lang == "fr" and not self._plainly_english(words):
            return lang
        return guess or lang

    def _plainly_english(self, words: Sequence[str]) -> bool:
        return len(words) >= _FEWEST_ENGLISH and -sum(self._leaning.get(word, 0.0) for word in words) >= _MOST_IN_FRENCH
