"""Danger in what a teen types.

Rule: this is looked at before anything else, and it depends on nothing but the words.
It is a curated list, not a judgement: `knowledge/danger.yaml` says what danger sounds like, this file only compares.
A false alarm costs a tap; a miss can cost a child: when two readings are possible, the alarm is the one that counts.

A pattern is a row of words:

=============  =====================================================
`peur`         this word, or this word with a typo (see `_budget`)
`veut|veux`    one of these
`suicid*`      a word that starts so
`vraiment?`    this word or nothing
`...`          up to three words, whatever they are
=============  =====================================================
"""

from __future__ import annotations

import enum
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.text import expand, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from bot.core.turn import Lang

#: `...` jumps over this many words at most: enough for "il veut pas vraiment me laisser partir".
WIDEST_GAP = 3
_GAP = "..."
_SHORTEST_WITH_TYPO = 5
_SHORTEST_WITH_TWO = 8


class Level(enum.Enum):
    """How soon help must come. The order is the order of urgency."""

    EMERGENCY = "emergency"
    DISTRESS = "distress"
    DISCLOSURE = "disclosure"


@dataclass(frozen=True, slots=True)
class Alarm:
    """What was heard: how urgent, which help topics fit (most urgent first), and in which languages it was said."""

    level: Level
    topics: tuple[str, ...]
    langs: tuple[Lang, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Patterns of one language that mean the same danger."""

    lang: Lang
    level: Level
    topics: tuple[str, ...]
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """One place in a pattern: the words that fit (`suicid*` stands for itself), or a gap."""

    fits: frozenset[str]
    optional: bool = False
    gap: bool = False


@dataclass(frozen=True, slots=True)
class _Pattern:
    steps: tuple[_Step, ...]
    group: int


class PatternError(ValueError):
    """A pattern that cannot be read; the message is for the writer."""


def compile_steps(pattern: str) -> tuple[_Step, ...]:
    """Read one pattern.

    Raises PatternError when it is empty, starts or ends with `...` or an optional word, or holds what has no letters.
    """
    steps: list[_Step] = []
    for part in pattern.split():
        if part in (_GAP, "…"):
            steps.append(_Step(frozenset(), gap=True))
        else:
            steps.extend(_word_steps(part))
    if not steps:
        raise PatternError("has no words")
    if any(step.gap or step.optional for step in (steps[0], steps[-1])):
        raise PatternError("must start and end with a word that is always there")
    return tuple(steps)


def _word_steps(part: str) -> list[_Step]:
    """Read `a|b*?`; a form such as `j'ai` is two words, allowed only when it stands alone."""
    optional = part.endswith("?")
    forms = part.removesuffix("?").split("|")
    folded = [(words(form), form.endswith("*")) for form in forms]
    if any(not found for found, _ in folded):
        raise PatternError(f"holds «{part}», which has no letters")
    if len(folded) == 1 and len(folded[0][0]) > 1:
        return [_Step(frozenset((word,)), optional) for word in folded[0][0]]
    if any(len(found) > 1 for found, _ in folded):
        raise PatternError(f"holds «{part}»: each side of | must be one word")
    return [_Step(frozenset(found[0] + "*" * starts for found, starts in folded), optional)]


def _budget(length: int) -> int:
    """How many typing mistakes a word of this length may hold.

    Four letters and fewer must be right: one edit there makes another word ("vol", "viol").
    """
    if length < _SHORTEST_WITH_TYPO:
        return 0
    return 2 if length >= _SHORTEST_WITH_TWO else 1


class Listener:
    """All patterns, made ready once per content version; then `hear` looks at one text."""

    def __init__(
        self,
        groups: Sequence[Group],
        harmless: Iterable[str],
        short: Mapping[str, tuple[str, ...]],
        known: Collection[str] = (),
    ) -> None:
        """`known` holds ordinary words: one of them is never taken for a typo of a danger word."""
        self._groups = tuple(groups)
        self._short = short
        spelled = [(number, text) for number, group in enumerate(groups) for text in group.patterns]
        self._patterns = _Index(
            _Pattern(steps, number) for number, text in spelled for steps in _with_joins(compile_steps(text))
        )
        self._harmless = _Index(_Pattern(steps, 0) for text in harmless for steps in _with_joins(compile_steps(text)))
        forms = self._patterns.forms | self._harmless.forms
        self._exact = frozenset(form for form in forms if not form.endswith("*"))
        self._starts = tuple(sorted(form for form in forms if form.endswith("*")))
        self._prefixes = tuple(form[:-1] for form in self._starts)
        self._by_length: dict[int, list[str]] = {}
        for form in sorted(self._exact):
            self._by_length.setdefault(len(form), []).append(form)
        self._known = frozenset(known) - self._exact

    def hear(self, text: str) -> Alarm | None:
        """Return the most urgent danger in a text, with the help topics of every danger found, or None."""
        heard = expand(words(text), self._short)
        readings = {word: self._readings(word) for word in set(heard)}
        row = self._without_harmless([readings[word] for word in heard])
        hits = {pattern.group for pattern, _, _ in self._patterns.matches(row)}
        if not hits:
            return None
        order = list(Level)
        found = sorted((self._groups[number] for number in sorted(hits)), key=lambda group: order.index(group.level))
        topics = dict.fromkeys(topic for group in found for topic in group.topics)
        langs = dict.fromkeys(group.lang for group in found)
        return Alarm(found[0].level, tuple(topics), tuple(langs))

    def _readings(self, word: str) -> frozenset[str]:
        """All forms of the patterns that a typed word may stand for."""
        found = {word}
        if word.startswith(self._prefixes):
            found.update(form for form in self._starts if word.startswith(form[:-1]))
        budget = _budget(len(word))
        if budget and word not in self._exact and word not in self._known:
            for length in range(len(word) - budget, len(word) + budget + 1):
                allowed = min(budget, _budget(length))
                forms = self._by_length.get(length, ()) if allowed else ()
                near = process.extract(word, forms, scorer=OSA.distance, score_cutoff=allowed, limit=None)
                found.update(form for form, _, _ in near)
        return frozenset(found)

    def _without_harmless(self, row: list[frozenset[str]]) -> list[frozenset[str]]:
        """Take out phrases that only sound dangerous ("mort de rire"), so that they cannot start or end a pattern."""
        kept = list(row)
        for _, start, end in self._harmless.matches(row):
            kept[start:end] = [frozenset()] * (end - start)
        return kept


class _Index:
    """Patterns, found by the word of theirs that the fewest patterns share.

    Most patterns begin with "je" or "he"; looking them up by their rarest word leaves a handful to walk for each text.
    """

    def __init__(self, patterns: Iterable[_Pattern]) -> None:
        everything = tuple(patterns)
        self.forms = {form for pattern in everything for step in pattern.steps for form in step.fits}
        users = Counter(
            form for pattern in everything for form in {each for step in pattern.steps for each in step.fits}
        )
        self._by_rarest: dict[str, list[_Pattern]] = {}
        for pattern in everything:
            always = (step.fits for step in pattern.steps if step.fits and not step.optional)
            for form in min(always, key=lambda fits: sum(users[form] for form in fits)):
                self._by_rarest.setdefault(form, []).append(pattern)

    def matches(self, row: Sequence[frozenset[str]]) -> Iterator[tuple[_Pattern, int, int]]:
        """Give each pattern that is in the text, with the places of its first word and after its last."""
        present = frozenset().union(*row)
        candidates = {id(pattern): pattern for form in present for pattern in self._by_rarest.get(form, ())}
        for pattern in candidates.values():
            for start, readings in enumerate(row):
                if not readings.isdisjoint(pattern.steps[0].fits):
                    end = _end_of_match(pattern.steps, row, start)
                    if end is not None:
                        yield pattern, start, end


def _with_joins(steps: tuple[_Step, ...]) -> Iterable[tuple[_Step, ...]]:
    """Give the ways to type a pattern with its apostrophes left out: "il m'a forcé" is also "il ma forcé"."""
    yield steps
    for place, (first, second) in enumerate(pairwise(steps)):
        letters = [form for form in first.fits if len(form) == 1]
        if letters and second.fits and not (first.optional or second.optional):
            joined = _Step(frozenset(letter + form for letter in letters for form in second.fits))
            yield from ((*steps[:place], joined, *rest) for rest in _with_joins(steps[place + 2 :]))


def _end_of_match(steps: tuple[_Step, ...], row: Sequence[frozenset[str]], start: int) -> int | None:
    """Return the place after the last matched word, or None. Walks all readings at once: no backtracking."""
    places = {start}
    for step in steps:
        if step.gap:
            places = {place + jump for place in places for jump in range(WIDEST_GAP + 1)}
            continue
        ahead = {place + 1 for place in places if place < len(row) and not step.fits.isdisjoint(row[place])}
        places = ahead | places if step.optional else ahead
        if not places:
            return None
    return max(places)
