"""Which entry a typed question means, if any.

Rule: it answers when sure, asks when torn, and says it does not know otherwise. It never guesses.

Each phrasing is a bag of words weighed by rarity (inverse document frequency over entries); a question is compared with
the phrasings that share a word with it, by the cosine of the weights (Salton and Buckley, 1988,
"Term-weighting approaches in automatic text retrieval").
A typed word unknown to the content counts as the known words near it, within a budget of edits that grows with its
length (optimal string alignment distance), at a discount.
Words unknown altogether weigh on the question's side: a question mostly about something else cannot score high.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.text import expand, words
from bot.core.turn import Lang, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

#: Chosen on the `develop` half of `tests/questions.yaml`: the most right answers with at most 3 % wrong ones and 4 % of
#: off-topic questions answered. Sure: a score of `SURE`, and the second best at most `SECOND` times as good.
SURE: Final = 0.28
SECOND: Final = 0.7
TORN: Final = 0.17
#: Among the few answers of a scene the same score says less: an answer is taken for the teen only from here on.
PICKED: Final = 0.45
#: Beside the best entry, "did you mean" offers those at least this close to it.
NEAR_BEST: Final = 0.5
MOST_OFFERED: Final = 3
#: How much the profile counts beside the best phrasing, and a word of the answer beside one of every phrasing.
_SUBJECT: Final = 0.7
_SUPPORT: Final = 0.3
#: A language that fits this well beside the other is the one to answer in, when it is the person's own.
_AS_GOOD: Final = 0.7
#: A word with one typo counts for less than the word itself, and one with two for less still.
_TYPO_WEIGHT: Final = (1.0, 0.85, 0.7)
_MOST_READINGS: Final = 3


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one entry in one language: how it is asked, and words that only go with it (its answer)."""

    entry: str
    lang: Lang
    phrasings: tuple[str, ...]
    support: str = ""


class Matcher:
    """All phrasings, indexed once per content version.

    Each phrasing is a vector, and so is each entry as a whole (its profile: words count by the share of phrasings that
    use them, words of the answer a little).
    An entry's score is part its best phrasing, part its profile: the first knows the sentence, the second the subject.
    """

    def __init__(
        self,
        known: Iterable[Known],
        short: Mapping[str, tuple[str, ...]],
        common: Collection[str],
    ) -> None:
        """`short` and `common` come folded."""
        self._short = short
        self._common = frozenset(_stem(word) for word in common)
        self._owner: list[tuple[str, Lang]] = []
        self._is_profile: list[bool] = []
        vectors: list[dict[str, float]] = []
        for each in known:
            bags = [set(self._bag(text)) for text in each.phrasings]
            profile = _profile(bags, self._bag(each.support) if each.support else ())
            vectors += [dict.fromkeys(bag, 1.0) for bag in bags] + [profile]
            self._owner += [(each.entry, each.lang)] * (len(bags) + 1)
            self._is_profile += [False] * len(bags) + [True]
        self._weight = _rarity(vectors, [entry for entry, _ in self._owner])
        self._rarest = max(self._weight.values(), default=1.0)
        self._holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, vector in enumerate(vectors):
            length = _norm(share * self._weight[word] for word, share in vector.items())
            for word, share in vector.items():
                self._holders[word].append((number, share * self._weight[word] ** 2 / length))
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in sorted(self._weight):
            self._by_length[len(word)].append(word)

    def rank(self, text: str, lang: Lang | None = None) -> list[tuple[str, Lang, float]]:
        """Give the entries that share a word with the text, best first: id, the language that fits, score in 0..1.

        `lang` wins where the other language fits only a little better: both share words such as "consent" and "photo".
        """
        readings = {word: self._readings(word) for word in self._bag(text)}
        length = _norm(self._weight[found[0][0]] if found else self._rarest for found in readings.values())
        scores: dict[int, float] = defaultdict(float)
        for found in readings.values():
            best: dict[int, float] = {}
            for known, trust in found:
                for number, part in self._holders[known]:
                    best[number] = max(best.get(number, 0.0), trust * part)
            for number, part in best.items():
                scores[number] += part / length
        return self._by_entry(scores, lang)

    def ask(self, text: str, lang: Lang) -> Verdict:
        """Decide what to do with a question; `lang` is used when no entry says better."""
        ranked = self.rank(text, lang)
        if not ranked or ranked[0][2] < TORN:
            return Verdict("unknown", lang)
        top = ranked[0][2]
        second = ranked[1][2] if len(ranked) > 1 else 0.0
        if top >= SURE and second <= SECOND * top and self._says_enough(text):
            return Verdict("answer", ranked[0][1], (ranked[0][0],), (round(top, 3),))
        offered = [row for row in ranked[:MOST_OFFERED] if row[2] >= NEAR_BEST * top]
        return Verdict(
            "ask", ranked[0][1], tuple(row[0] for row in offered), tuple(round(row[2], 3) for row in offered)
        )

    def _says_enough(self, text: str) -> bool:
        """Whether there is more than one word, or one that a single entry uses: "photo" is a subject, no question."""
        bag = set(self._bag(text))
        return len(bag) > 1 or all(self._weight.get(word) == self._rarest for word in bag)

    def _bag(self, text: str) -> list[str]:
        """Cut a text into the stems that tell questions apart; all of them when every word is common."""
        stems = [_stem(word) for word in expand(words(text), self._short)]
        return [stem for stem in stems if stem not in self._common] or stems

    def _readings(self, word: str) -> list[tuple[str, float]]:
        """Give the known words a typed word may stand for, nearest first, each with its share of the weight."""
        if word in self._weight:
            return [(word, 1.0)]
        budget = _budget(len(word))
        near: list[tuple[int, str]] = []
        for length in range(len(word) - budget, len(word) + budget + 1):
            allowed = min(budget, _budget(length))
            forms = self._by_length.get(length, ()) if allowed else ()
            found = process.extract(word, forms, scorer=OSA.distance, score_cutoff=allowed, limit=_MOST_READINGS)
            near += [(int(distance), form) for form, distance, _ in found]
        near.sort()
        return [(known, _TYPO_WEIGHT[distance]) for distance, known in near[:_MOST_READINGS]]

    def _by_entry(self, scores: Mapping[int, float], preferred: Lang | None) -> list[tuple[str, Lang, float]]:
        """Join the scores of phrasings and profile, per entry and language; keep each entry's better language."""
        sentence: dict[tuple[str, Lang], float] = defaultdict(float)
        subject: dict[tuple[str, Lang], float] = defaultdict(float)
        for number, score in scores.items():
            side = subject if self._is_profile[number] else sentence
            side[self._owner[number]] = max(side[self._owner[number]], score)
        joined: dict[str, dict[Lang, float]] = defaultdict(dict)
        for owner in sentence.keys() | subject.keys():
            entry, lang = owner
            joined[entry][lang] = (1 - _SUBJECT) * sentence[owner] + _SUBJECT * subject[owner]
        ranked = []
        for entry, fits in joined.items():
            best = max(fits, key=lambda lang: (fits[lang], lang))
            spoken = preferred if preferred and fits.get(preferred, 0.0) >= _AS_GOOD * fits[best] else best
            ranked.append((entry, spoken, min(fits[best], 1.0)))
        ranked.sort(key=lambda row: (-row[2], row[0]))
        return ranked


