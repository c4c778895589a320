"""Patterns of words: what danger says outright, and what only sounds like it.

Rule: a pattern is read by people first; it compares words and nothing else.

A pattern is a row of words:

=============  =====================================================
`peur`         this word
`veut|veux`    one of these
`<hit>`        a word of this class (`knowledge/danger/words.yaml`)
`suicid*`      a word that starts so
`vraiment?`    this word or nothing; so may any of the above
`...`          up to three words, whatever they are
=============  =====================================================

A misspelled word is compared as what it may stand for (`core.spelling`), so no pattern lists misspellings.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.core.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

#: `...` jumps over this many words at most: enough for "il veut pas vraiment me laisser partir".
WIDEST_GAP = 3
_GAP = "..."


@dataclass(frozen=True, slots=True)
class Step:
    """One place in a pattern: the words that fit (`suicid*` and `<hit>` stand for themselves), or a gap."""

    fits: frozenset[str]
    optional: bool = False
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to type a pattern, and the name of what it means."""

    steps: tuple[Step, ...]
    means: str


class PatternError(ValueError):
    """A pattern that cannot be read; the message is for the writer."""


def compile_steps(pattern: str) -> tuple[Step, ...]:
    """Read one pattern.

    Raises PatternError when it is empty, starts or ends with `...` or an optional word, or holds what has no letters.
    """
    steps: list[Step] = []
    for part in pattern.split():
        if part in (_GAP, "…"):
            steps.append(Step(frozenset(), gap=True))
        else:
            steps.extend(_word_steps(part))
    if not steps:
        raise PatternError("has no words")
    if any(step.gap or step.optional for step in (steps[0], steps[-1])):
        raise PatternError("must start and end with a word that is always there")
    return tuple(steps)


def _word_steps(part: str) -> list[Step]:
    """Read `a|b*?`; a form such as `j'ai` is two words, allowed only when it stands alone."""
    optional = part.endswith("?")
    forms = part.removesuffix("?").split("|")
    classes = [form for form in forms if form.startswith("<") and form.endswith(">") and form[1:-1]]
    folded = [(words(form), form.endswith("*")) for form in forms if form not in classes]
    if any(not found for found, _ in folded):
        raise PatternError(f"holds «{part}», which has no letters")
    if len(folded) == 1 and len(folded[0][0]) > 1 and not classes:
        return [Step(frozenset((word,)), optional) for word in folded[0][0]]
    if any(len(found) > 1 for found, _ in folded):
        raise PatternError(f"holds «{part}»: each side of | must be one word")
    single = {found[0] + "*" * starts for found, starts in folded}
    return [Step(frozenset(single | set(classes)), optional)]


class Patterns:
    """Patterns, found by the word of theirs that the fewest patterns share.

    Many patterns begin with "je" or "he"; looking them up by their rarest word leaves a handful to walk for each text.
    """

    def __init__(self, patterns: Iterable[tuple[str, str]]) -> None:
        """`patterns`: (pattern, what it means). Raises PatternError."""
        everything = tuple(
            Pattern(steps, means) for text, means in patterns for steps in _with_joins(compile_steps(text))
        )
        forms = {form for pattern in everything for step in pattern.steps for form in step.fits}
        self.words = frozenset(form for form in forms if not form.endswith(("*", ">")))
        self._starts = tuple(sorted(form for form in forms if form.endswith("*")))
        self._prefixes = tuple(form[:-1] for form in self._starts)
        users = Counter(
            form for pattern in everything for form in {each for step in pattern.steps for each in step.fits}
        )
        self._by_rarest: dict[str, list[Pattern]] = {}
        for pattern in everything:
            always = (step.fits for step in pattern.steps if step.fits and not step.optional)
            for form in min(always, key=lambda fits: sum(users[form] for form in fits)):
                self._by_rarest.setdefault(form, []).append(pattern)

    def forms(self, word: str, classes: Mapping[str, tuple[str, ...]]) -> set[str]:
        """Give all forms in patterns that one word fits."""
        found = {word, *(f"<{name}>" for name in classes.get(word, ()))}
        if self._prefixes and word.startswith(self._prefixes):
            found.update(form for form in self._starts if word.startswith(form[:-1]))
        return found

    def matches(self, row: Sequence[frozenset[str]]) -> Iterator[tuple[str, int, int]]:
        """Give what each pattern in the text means, with the places of its first word and after its last.

        `row`: for each word of the text, the forms it fits (`forms`).
        """
        present = frozenset().union(*row)
        candidates = {id(pattern): pattern for form in present for pattern in self._by_rarest.get(form, ())}
        for pattern in candidates.values():
            for start, fits in enumerate(row):
                if not fits.isdisjoint(pattern.steps[0].fits):
                    end = _end_of_match(pattern.steps, row, start)
                    if end is not None:
                        yield pattern.means, start, end


def _with_joins(steps: tuple[Step, ...]) -> Iterable[tuple[Step, ...]]:
    """Give the ways to type a pattern with its apostrophes left out: "il m'a forcé" is also "il ma forcé"."""
    yield steps
    for place, (first, second) in enumerate(pairwise(steps)):
        letters = [form for form in first.fits if len(form) == 1]
        if letters and second.fits and not (first.optional or second.optional):
            joined = Step(frozenset(letter + form for letter in letters for form in second.fits))
            yield from ((*steps[:place], joined, *rest) for rest in _with_joins(steps[place + 2 :]))


def _end_of_match(steps: tuple[Step, ...], row: Sequence[frozenset[str]], start: int) -> int | None:
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
