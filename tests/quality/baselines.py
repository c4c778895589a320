"""What is in everybody's toolbox, over the same phrasings, folded the same way.

Rule: each baseline gets what the matcher gets: the same words (short forms written out), and thresholds chosen by the
same rule on the same calibration half (`thresholds.cuts`).

A baseline scores phrasings; an entry's score is that of its best phrasing.
`process.extractOne` gives the phrasing with the largest score, the first of equals. The whole row of scores, which
three entries to offer need, comes from `process.cdist` with the same scorer.
(WRatio gives 85.5 to every phrasing that shares one word with a question half as long again: nearly all are equal.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

import bm25s  # type: ignore[import-untyped]
import numpy as np
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]
from sklearn.pipeline import FeatureUnion  # type: ignore[import-untyped]

from tests.quality import thresholds
from tests.quality.card import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from bot.core.lexicon import Lexicon
    from bot.core.matching import Known
    from bot.core.turn import Lang
    from tests.quality.sets import Question

    Scores = NDArray[np.float32]

#: As many entries are offered as the bot offers.
_OFFERED: Final = 3
#: Thresholds are looked for among this many places in the row of all scores.
_PLACES: Final = 400


class Scoring(Protocol):
    """Scores phrasings, one row for each text."""

    def __call__(self, texts: Sequence[str]) -> Scores:
        """Give a score for each text (row) and phrasing (column); larger is nearer."""


def extract_one(scorer: Callable[..., float]) -> Callable[[Sequence[str]], Scoring]:
    """`process.extractOne` with a scorer of RapidFuzz."""

    def fit(phrasings: Sequence[str]) -> Scoring:
        def score(texts: Sequence[str]) -> Scores:
            found: Scores = process.cdist(texts, phrasings, scorer=scorer, dtype=np.float32, workers=-1)
            return found

        return score

    return fit


def bm25(phrasings: Sequence[str]) -> Scoring:
    """BM25 (Robertson and others, 1994, "Okapi at TREC-3") over words, through bm25s."""
    index = bm25s.BM25()
    index.index([text.split() for text in phrasings], show_progress=False)
    known = {word for text in phrasings for word in text.split()}

    def score(texts: Sequence[str]) -> Scores:
        rows = np.zeros((len(texts), len(phrasings)), np.float32)
        for row, text in enumerate(texts):
            words = [word for word in text.split() if word in known]
            if words:
                rows[row] = index.get_scores(words)
        return rows

    return score


def tf_idf(phrasings: Sequence[str]) -> Scoring:
    """Cosine of TF-IDF over words and over two to five letters within words, through scikit-learn."""
    union = FeatureUnion(
        [
            ("words", TfidfVectorizer(token_pattern=r"\S+", ngram_range=(1, 2), sublinear_tf=True)),
            ("letters", TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)),
        ]
    )
    rows = union.fit_transform(phrasings)

    def score(texts: Sequence[str]) -> Scores:
        found: Scores = (union.transform(texts) @ rows.T).toarray().astype(np.float32)
        return found

    return score


BASELINES: Final[dict[str, Callable[[Sequence[str]], Scoring]]] = {
    "extractOne, WRatio": extract_one(fuzz.WRatio),
    "extractOne, token_set_ratio": extract_one(fuzz.token_set_ratio),
    "BM25": bm25,
    "TF-IDF, words and letters": tf_idf,
}


@dataclass(frozen=True, slots=True)
class Baseline:
    """One baseline that has read the phrasings."""

    score: Scoring
    entries: tuple[str, ...]
    lexicon: Lexicon

    @classmethod
    def of(cls, fit: Callable[[Sequence[str]], Scoring], known: Sequence[Known], lexicon: Lexicon) -> Baseline:
        """Fold the phrasings and fit."""
        pairs = [(each.entry, " ".join(lexicon.words(text))) for each in known for text in each.phrasings]
        return cls(fit([text for _, text in pairs]), tuple(entry for entry, _ in pairs), lexicon)

    def rank(self, texts: Sequence[str]) -> list[list[tuple[str, float]]]:
        """Give the three best entries of each text with their scores, best first, the first phrasing of equals."""
        folded = [" ".join(self.lexicon.words(text)) for text in texts]
        ranked = []
        for row in self.score(folded):
            best: dict[str, float] = {}
            for place in np.argsort(-row, kind="stable"):
                best.setdefault(self.entries[place], float(row[place]))
                if len(best) == _OFFERED:
                    break
            ranked.append(list(best.items()))
        return ranked


@dataclass(frozen=True, slots=True)
class Cuts:
    """From which score on a baseline answers, and from which it asks back."""

    answer: float
    ask: float

    def decide(self, ranked: Sequence[tuple[str, float]]) -> Answer:
        """Answer, ask back, or say that it is not known."""
        entries = tuple(entry for entry, _ in ranked)
        score = ranked[0][1]
        if score >= self.answer:
            return Answer("answer", entries[:1], entries, score)
        if score >= self.ask:
            return Answer("ask", entries, entries, score)
        return Answer("unknown", (), entries, score)


def chosen_cuts(asked: Sequence[Question], ranked: Sequence[Sequence[tuple[str, float]]]) -> Cuts:
    """Choose on labelled questions, off-topic ones among them, by the rule the matcher's thresholds are chosen by."""

    def judged(answer: float, ask: float) -> thresholds.Outcome:
        said = [Cuts(answer, ask).decide(row) for row in ranked]
        return thresholds.outcome(
            [(question.entry, each.kind, each.entries) for question, each in zip(asked, said, strict=True)]
        )

    scores = sorted({row[0][1] for row in ranked})
    steps = [*scores[:: max(1, len(scores) // _PLACES)], scores[-1] + 1]
    return Cuts(*thresholds.cuts(judged, steps))


def answering(texts: Sequence[str], ranked: Sequence[Sequence[tuple[str, float]]], cuts: Cuts) -> _Answering:
    """Answer from what was ranked beforehand."""
    return _Answering({text: cuts.decide(row) for text, row in zip(texts, ranked, strict=True)})


@dataclass(frozen=True, slots=True)
class _Answering:
    said: dict[str, Answer]

    def __call__(self, text: str, _: Lang) -> Answer:
        return self.said[text]
