"""Danger in what a teen types.

Rule: this is looked at before anything else, and it depends on nothing but the words.
A false alarm costs a tap; a miss can cost a child: when in doubt, it rings.

Three ways to hear, from the plainest on:

1. a line that moderators wrote down as an example is what they said it is, word for word;
2. a pattern (`patterns`) is danger said outright: it rings unless the text as a whole is plainly harmless;
3. likeness (`likeness`): what is learned from all examples and counter-examples rings by itself when it is likely
   enough, also where nobody has thought of the words.

Phrases that only sound like danger ("mort de rire") are taken out before patterns are compared.
"""

from __future__ import annotations

import enum
import re
from collections import Counter
from copy import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.core.alarm.likeness import Example, Likeness
from bot.core.alarm.patterns import Patterns
from bot.core.learned import NO_MEMORY, Memory
from bot.core.spelling import Vocabulary
from bot.core.text import MOST_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from bot.core.lexicon import Lexicon
    from bot.core.spelling import Readings

#: From this belief on, likeness rings by itself (chosen on lines of writers it had not learned from: 97 % heard).
RINGS: Final = 0.4
#: What is only a part of a text must be surer: it has lost what the rest says of it. Chosen on the calibration half:
#: 0.75 heard five in a hundred less between harmless sentences, and rang for one in a hundred less.
RINGS_IN_PART: Final = 0.55
#: With a pattern, this belief is enough.
RINGS_WITH_PATTERN: Final = 0.1
#: From this belief on likeness alone is sure what it heard; below, the answer is gentler: on the calibration half for
#: 14 of 25 false alarms, and one danger in eleven.
SURE: Final = 0.95
#: A word seen once in the examples may be a misspelling itself; a known word is one seen twice, or of a class.
_SEEN: Final = 2
_FROM_CLASS: Final = 0.5
#: A pattern is looked at alone too, with one or two words before and after it: enough for who denies what. Where it
#: drowns, in a long text, it rings as with any belief; in a short one only when it is this sure, and cannot wait.
#: In a piece of a long text it need not be urgent: who types without full stops cuts no sentence out of what drowns it.
_AROUND: Final = (1, 2)
RINGS_AT_PATTERN: Final = 0.9
#: A text this long is still heard as one.
_LONG: Final = 40
#: What is longer than this is heard in windows too, which overlap so that no sentence is cut in all of them.
_WINDOW: Final = 16
_OVERLAP: Final = 8
#: A text of 4,096 characters has as many windows at most: it is wider windows that a text of single letters gets.
_MOST_PIECES: Final = 10
#: Sentences are heard one by one too, unless they are only a word or two; of very many, neighbours together.
_SENTENCE: Final = re.compile(r"[.!?…\n;]+")
_SHORTEST_SENTENCE: Final = 3
_MOST_SENTENCES: Final = 12


class Level(enum.Enum):
    """How soon help must come. The order is the order of urgency."""

    EMERGENCY = "emergency"
    DISTRESS = "distress"
    DISCLOSURE = "disclosure"


_ORDER: Final = {level: place for place, level in enumerate(Level)}


@dataclass(frozen=True, slots=True)
class Danger:
    """One kind of danger as moderators describe it. `outright`: it is said to be this one only where it is named."""

    id: str
    level: Level
    topics: tuple[str, ...]
    patterns: tuple[str, ...]
    examples: tuple[str, ...]
    outright: bool = False


@dataclass(frozen=True, slots=True)
class Harmless:
    """What only sounds like danger: phrases to take out of a text, and whole lines."""

    phrases: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """What was heard: how urgent, and which help topics fit, the likeliest first.

    `kind`: the danger it most likely is. `sure`: danger was said outright, or likeness has hardly a doubt.
    """

    level: Level
    topics: tuple[str, ...]
    kind: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Heard:
    """Why: the belief of likeness that it is danger, and the dangers whose patterns or examples are in the text.

    `part`: the strongest belief of a sentence or piece of it, 0 when it is heard as a whole only.
    """

    belief: float
    part: float
    level: Level | None
    dangers: tuple[str, ...]
    known: bool | None


