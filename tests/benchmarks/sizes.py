"""What is measured at each size: a matcher of synthetic content beside RapidFuzz over the same phrasings.

Learning happens in a process of its own (`learning`), so that the memory it takes is its own; what it learned is kept
in a folder and taken back here, as the bot does when it starts again.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from bot.content import schema
from bot.content.check import inspect
from bot.content.kinds import of_kind
from bot.content.learn import lexicon_of
from bot.content.load import read_files
from bot.content.memory import FileMemory
from bot.core.matching import factory
from bot.core.text import fold
from bot.core.turn import LANGS
from tests.benchmarks.measuring import Latency, clock, latency, undisturbed
from tests.benchmarks.synthetic import Words, content, questions
from tests.quality.shipped import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.core.lexicon import Lexicon
    from bot.core.matching import Known, Matcher
    from bot.core.turn import Lang

#: Numbers of phrasings, ten an entry. The shipped content has about 2,000.
SIZES: Final = (200, 2_000, 20_000, 100_000)
QUESTIONS: Final = 1_000
#: RapidFuzz compares a question with every phrasing: this many comparisons are enough to know what one costs.
_COMPARED: Final = 1_000_000


@cache
def shipped_words() -> tuple[Mapping[Lang, Words], Lexicon]:
    """Read the words of the shipped content, and its lexicon."""
    models = inspect(read_files(ROOT)).models
    lists = {}
    for lang in LANGS:
        texts = [
            text
            for _, file in of_kind(models, schema.EntryFile)
            for entry in file.entries
            for text in getattr(entry.phrasings, lang)
        ]
        texts += [text for _, file in of_kind(models, schema.DangerFile) for text in getattr(file.examples, lang)]
        texts += [text for _, file in of_kind(models, schema.HarmlessFile) for text in getattr(file.examples, lang)]
        lists[lang] = Words.of(texts)
    return lists, lexicon_of(models)


def synthetic(size: int) -> list[Known]:
    """Make the content of a size."""
    return content(size, shipped_words()[0])


def matcher(size: int, folder: Path) -> Matcher:
    """Learn the content of a size, or take back what was learned of it."""
    memory = FileMemory(folder, {"phrasings": str(size).encode()})
    return factory(synthetic(size), lexicon=shipped_words()[1], memory=memory)


@dataclass(frozen=True, slots=True)
class Learning:
    """What learning took: seconds, and megabytes at most and afterwards, without what the process held before."""

    seconds: float
    peak: float
    held: float


def learn(size: int, folder: Path) -> Learning:
    """Learn in another process, which keeps what it learned in the folder."""
    command = [sys.executable, "-m", "tests.benchmarks.learning", str(size), str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return Learning(**json.loads(done.stdout))


@dataclass(frozen=True, slots=True)
class Ranking:
    """How long one question takes, and how often the right entry comes first."""

    latency: Latency
    first: float


@dataclass(frozen=True, slots=True)
class Size:
    """A matcher that is ready, its questions, and the folded phrasings."""

    number: int
    restart: float
    matcher: Matcher
    asked: list[tuple[str, str]]
    phrasings: list[str]
    entries: list[str]

    @classmethod
    def of(cls, number: int, folder: Path) -> Size:
        """Take back what was learned (`restart`: the seconds that takes), and type questions."""
        known = synthetic(number)
        began = clock()
        ready = matcher(number, folder)
        restart = clock() - began
        pairs = [(each.entry, fold(text)) for each in known for text in each.phrasings]
        return cls(
            number,
            restart,
            ready,
            questions(known, QUESTIONS),
            [text for _, text in pairs],
            [entry for entry, _ in pairs],
        )

    @property
    def compared(self) -> list[str]:
        """Give the questions that RapidFuzz gets: fewer of them where one takes long."""
        return [text for _, text in self.asked[: max(5, min(QUESTIONS, _COMPARED // self.number))]]

    def rank(self) -> Ranking:
        """Ask the matcher."""
        times = latency(self.matcher.rank, [text for _, text in self.asked])
        firsts = [self.matcher.rank(text)[:1] for _, text in self.asked]
        right = [bool(first) and first[0][0] == entry for first, (entry, _) in zip(firsts, self.asked, strict=True)]
        return Ranking(times, sum(right) / len(right))

    def extract_one(self) -> Ranking:
        """Ask `process.extractOne` with WRatio."""
        times = latency(self.extract, self.compared)
        right = [self.entries[self.extract(text)] == entry for entry, text in self.asked[: len(self.compared)]]
        return Ranking(times, sum(right) / len(right))

    def extract(self, text: str) -> int:
        """Give the place of the phrasing that `process.extractOne` finds."""
        return process.extractOne(fold(text), self.phrasings, scorer=fuzz.WRatio)[2]

    def cdist(self) -> float:
        """Give the milliseconds `process.cdist` takes for one of many questions, on one thread."""
        texts = [fold(text) for text in self.compared]
        with undisturbed():
            began = clock()
            process.cdist(texts, self.phrasings, scorer=fuzz.WRatio, workers=1)
            return 1000 * (clock() - began) / len(texts)
