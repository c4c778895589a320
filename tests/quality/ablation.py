"""What each stage of the matcher is worth: top-1 on the calibration half, as written and with noise.

Rule: everything but the one stage stays; phrasings, small talk and background are those of the shipped content.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.core.matching import Stages, factory
from bot.core.matching.features import KINDS
from bot.core.questions import SMALL
from tests.quality.card import share
from tests.quality.noise import noisy
from tests.quality.shipped import background, phrasings, small_talk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.matching import Matcher
    from tests.quality.sets import Question
    from tests.quality.shipped import Shipped

#: The noise of the card and of the ablation.
SEED: Final = 1
#: Calibration changes probabilities and never the order: learning it would take twice the time for the same top-1.
_ALL: Final = Stages(calibration=False)
STAGES: Final = {
    "everything on": _ALL,
    "lexicon": replace(_ALL, lexicon=False),
    "spelling": replace(_ALL, spelling=False),
    **{kind: replace(_ALL, kinds=_ALL.kinds - {kind}) for kind in KINDS},
    "phrases": replace(_ALL, phrases=False),
}


@dataclass(frozen=True, slots=True)
class Worth:
    """Top-1 with one stage off."""

    off: str
    clean: float
    noisy: float


def ablation(content: Shipped, asked: Sequence[Question]) -> Iterator[Worth]:
    """Learn again without each stage, and ask."""
    known = [*phrasings(content.script), *small_talk(content.models)]
    for name, stages in STAGES.items():
        matcher = factory(known, lexicon=content.lexicon, background=background(content.models), stages=stages)
        yield Worth(name, top_1(matcher, asked), top_1(matcher, asked, SEED))


def top_1(matcher: Matcher, asked: Sequence[Question], seed: int | None = None) -> float:
    """Give the share of questions whose right entry comes first, typed with noise when there is a seed."""
    found = []
    for question in asked:
        text = question.text if seed is None else noisy(question.text, question.lang, seed)
        entries = [entry for entry, _ in matcher.rank(text) if not entry.startswith(SMALL)]
        found.append(entries[:1] == [question.entry])
    return share(found)