class Listener:
    """All that is known of danger, made ready once per content version; then `hear` looks at one text."""

    def __init__(
        self,
        dangers: Sequence[Danger],
        harmless: Sequence[Harmless],
        classes: Mapping[str, tuple[str, ...]],
        lexicon: Lexicon,
        memory: Memory = NO_MEMORY,
    ) -> None:
        """`classes`: word, folded -> the classes it is in. Raises PatternError."""
        self._dangers = {danger.id: danger for danger in dangers}
        self._classes = classes
        self._lexicon = lexicon
        self._patterns = Patterns((pattern, danger.id) for danger in dangers for pattern in danger.patterns)
        self._phrases = Patterns((phrase, "") for each in harmless for phrase in each.phrases)
        # Where a line is written down twice, danger wins, and the most urgent one: it comes last.
        lines = [(tuple(lexicon.words(text)), "") for each in harmless for text in each.examples]
        urgent_last = sorted(dangers, key=lambda danger: -_ORDER[danger.level])
        lines += [(tuple(lexicon.words(text)), danger.id) for danger in urgent_last for text in danger.examples]
        kinds = {line: kind for line, kind in lines if line}
        counts = Counter(word for line in kinds for word in line)
        known: dict[str, float] = {word: count for word, count in counts.items() if count >= _SEEN}
        named = self._patterns.words | self._phrases.words | classes.keys()
        self._vocabulary = Vocabulary({**dict.fromkeys(named, _FROM_CLASS), **known})
        levels = {danger.id: danger.level.value for danger in dangers}
        examples = [Example(line, levels.get(kind, ""), kind) for line, kind in kinds.items()]
        self._likeness = Likeness(examples, classes, memory)
        # As text: as words, tens of thousands of lines would take ten times the memory.
        self._lines = {" ".join(line): kind for line, kind in kinds.items()}

    def among(self, topics: Collection[str]) -> Listener:
        """Give the same for a content that has only these help topics.

        Where a danger has none of them left, it gets them all: there is help whatever is heard.
        """
        other = copy(self)
        other._dangers = {  # noqa: SLF001 - a copy of itself
            name: replace(danger, topics=tuple(each for each in danger.topics if each in topics) or tuple(topics))
            for name, danger in self._dangers.items()
        }
        return other

    def hear(self, text: str) -> Alarm | None:
        """Return the danger in a text, or None."""
        words = self._lexicon.words(text)
        known = self._lines.get(" ".join(words))
        if known is not None:
            return self._written(known, words) if known else None
        loudest: tuple[Level, set[str], Sequence[Readings]] | None = None
        sure = False
        for readings, rings in self._pieces(text, words):
            heard = self._heard(readings, rings)
            if heard is None:
                continue
            level, named, belief = heard
            sure = sure or bool(named) or belief >= SURE
            if loudest is None or _ORDER[level] < _ORDER[loudest[0]]:
                loudest = level, named, readings
        return self._alarm(*loudest, sure=sure) if loudest else None

    def _written(self, known: str, words: Sequence[str]) -> Alarm:
        """Answer to a line of the examples: with its level, and the help of what it says outright first."""
        level = self._dangers[known].level
        named = sorted(name for name in self._named(self._vocabulary.read(words)) if self._dangers[name].level is level)
        topics = dict.fromkeys(topic for name in (*named, known) for topic in self._dangers[name].topics)
        return Alarm(level, tuple(topics), known)

    def _pieces(self, text: str, words: Sequence[str]) -> Iterator[tuple[Sequence[Readings], float]]:
        """Give a text, its sentences and the overlapping pieces of what is long, each with the belief it takes to ring.

        Danger in one sentence of many must not be thinned out by the others.
        """
        whole = self._vocabulary.read(words)
        if len(whole) <= _LONG:
            yield whole, RINGS
        for sentence in _sentences(text, self._lexicon):
            yield self._vocabulary.read(sentence), RINGS_IN_PART
        for start, end in _windows(len(whole)):
            yield whole[start:end], RINGS_IN_PART

    def why(self, text: str) -> Heard:
        """Say what each way of hearing makes of a text, for the moderator who asks."""
        words = self._lexicon.words(text)
        readings = self._vocabulary.read(words)
        beliefs = self._likeness.beliefs(readings)
        level = max(_ORDER, key=lambda each: beliefs.get(each.value, 0.0))
        kind = self._lines.get(" ".join(words))
        parts = [self._belief(part) for part, rings in self._pieces(text, words) if rings == RINGS_IN_PART]
        return Heard(
            self._belief(readings),
            max(parts, default=0.0),
            level if len(beliefs) > 1 else None,
            tuple(sorted({*self._named(readings), *([kind] if kind else [])})),
            None if kind is None else kind == "",
        )

    def _belief(self, readings: Sequence[Readings]) -> float:
        return 1 - self._likeness.beliefs(readings)[""] if self._says(readings) else 0.0

    def _heard(self, readings: Sequence[Readings], rings: float) -> tuple[Level, set[str], float] | None:
        """Give how urgent what a piece says is, the dangers whose patterns are in it, and the belief that it is danger.

        None when nothing rings.
        """
        if not self._says(readings):
            return None
        beliefs = self._likeness.beliefs(readings)
        named = self._named(readings, part=rings == RINGS_IN_PART)
        belief = 1 - beliefs[""]
        if belief < rings and not named:
            return None
        level = min(
            (self._dangers[name].level for name in named),
            key=_ORDER.__getitem__,
            default=max(_ORDER, key=lambda each: beliefs.get(each.value, 0.0)),
        )
        return level, named, belief

    def _alarm(self, level: Level, named: set[str], readings: Sequence[Readings], *, sure: bool) -> Alarm:
        """Put the help first that fits what is named, then what is nearest."""
        nearest = self._likeness.nearest(readings, level.value)
        rank = {name: place for place, name in enumerate(nearest)}
        first = sorted(named, key=lambda name: (_ORDER[self._dangers[name].level], rank.get(name, len(rank)), name))
        likeliest = [*first, *(name for name in nearest if not self._dangers[name].outright)]
        # Help must follow in any case, also where the only danger of a level must be said outright.
        topics = dict.fromkeys(topic for name in (*likeliest, *nearest) for topic in self._dangers[name].topics)
        return Alarm(level, tuple(topics), likeliest[0] if likeliest else "", sure)

    def _says(self, readings: Sequence[Readings]) -> bool:
        """Whether there is a word that could say anything: what was learned of nothing at all is not heard."""
        return any(word in self._vocabulary and not word.isdigit() for reading in readings for word, _ in reading)

    def _named(self, readings: Sequence[Readings], *, part: bool = False) -> set[str]:
        """Give the dangers whose patterns are in a text, or a part of one, unless the words around one are harmless."""
        row = [
            frozenset(form for word, _ in reading for form in self._patterns.forms(word, self._classes))
            for reading in readings
        ]
        harmless = [
            frozenset(form for word, _ in reading for form in self._phrases.forms(word, self._classes))
            for reading in readings
        ]
        for _, start, end in self._phrases.matches(harmless):
            row[start:end] = [frozenset()] * (end - start)
        places = set(self._patterns.matches(row))
        if not places or self._belief(readings) >= RINGS_WITH_PATTERN:
            return {name for name, _, _ in places}
        enough = RINGS_WITH_PATTERN
        if len(row) <= _WINDOW:
            enough = RINGS_AT_PATTERN
            if not part:
                places = {place for place in places if self._dangers[place[0]].level is not Level.DISCLOSURE}
        near = sorted(places, key=lambda place: (_ORDER[self._dangers[place[0]].level], place))[:_MOST_PIECES]
        return {name for name, start, end in near if self._belief_around(readings, start, end) >= enough}

    def _belief_around(self, readings: Sequence[Readings], start: int, end: int) -> float:
        """Give the belief of a pattern with one or two words before and after it, whichever is larger."""
        return max(self._belief(readings[max(start - more, 0) : end + more]) for more in _AROUND)


def _sentences(text: str, lexicon: Lexicon) -> Iterator[list[str]]:
    """Give the sentences of a text that has several; of very many, neighbours together."""
    sentences = [lexicon.words(part) for part in _SENTENCE.split(text[:MOST_CHARACTERS])]
    told = [sentence for sentence in sentences if len(sentence) >= _SHORTEST_SENTENCE]
    if len(sentences) > 1:
        together = max(1, -(-len(told) // _MOST_SENTENCES))
        for start in range(0, len(told), together):
            yield [word for sentence in told[start : start + together] for word in sentence][:_LONG]


def _windows(length: int) -> Iterator[tuple[int, int]]:
    """Give the overlapping windows of a text of so many words, when it is longer than one."""
    if length > _WINDOW:
        stride = max(_WINDOW - _OVERLAP, -(-length // _MOST_PIECES))
        for start in range(0, max(length - _OVERLAP, 1), stride):
            yield start, start + stride + _OVERLAP
