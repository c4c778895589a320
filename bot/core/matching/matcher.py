"""The matcher: phrasings in, a ranking with probabilities out."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from bot.core.learned import NO_MEMORY, Learned, Memory
from bot.core.lexicon import Lexicon
from bot.core.linear import fit
from bot.core.matching.calibration import PRIOR, Calibration, Evidence
from bot.core.matching.features import KINDS, features, grams
from bot.core.matching.phrases import Phrases
from bot.core.space import Space, Texts
from bot.core.spelling import Reading, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.core.linear import Floats
    from bot.core.space import Given, Row
    from bot.core.spelling import Readings
    from bot.core.turn import Lang

#: The class of what is about nothing here: learned from the background, never named in a ranking.
_NOTHING: Final = ""
#: This many entries are compared with their phrasings and given a probability.
MOST_RANKED: Final = 5
#: What a phrasing's likeness adds to a score: enough to settle a near tie, not to overrule the subject.
NEARNESS: Final = 1.0
#: How sure it is of a text that is a phrasing, word for word.
WRITTEN: Final = 0.99
#: With fewer entries there is nothing to calibrate on; of more phrasings than this, those of some entries are enough.
_FEWEST_CALIBRATED: Final = 2
_MOST_CALIBRATED: Final = 10_000
#: A word that only the lexicon knows is a word, but one of the content's is likelier.
_FROM_LEXICON: Final = 0.2


class Known(NamedTuple):
    """How one entry is asked in one language."""

    entry: str
    lang: Lang
    phrasings: Sequence[str]


@dataclass(frozen=True, slots=True)
class Stages:
    """What may be switched off, one by one, to see what it is worth (`make quality ARGS=--ablation`)."""

    lexicon: bool = True
    spelling: bool = True
    kinds: frozenset[str] = frozenset(KINDS)
    phrases: bool = True
    calibration: bool = True


ALL: Final = Stages()


@dataclass(frozen=True, slots=True)
class Match:
    """One entry that may be meant: its probability of being right, and why.

    `written`: the text is a phrasing of the entry, word for word.
    """

    entry: str
    probability: float
    evidence: Evidence
    written: bool = False


class Matcher:
    """All phrasings, learned once per content version; made by `factory`."""

    def __init__(
        self,
        known: Sequence[Known],
        lexicon: Lexicon,
        background: Sequence[str],
        stages: Stages,
        remembered: Callable[[Callable[[], Learned]], Learned],
    ) -> None:
        """See `factory`; `remembered` gives what was learned before, or learns it now."""
        self._stages = stages
        self._lexicon = lexicon if stages.lexicon else replace(lexicon, short={}, groups={})
        texts = [(each.entry, self._lexicon.words(text)) for each in known for text in each.phrasings]
        texts += [(_NOTHING, self._lexicon.words(text)) for text in background]
        texts = sorted(text for text in texts if text[1])
        self._entries = sorted({entry for entry, _ in texts})
        counts = Counter(word for _, words in texts for word in words)
        self._vocabulary = Vocabulary({**dict.fromkeys(self._lexicon.groups, _FROM_LEXICON), **counts})
        self._grams_of = {word: grams(word) for word in counts} if "letters" in stages.kinds else {}
        learned = remembered(lambda: self._learn(texts))
        self._space = Space(learned.known, self._weights())
        self._linear = learned.weights["entries"]
        self._words, self._groups = self._space.known.get("word", {}), self._space.known.get("group", {})
        self._own = frozenset(word for entry, words in texts if entry != _NOTHING for word in words)
        self._seen = frozenset(counts)
        self._rarest = math.log(1 + len(texts))
        by_entry: dict[str, list[list[str]]] = {}
        for entry, words in texts:
            if entry != _NOTHING:
                by_entry.setdefault(entry, []).append(words)
        # Not `self.rarity`: it would hold the matcher that holds it, and a content no longer played would stay.
        self._phrases = Phrases(by_entry, partial(_rarity, self._words, self._rarest))
        written = Counter(tuple(words) for _, words in {(entry, tuple(words)) for entry, words in texts})
        self._lines = {
            tuple(words): entry for entry, words in texts if entry != _NOTHING and written[tuple(words)] == 1
        }
        self._calibration = Calibration(learned.numbers[0], learned.numbers[1:]) if learned.numbers else PRIOR

    def _weights(self) -> dict[str, float]:
        return {kind: weight for kind, weight in KINDS.items() if kind in self._stages.kinds}

    def _learn(self, texts: Sequence[tuple[str, list[str]]]) -> Learned:
        number = {entry: place for place, entry in enumerate(self._entries)}
        learned = Texts((self._features(_as_typed(words)) for _, words in texts), self._weights())
        labels = np.array([number[entry] for entry, _ in texts], np.int64)
        weights = fit(learned.rows(self._weights()), labels, learned.space.size, len(self._entries))
        return Learned(learned.space.known, {"entries": weights})

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Give the entries that may be meant, likeliest first, each with its probability of being the right one.

        At most `MOST_RANKED`; the probabilities sum to at most 1, and what is missing to 1 is "none of these".
        """
        return [(match.entry, match.probability) for match in self.match(text)]

    def match(self, text: str) -> list[Match]:
        """Give what `rank` gives, with the evidence."""
        typed = self._lexicon.words(text)
        readings = self._vocabulary.read(typed) if self._stages.spelling else _as_typed(typed)
        if not any(self._knows(reading.word) for word in readings for reading in word):
            return []
        ranked, evidence = self._weighed(readings)
        written = self._lines.get(tuple(typed))
        if written is not None:  # what a writer wrote down for an entry is that entry
            rest = [(entry, share) for entry, share in ranked if entry != written]
            return [Match(written, WRITTEN, evidence, written=True), *self._shared(rest, 1 - WRITTEN, evidence)][
                :MOST_RANKED
            ]
        return self._calibrated(ranked, evidence)

    def has(self, word: str) -> bool:
        """Say whether a folded word stands in some phrasing, letter for letter (the background holds none)."""
        return word in self._own

    def rarity(self, word: str) -> float:
        """Say how rare a word is: near 0 for a word of all phrasings, the rarest for one of none."""
        return _rarity(self._words, self._rarest, word)

    def read(self, text: str) -> list[Readings]:
        """Give the words a text is taken for."""
        typed = self._lexicon.words(text)
        return self._vocabulary.read(typed) if self._stages.spelling else _as_typed(typed)

    def why(self, text: str, entry: str) -> list[tuple[str, float]]:
        """Give the words of a text that speak for an entry or against it, the strongest first."""
        readings = self.read(text)
        label = self._entries.index(entry)
        index, value = self._row(readings)
        whole = float(self._linear.scores(index, value)[label])
        parts = {}
        for place, word in enumerate(readings):
            rest = self._row(readings[:place] + readings[place + 1 :])
            parts[word[0].word] = whole - float(self._linear.scores(*rest)[label])
        return sorted(parts.items(), key=lambda part: (-abs(part[1]), part[0]))

    def _features(self, readings: Sequence[Readings]) -> Given:
        return features(readings, self._lexicon.groups, self._stages.kinds, self._grams_of)

    def _row(self, readings: Sequence[Readings]) -> Row:
        return self._space.row(self._features(readings))

    def _knows(self, word: str) -> bool:
        """Say whether a word stands in any text it learned from, or means the same as one that does."""
        return word in self._seen or any(group in self._groups for group in self._lexicon.groups.get(word, ()))

    def _weighed(self, readings: Sequence[Readings]) -> tuple[list[tuple[str, float]], Evidence]:
        """Give the best entries with their scores, and what is known about the text as a whole."""
        scores = self._linear.scores(*self._row(readings))
        best = _largest(scores, MOST_RANKED + 1)
        likeness = dict.fromkeys(best, 0.0)
        if self._stages.phrases:
            near = self._phrases.likeness(readings, [self._entries[place] for place in best])
            likeness = dict(zip(best, near, strict=True))
            for place in best:
                scores[place] += NEARNESS * likeness[place]
            best.sort(key=lambda place: (-scores[place], self._entries[place]))
        shares = np.exp(scores - scores.max())
        total = float(shares.sum())
        ranked = [(self._entries[place], float(shares[place]) / total) for place in best]
        return ranked, self._evidence(readings, ranked, likeness[best[0]], float(scores[best[0]]))

    def _evidence(
        self, readings: Sequence[Readings], ranked: Sequence[tuple[str, float]], likeness: float, score: float
    ) -> Evidence:
        rarity = [max(self.rarity(reading.word) for reading in word) for word in readings]
        known = [any(self._knows(reading.word) for reading in word) for word in readings]
        covered = sum(amount for amount, fine in zip(rarity, known, strict=True) if fine)
        named = [share for entry, share in ranked if entry != _NOTHING]
        return Evidence(
            belief=named[0] if named else 0.0,
            margin=named[0] - named[1] if len(named) > 1 else sum(named),
            nothing=sum(share for entry, share in ranked if entry == _NOTHING),
            covered=covered / sum(rarity) if rarity else 0.0,
            content=covered,
            likeness=likeness,
            score=score,
        )

    def _calibrated(self, ranked: Sequence[tuple[str, float]], evidence: Evidence) -> list[Match]:
        """Turn the first entry's evidence into its probability; the others share what is left."""
        named = [(entry, share) for entry, share in ranked if entry != _NOTHING][:MOST_RANKED]
        if not named:
            return []
        first = self._calibration.probability(evidence)
        return [Match(named[0][0], first, evidence), *self._shared(named[1:], min(1 - first, first), evidence)]

    @staticmethod
    def _shared(named: Sequence[tuple[str, float]], left: float, evidence: Evidence) -> list[Match]:
        whole = sum(share for _, share in named if share) or 1.0
        return [Match(entry, left * share / whole, evidence) for entry, share in named if entry != _NOTHING]


