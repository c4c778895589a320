"""What a teen's own words mean in a story: which of the choices of a scene.

Rule: unclear is an answer too. Words that fit no choice well get the choices back; a refusal is never taken for going
along.

A number or a label typed in full is that choice. Otherwise two things are compared: what the words do (refuse, stall,
ask, go along, seek help), learned from `knowledge/replies.yaml`, in scenes that are marked for it; and how near they
are to the other words a writer gave for a choice (`said`).
"""

from __future__ import annotations

import re
from collections import Counter
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

from bot.core.learned import NO_MEMORY, Memory
from bot.core.matching import Known, Matcher, factory
from bot.core.matching.phrases import Phrases
from bot.core.spelling import Vocabulary
from bot.core.text import words
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.core.lexicon import Lexicon
    from bot.core.turn import Lang

#: The act that must be understood most surely: taking a no for a yes would teach the wrong thing.
GO_ALONG: Final = "go-along"
#: From these probabilities on, an act is what was meant. Chosen on the calibration half of `tests/questions`.
ACT: Final = 0.45
ACT_GO_ALONG: Final = 0.8
#: Among the few choices of a scene likeness says less: a choice is taken for the teen only from here on, and only when
#: the second is clearly farther.
LIKE: Final = 0.5
#: From here on words are those of the choice itself, with a slip of the finger.
NEARLY: Final = 0.85
_SECOND: Final = 0.7
#: Words that turn a sentence around, folded, in both languages ("don't" is "don t").
_NO: Final = re.compile(
    r"\b(non|nan|pas|po|pu|plus|jamais|aucune?|rien|refuse|no|not|never|nothing|nope|nah|aint"
    r"|(ain|can|couldn|didn|doesn|don|isn|shouldn|won|wouldn) t"
    r"|hors de question|out of the question|t? ?es (malade|folle|fou)|re (crazy|insane|nuts)|in your dreams)\b"
)
#: A text of these words alone is a plain no.
_PLAIN_NO: Final = frozenset(("no", "non", "nan", "nah", "nope", "never", "jamais", "nn", "merci", "thanks", "way"))


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a scene as words: its label and what else a teen may type for it, and the acts it stands for.

    `goes_along`: it is what the other one wants. Words must be plain to be taken for it.
    `resists`: it says no to what the other one wants.
    """

    id: str
    texts: tuple[str, ...]
    acts: frozenset[str] = frozenset()
    goes_along: bool = False
    resists: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """The choice that is meant, and the act by which it was understood ("" when by its own words)."""

    choice: str
    act: str = ""


class Replies:
    """Learned once per content version."""

    def __init__(
        self,
        acts: Mapping[str, Mapping[Lang, Sequence[str]]],
        options: Iterable[Option],
        lexicon: Lexicon,
        memory: Memory = NO_MEMORY,
    ) -> None:
        """`acts`: act -> language -> examples; `options`: every choice of every scene."""
        self._lexicon = lexicon
        self._acts: Matcher = factory(
            [Known(act, lang, examples[lang]) for act, examples in acts.items() for lang in LANGS if lang in examples],
            lexicon=lexicon,
            memory=memory,
            name="replies",
        )
        self._there = frozenset(acts)
        self._vocabulary = _vocabulary(options, lexicon)
        self._common = lexicon.common_in("fr") | lexicon.common_in("en")

    def among(self, options: Iterable[Option], acts: Iterable[str]) -> Replies:
        """Give the same for other stories, and for a content that has only these acts; nothing is learned."""
        other = copy(self)
        other._there = frozenset(acts)  # noqa: SLF001 - a copy of itself
        other._vocabulary = _vocabulary(options, self._lexicon)  # noqa: SLF001 - a copy of itself
        return other

    def understand(self, text: str, options: Sequence[Option]) -> Understood | None:
        """Say which choice is meant, or None when it is unclear."""
        typed = words(text)
        written = self.written(text, options)
        if written:
            return written
        near = self._nearly(typed, options) if typed else None
        if near:
            return Understood(near)
        act = self.act(text) if options else None
        if act and any(option.acts for option in options):
            # Words that surely do something no choice here stands for are unclear, not something near.
            chosen = [option.id for option in options if act in option.acts]
            return Understood(chosen[0], act) if chosen else None
        no = self._plain_no(typed, options)
        if no:
            return Understood(no)
        # What the words most likely do need not be sure; but only what looks like going along may mean it.
        likely = self._ranked(text)[:1]
        may_go_along = bool(likely) and likely[0][0] == GO_ALONG
        return self._by_likeness(text, [option for option in options if may_go_along or not _goes_along(option)])

    def written(self, text: str, options: Sequence[Option]) -> Understood | None:
        """Say which choice was typed word for word, or by its number; None when it is not so plain."""
        typed = words(text)
        if len(typed) == 1 and typed[0].isdecimal() and 0 < int(typed[0][:3]) <= len(options):
            return Understood(options[int(typed[0][:3]) - 1].id)
        for option in options:
            if typed and any(words(known) == typed for known in option.texts):
                return Understood(option.id)
        return None

    def _plain_no(self, typed: Sequence[str], options: Sequence[Option]) -> str | None:
        """Give the one choice that says no, when nothing but no was typed."""
        if not _PLAIN_NO.issuperset(typed) or not self._says_no(" ".join(typed)):
            return None
        noes = [option.id for option in options if option.resists and any(map(self._says_no, option.texts))]
        return noes[0] if len(noes) == 1 else None

    def _nearly(self, typed: Sequence[str], options: Sequence[Option]) -> str | None:
        """Give the choice whose very words were typed, but for a slip of the finger."""
        line = " ".join(typed)
        no = self._says_no(line)
        found = {
            option.id
            for option in options
            for known in option.texts
            if self._says_no(known) == no
            and OSA.normalized_similarity(line, " ".join(words(known)), score_cutoff=NEARLY) >= NEARLY
        }
        return found.pop() if len(found) == 1 else None

    def act(self, text: str) -> str | None:
        """Say what the words do, or None when it is unclear."""
        ranked = self._ranked(text)
        if not ranked:
            return None
        act, probability = ranked[0]
        return act if probability >= (ACT_GO_ALONG if act == GO_ALONG else ACT) else None

    def _ranked(self, text: str) -> list[tuple[str, float]]:
        return [(act, probability) for act, probability in self._acts.rank(text) if act in self._there]

    def _by_likeness(self, text: str, options: Sequence[Option]) -> Understood | None:
        """Words that say no are compared with words that say no only: "je réponds pas" must never mean "je réponds"."""
        no = self._says_no(text)
        bags = {
            option.id: [self._telling(known) for known in option.texts if self._says_no(known) == no]
            for option in options
        }
        readings = [
            reading
            for reading in self._vocabulary.read(self._lexicon.words(text))
            if not self._common.issuperset(word for word, _ in reading)
        ]
        if not readings or not bags:
            return None
        near = Phrases(bags, lambda _: 1.0).likeness(readings, list(bags))
        ranked = sorted(zip(near, bags, strict=True), key=lambda pair: (-pair[0], pair[1]))
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        clear = ranked[0][0] >= LIKE and second <= _SECOND * ranked[0][0]
        return Understood(ranked[0][1]) if clear else None

    def _telling(self, text: str) -> list[str]:
        """Leave out words too common to tell one choice from another, unless there are no others."""
        found = self._lexicon.words(text)
        return [word for word in found if word not in self._common] or found

    def _says_no(self, text: str) -> bool:
        return _NO.search(" ".join(self._lexicon.words(text))) is not None


def _vocabulary(options: Iterable[Option], lexicon: Lexicon) -> Vocabulary:
    return Vocabulary(Counter(word for option in options for text in option.texts for word in lexicon.words(text)))


def _goes_along(option: Option) -> bool:
    return option.goes_along or GO_ALONG in option.acts
