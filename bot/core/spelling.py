"""Which known words a typed word may stand for.

Rule: a known word stands for itself; an unknown one for up to three known words, each with its share; nothing is chosen
here. What comes after weighs the candidates together with the rest of the sentence.

Candidates are looked up, not searched for: words that differ by a few deleted letters (the deletion neighbourhood of
Mor and Fraenkel, 1982, "A hash code method for detecting and correcting spelling errors"), that sound alike, that have
the same consonants, or the same letters once doubles are written once (`sound`).
They are then scored by RapidFuzz: optimal string alignment (Damerau-Levenshtein without a second edit of a letter) and
Jaro-Winkler, which trusts the first letters more.
"""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from bot.core.sound import neighbours, skeleton, sound, squeezed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Shorter words are whole words of their own: one edit makes "ami" of "avis".
SHORTEST_MENDED: Final = 3
#: No word anybody types is longer; what is longer is looked at no further.
LONGEST_MENDED: Final = 24
#: From this length on, a letter too many is forgiven beside another mistake; below, one mistake. Two letters missing
#: are found only where the word still sounds alike or keeps its consonants: their index would be ten times as large.
_SHORTEST_WITH_TWO: Final = 7
#: Beyond this length words have hundreds of near misses, and few are typed: one mistake, or the same sound.
_LONGEST_WITH_TWO: Final = 16
#: This many readings are kept, and each must be this likely (numbers of this module: chosen on noisy public questions).
MOST_READINGS: Final = 3
LEAST_LIKENESS: Final = 0.75
#: How much more a better candidate counts than the next: shares are exp(SHARPNESS * likeness), normalised.
SHARPNESS: Final = 12.0
#: What a candidate gains or loses beside its distance.
_SAME: Final = (0.10, 0.08, 0.08)  # sound, letters written once, skeleton
_SLIP: Final = 0.04
_OTHER_START: Final = -0.08
_PER_USE: Final = 0.012
#: A word is cut in two only into parts of at least this many letters, unless the part is a known word of one letter.
_SHORTEST_CUT: Final = 5
#: Of the words a few letters away, and of those that sound alike, this many are looked at closely, the nearest first.
_MOST_NEAR: Final = 16
#: A text has at most this many unknown words mended, half of them its last: more is no message but an attack on the
#: processor, and what matters may stand at the end.
MOST_MENDED: Final = 60


class Reading(NamedTuple):
    """One known word a typed word may stand for, with its share of the whole (all readings of a word sum to 1)."""

    word: str
    share: float


Readings = tuple[Reading, ...]