def factory(  # noqa: PLR0913 - all but the first have a default
    known: Iterable[tuple[str, Lang, Sequence[str]]],
    *,
    lexicon: Lexicon | None = None,
    background: Iterable[str] = (),
    stages: Stages = ALL,
    memory: Memory = NO_MEMORY,
    name: str = "questions",
) -> Matcher:
    """Learn from phrasings; see the package for an example.

    Args:
        known: entry, language and phrasings; an entry may come once for each language.
        lexicon: short forms and synonyms; none when it is left out.
        background: texts that mean no entry at all, so that the matcher learns what to leave alone.
        stages: what is switched on.
        memory: where to look before learning.
        name: what it is remembered under.

    """
    given = ([Known(*each) for each in known], lexicon or Lexicon(), tuple(background), stages)

    def remembered(learn: Callable[[], Learned]) -> Learned:
        return memory.recall(name, lambda: replace(learn(), numbers=_cross_fitted(*given)))

    return Matcher(*given, remembered)


def _as_typed(words: Sequence[str]) -> list[Readings]:
    return [(Reading(word, 1.0),) for word in words]


def _largest(scores: Floats, number: int) -> list[int]:
    """Give the places of the largest scores, largest first, ties in order."""
    if len(scores) > number:
        places = np.argpartition(-scores, number - 1)[:number]
        return [int(place) for place in places[np.lexsort((places, -scores[places]))]]
    return [int(place) for place in np.lexsort((np.arange(len(scores)), -scores))]


