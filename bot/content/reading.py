"""How hard a text is to read: published formulas, one for each language.

Syllables are counted by pyphen's hyphenation, as reading-level libraries do; short words count one.

English: Flesch-Kincaid grade (Kincaid and others, 1975): years of school, so lower is easier.
French: Kandel and Moles' adaptation of Flesch's reading ease (1958): 0 to 100 and above, so higher is easier.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from pyphen import Pyphen

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE: Final = re.compile(r"[.!?…]+(?=\s|$|[»”])")


@dataclass(frozen=True, slots=True)
class Counted:
    """What the formulas are made of."""

    words: int
    sentences: int
    syllables: int


def count(text: str, lang: str) -> Counted:
    """Count the words, sentences and syllables of a text."""
    words = _WORD.findall(text)
    return Counted(len(words), max(1, sentences(text)), sum(_syllables(word.lower(), lang) for word in words))


def sentences(text: str) -> int:
    """Count the ends of sentences."""
    return len(_SENTENCE.findall(text))


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of an English text."""
    found = count(text, "en")
    return 0.39 * found.words / found.sentences + 11.8 * found.syllables / max(1, found.words) - 15.59


def ease(text: str) -> float:
    """Return the reading ease of a French text, after Kandel and Moles."""
    found = count(text, "fr")
    return 207 - 1.015 * found.words / found.sentences - 73.6 * found.syllables / max(1, found.words)


@cache
def _hyphens(lang: str) -> Pyphen:
    return Pyphen(lang="fr_FR" if lang == "fr" else "en_US", left=1, right=1)


@cache
def _syllables(word: str, lang: str) -> int:
    """Count the parts a word may be cut into; a French word with an apostrophe is two words to it."""
    return sum(len(_hyphens(lang).positions(part)) + 1 for part in re.split(r"['’-]", word) if part)
