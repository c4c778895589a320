"""What the knowledge base says to a typed question.

Rule: it answers when sure, asks when torn, says that it does not know otherwise, and gives small talk a small answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Final

from bot.core.matching import Match, decide, settled
from bot.core.matching.decision import MOST_OFFERED
from bot.core.text import words
from bot.core.turn import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.language import Languages
    from bot.core.lexicon import Lexicon
    from bot.core.matching import Matcher, Thresholds
    from bot.core.turn import Lang

#: Small talk stands among the entries under this, so that one matcher tells them apart.
SMALL: Final = "small-talk:"
#: Small talk is short; a long text that looks like it says more than hello.
_LONGEST_SMALL: Final = 10
#: From this probability on, small talk is answered as such.
_SURELY_SMALL: Final = 0.5
#: A question with fewer words is asked back, however sure the matcher is.
_FEWEST_ANSWERED: Final = 2
#: Of a question that was not understood, this many of its rarest known words are counted, and the pairs of them.
_MOST_COUNTED: Final = 2


@dataclass(frozen=True, slots=True)
class Questions:
    """The matcher, and what is decided from its ranking. `there`: what may be named, when that is not all it knows."""

    matcher: Matcher
    languages: Languages
    lexicon: Lexicon
    thresholds: Thresholds
    there: frozenset[str] | None = None

    def among(self, entries: Iterable[str], small_talk: Iterable[str]) -> Questions:
        """Give the same for a content that has only these: what was learned may be older than what can be answered."""
        return replace(self, there=frozenset((*entries, *(SMALL + kind for kind in small_talk))))

    def _match(self, text: str) -> list[Match]:
        ranked = self.matcher.match(text)
        return ranked if self.there is None else [match for match in ranked if match.entry in self.there]

    def ask(self, text: str, lang: Lang) -> Verdict:
        """Decide what to do with a question; `lang` is used when the words do not say a language."""
        typed = self.lexicon.words(text)
        spoken = self.languages.answers(typed if len(words(text)) > 1 else words(text), lang)
        ranked = self._match(text)
        first = ranked[0] if ranked else None
        if (
            first
            and first.entry.startswith(SMALL)
            and len(typed) <= _LONGEST_SMALL
            and first.probability >= _SURELY_SMALL
        ):
            return Verdict("small", spoken, (first.entry.removeprefix(SMALL),), (round(first.probability, 3),))
        entries = settled(_entries(ranked), self.thresholds)
        kind, chosen = decide(entries, self.thresholds)
        if kind == "answer" and not chosen[0].written and len(typed) < _FEWEST_ANSWERED:
            # One word is a subject, no question: who types "consentement" may mean any of several.
            kind, chosen = "ask", entries[:MOST_OFFERED]
        return Verdict(
            kind, spoken, tuple(match.entry for match in chosen), tuple(round(match.probability, 3) for match in chosen)
        )

    def rank(self, text: str) -> list[Match]:
        """Give the entries that may be meant, with their settled probabilities; small talk is never among them."""
        return settled(_entries(self._match(text)), self.thresholds)

    def known_words(self, text: str) -> tuple[str, ...]:
        """Give what may be counted of a question nobody understood: words of the content, in pairs at most.

        A name, a number or a handle cannot be among them: a word counts only when some phrasing holds it, letter for
        letter after folding, and common words never do.
        """
        common = self.lexicon.common_in("fr") | self.lexicon.common_in("en")
        known = {word for word in words(text) if self.matcher.has(word) and word not in common and not _has_digit(word)}
        rarest = sorted(known, key=lambda word: (-self.matcher.rarity(word), word))[:_MOST_COUNTED]
        return (*sorted(rarest), *(" ".join(pair) for pair in combinations(sorted(rarest), 2)))


def _entries(ranked: list[Match]) -> list[Match]:
    """Leave small talk out: it is never an answer to a question, and never offered."""
    return [match for match in ranked if not match.entry.startswith(SMALL)]


def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)
