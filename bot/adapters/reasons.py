"""Why a typed question was answered as it was.

Rule: values only; whoever shows them puts them into words. They come from the understanding that answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bot.core.alarm.listener import Heard
    from bot.core.matching import Thresholds
    from bot.core.script import Script
    from bot.core.spelling import Readings
    from bot.core.turn import Lang

#: Of the words of a question, this many say most about why.
MOST_WORDS: Final = 6


@dataclass(frozen=True, slots=True)
class Ranked:
    """One entry that may be meant: its probability, and the words for it (above 0) and against it, strongest first."""

    entry: str
    probability: float
    words: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Reasons:
    """What a decision is made of.

    `read`: for each typed word, the known words it is taken for, with their shares.
    `languages`: the words that say a language, and which.
    `ranked`: the entries that may be meant, best first.
    """

    thresholds: Thresholds
    read: tuple[Readings, ...]
    languages: tuple[tuple[str, Lang], ...]
    ranked: tuple[Ranked, ...]
    heard: Heard


def reasons(script: Script, question: str) -> Reasons:
    """Say how the words were read, what speaks for each runner-up, and what each way of hearing danger made of them."""
    questions, listener = script.understanding.questions, script.understanding.listener
    read = tuple(questions.matcher.read(question))
    spoken = ((reading[0].word, questions.languages.of_word(reading[0].word)) for reading in read)
    return Reasons(
        questions.thresholds,
        read,
        tuple((word, lang) for word, lang in spoken if lang),
        tuple(
            Ranked(match.entry, match.probability, tuple(questions.matcher.why(question, match.entry)[:MOST_WORDS]))
            for match in questions.rank(question)
        ),
        listener.why(question),
    )
