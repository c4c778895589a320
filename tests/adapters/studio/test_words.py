from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import Final

import pytest

from bot.adapters.studio.words import WORDS, say
from bot.core.turn import LANGS

HERE: Final = Path(__file__).parents[3] / "bot" / "adapters" / "studio"
SOURCES: Final = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted(HERE.glob("*.py")) if path.name != "words.py"
)
#: Keys that are put together where they are used: from a state, a kind, a decision, a level, an outcome.
MADE: Final = re.compile(r"(state|kind|taken|gets|level|node|lang)-[a-z-]+")


def placeholders(text: str) -> set[str]:
    """Give the names a text is filled with."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", WORDS)
def test_every_text_is_there_in_both_languages(key: str) -> None:
    """A text is never empty, and both its languages are filled with the same values."""
    both = WORDS[key]

    assert all(both[lang].strip() for lang in LANGS)
    assert placeholders(both.fr) == placeholders(both.en)


@pytest.mark.parametrize("key", WORDS)
def test_every_text_is_said_somewhere(key: str) -> None:
    """No text stands in the table that no part of the page says."""
    assert f'"{key}"' in SOURCES or MADE.fullmatch(key)


def test_what_the_page_says_is_in_the_table() -> None:
    """Each text that is asked for by its whole name is there."""
    asked = set(re.findall(r'say\(\s*"([a-z-]+)"', SOURCES))

    assert len(asked) > 20
    assert set() == asked - WORDS.keys()


def test_french_is_written_as_in_quebec() -> None:
    """No space stands before a question mark or an exclamation mark, and quotation marks are French."""
    wrong = [both.fr for both in WORDS.values() if re.search(r"\s[?!]|[\"“”]", both.fr)]

    assert [] == wrong


def test_a_text_is_filled() -> None:
    """Values stand where the text has their names."""
    assert ("Atelier 3", "Workshop 3") == (say("workshop", "fr", number=3), say("workshop", "en", number=3))