def _cross_fitted(
    known: Sequence[Known], lexicon: Lexicon, background: Sequence[str], stages: Stages
) -> tuple[float, ...]:
    """Learn the calibration on phrasings a matcher has not seen, and on entries it does not have.

    Two halves: each is answered by a matcher of the other half in which every tenth entry is missing, so that there are
    questions without an answer too. Of very many entries, some, spread over all.
    """
    seen: list[tuple[Evidence, bool]] = []
    entries = sorted({each.entry for each in known})
    if not stages.calibration or len(entries) < _FEWEST_CALIBRATED:
        return ()
    total = sum(len(each.phrasings) for each in known)
    most = max(len(entries) * _MOST_CALIBRATED // max(total, 1), _FEWEST_CALIBRATED)
    chosen = set(_thinned(entries, most))
    entries = [entry for entry in entries if entry in chosen]
    known = [each for each in known if each.entry in chosen]
    background = _thinned(background, sum(len(each.phrasings) for each in known) // 4)
    for half in (0, 1):
        missing = {entry for place, entry in enumerate(entries) if place % 10 == half}
        learned = [
            Known(each.entry, each.lang, [text for place, text in enumerate(each.phrasings) if place % 2 == half])
            for each in known
            if each.entry not in missing
        ]
        matcher = Matcher(learned, lexicon, background[half::2], stages, lambda learn: learn())
        asked = [(each.entry, text) for each in known for text in list(each.phrasings)[1 - half :: 2]]
        asked += [(_NOTHING, text) for text in background[1 - half :: 2]]
        for entry, text in asked:
            found = matcher.match(text)
            if found:
                seen.append((found[0].evidence, found[0].entry == entry))
    learned_from = Calibration.learn(seen)
    return learned_from.bias, *learned_from.weights


def _rarity(known: Mapping[str, tuple[int, float]], rarest: float, word: str) -> float:
    found = known.get(word)
    return found[1] if found else rarest


def _thinned(texts: Sequence[str], most: int) -> Sequence[str]:
    """Give at most `most` of the texts, spread over all of them."""
    return texts if len(texts) <= most else [texts[place * len(texts) // most] for place in range(most)]