def nearest(
    text: str,
    options: Mapping[str, Sequence[str]],
    lang: Lang,
    short: Mapping[str, tuple[str, ...]],
    common: Collection[str] = (),
) -> str | None:
    """Which of a few options (id -> its label and other words for it) a typed answer means, or None when unclear.

    A number means the option at that place, counted from 1; a label typed in full means that option.
    Otherwise words that say no are compared with words that say no only: "je réponds pas" must never mean "je réponds".
    """
    typed = words(text)
    if len(typed) == 1 and typed[0].isdecimal() and 0 < int(typed[0][:3]) <= len(options):
        return list(options)[int(typed[0][:3]) - 1]
    for option, texts in options.items():
        if any(words(known) == typed for known in texts):
            return option
    no = _says_no(text, short)
    alike = [
        Known(option, lang, tuple(known for known in texts if _says_no(known, short) == no))
        for option, texts in options.items()
    ]
    ranked = Matcher(alike, short, common).rank(text)
    second = ranked[1][2] if len(ranked) > 1 else 0.0
    return ranked[0][0] if ranked and ranked[0][2] >= PICKED and second <= SECOND * ranked[0][2] else None


#: Words that turn a sentence around, folded, in both languages ("don't" is "don t").
_NO: Final = re.compile(
    r"\b(non|nan|pas|po|pu|plus|jamais|aucune?|rien|refuse|no|not|never|nothing|nope|nah|aint"
    r"|(ain|can|couldn|didn|doesn|don|isn|shouldn|won|wouldn) t)\b"
)


def _says_no(text: str, short: Mapping[str, tuple[str, ...]]) -> bool:
    return _NO.search(" ".join(expand(words(text), short))) is not None


def _stem(word: str) -> str:
    """Drop the endings that plural and gender add in both languages: "photos", "forcées" -> "photo", "forc"."""
    for ending in ("es", "s", "x", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:  # noqa: PLR2004 - a stem keeps three letters
            return word[: -len(ending)]
    return word


def _budget(length: int) -> int:
    """Edits allowed by length: short words must be right, or "ami" would be "amie" and "avis" alike."""
    if length < 4:  # noqa: PLR2004
        return 0
    return 1 if length < 8 else 2  # noqa: PLR2004


def _profile(bags: Sequence[Collection[str]], support: Iterable[str]) -> dict[str, float]:
    """Weigh the words of one entry by how many of its phrasings use them."""
    users = Counter(word for bag in bags for word in bag)
    profile = dict.fromkeys(support, _SUPPORT)
    return profile | {word: math.sqrt(count / len(bags)) for word, count in users.items()}


def _rarity(vectors: Sequence[Collection[str]], owners: Sequence[str]) -> dict[str, float]:
    """Weigh each word by how few entries use it."""
    used_by: dict[str, set[str]] = defaultdict(set)
    for vector, owner in zip(vectors, owners, strict=True):
        for word in vector:
            used_by[word].add(owner)
    total = len(set(owners))
    return {word: math.log(1 + total / len(users)) for word, users in used_by.items()}


def _norm(weights: Iterable[float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights)) or 1.0