class Vocabulary:
    """All known words, looked up by their near misses."""

    def __init__(self, counts: Mapping[str, float]) -> None:
        """`counts`: known word, folded -> how often it is used."""
        self._counts = {word: counts[word] for word in sorted(counts)}
        self._keys: dict[str, tuple[str, str, str]] = {}
        near: dict[str, list[str]] = defaultdict(list)
        alike: dict[str, list[str]] = defaultdict(list)
        for word in self._counts:
            if SHORTEST_MENDED <= len(word) <= LONGEST_MENDED and not word.isdigit():
                for key in _without_one(word):
                    near[key].append(word)
                self._keys[word] = _keys(word)
                for key in self._keys[word]:
                    if key:
                        alike[key].append(word)
        self._near = dict(near)
        self._alike = dict(alike)

    def __contains__(self, word: object) -> bool:
        return word in self._counts

    def __len__(self) -> int:
        return len(self._counts)

    def read(self, words: Sequence[str]) -> list[Readings]:
        """Read a text word by word: joined words are cut, cut words joined, unknown ones mended."""
        unknown = dict.fromkeys(word for word in words if word not in self._counts)
        if not unknown:
            return [(Reading(word, 1.0),) for word in words]
        looked_at = list(unknown)
        if len(looked_at) > MOST_MENDED:
            looked_at = [*looked_at[: MOST_MENDED // 2], *looked_at[-MOST_MENDED // 2 :]]
        mended = {word: self._mend(word) for word in looked_at}
        readings: list[Readings] = []
        skip = False
        for word, after in pairwise((*words, "")):
            if skip:
                skip = False
                continue
            known = mended.get(word)
            if known is None or (known and _sure(word, known)):
                readings.append(known or (Reading(word, 1.0),))
            elif after in unknown and word + after in self._counts:
                readings.append((Reading(word + after, 1.0),))
                skip = True
            elif parts := self._cut(word):
                readings.extend((Reading(part, 1.0),) for part in parts)
            else:
                readings.append(known or (Reading(word, 1.0),))
        return readings

    def _mend(self, word: str) -> Readings:
        """Give the likeliest known words for an unknown one, or nothing."""
        if not SHORTEST_MENDED <= len(word) <= LONGEST_MENDED or word.isdigit():
            return ()
        keys = _keys(word)
        found = sorted(
            ((self._likeness(word, keys, candidate), candidate) for candidate in self._candidates(word, keys)),
            reverse=True,
        )[:MOST_READINGS]
        kept = [(likeness, candidate) for likeness, candidate in found if likeness >= LEAST_LIKENESS]
        weights = [math.exp(SHARPNESS * (likeness - kept[0][0])) for likeness, _ in kept]
        total = sum(weights)
        return tuple(Reading(candidate, weight / total) for weight, (_, candidate) in zip(weights, kept, strict=True))

    def _candidates(self, word: str, alike: tuple[str, str, str]) -> set[str]:
        keys = _without_one(word) | {word}
        if _SHORTEST_WITH_TWO <= len(word) <= _LONGEST_WITH_TWO:
            keys |= {shorter for key in keys for shorter in _without_one(key)}
        found = keys & self._keys.keys()
        for key in keys & self._near.keys():
            found.update(self._near[key])
        if len(found) > _MOST_NEAR:
            # Where many are equally near, those used most come first.
            ordered = sorted(found, key=lambda candidate: (-self._counts[candidate], candidate))
            nearest = process.extract(word, ordered, scorer=OSA.distance, limit=_MOST_NEAR)
            found = {candidate for candidate, _, _ in nearest}
        for key in alike:
            found.update(self._alike.get(key, ())[:_MOST_NEAR])
        return found

    def _likeness(self, word: str, keys: tuple[str, str, str], candidate: str) -> float:
        """Score a candidate: about 0 for another word, about 1 for one letter in a long word."""
        likeness = (
            0.5 * OSA.normalized_similarity(word, candidate)
            + 0.5 * JaroWinkler.similarity(word, candidate)
            + _PER_USE * math.log1p(self._counts[candidate])
        )
        for same, key, other in zip(_SAME, keys, self._keys[candidate], strict=True):
            likeness += same * (key == other != "")
        likeness += _OTHER_START * (word[0] != candidate[0])
        return likeness + _SLIP * _slipped(word, candidate)

    def _cut(self, word: str) -> tuple[str, str] | None:
        """Cut two words typed as one: the cut whose halves are used most."""
        if not _SHORTEST_CUT <= len(word) <= LONGEST_MENDED:
            return None
        cuts = [
            (self._counts[word[:place]] * self._counts[word[place:]], place)
            for place in range(1, len(word))
            if word[:place] in self._counts and word[place:] in self._counts and self._whole(word, place)
        ]
        if not cuts:
            return None
        _, place = max(cuts)
        return word[:place], word[place:]

    def _whole(self, word: str, place: int) -> bool:
        """Whether a cut leaves no crumb: a single letter counts only where it is a word people use a lot."""
        return all(len(part) > 1 or part in _ONE_LETTER_WORDS for part in (word[:place], word[place:]))


#: Words of one letter in French and English, elided ones too ("j'ai" is "j ai").
_ONE_LETTER_WORDS: Final = frozenset("aijlmndstcy")


def _sure(word: str, readings: Readings) -> bool:
    """Whether the best reading is one edit away: then the word is misspelled, not two words in one."""
    return OSA.distance(word, readings[0].word) <= 1


def _slipped(word: str, candidate: str) -> bool:
    """Whether the only difference is one key hit beside another."""
    if len(word) != len(candidate):
        return False
    wrong = [pair for pair in zip(word, candidate, strict=True) if pair[0] != pair[1]]
    return len(wrong) == 1 and neighbours(*wrong[0])


def _without_one(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def _keys(word: str) -> tuple[str, str, str]:
    """Give the keys under which alike words meet: sound, letters written once, skeleton (none for a single letter).

    The first character keeps the kinds apart.
    """
    bones = skeleton(word)
    return f"1{sound(word)}", f"2{squeezed(word)}", f"3{bones}" if len(bones) > 1 else ""
