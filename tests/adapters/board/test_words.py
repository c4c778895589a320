from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import Final

import pytest

from bot.adapters.board.words import WORDS
from bot.core.turn import LANGS

HERE: Final = Path(__file__).parents[3] / "bot" / "adapters" / "board"
PAGE: Final = (HERE / "static" / "board.js").read_text(encoding="utf-8")
SERVER: Final = "\n".join(path.read_text(encoding="utf-8") for path in HERE.glob("*.py") if path.name != "words.py")
#: What a state is called is said by its name.
STATES: Final = frozenset(("connecting", "live", "lost", "gone", "unknown", "many", "full", "no-key"))


def placeholders(text: str) -> set[str]:
    """Give the names a text is filled with."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", WORDS)
def test_every_text_is_there_in_both_languages(key: str) -> None:
    """A text of the board is never empty, and both its languages are filled with the same values."""
    both = WORDS[key]

    assert all(both[lang].strip() for lang in LANGS)
    assert placeholders(both.fr) == placeholders(both.en)


@pytest.mark.parametrize("key", WORDS)
def test_every_text_is_said_somewhere(key: str) -> None:
    """No text stands in the table of the board that no part of it says."""
    assert f'"{key}"' in PAGE


def test_what_the_page_says_is_in_the_table() -> None:
    """Each text that the script or the server asks for by name is there, and so is one for each state."""
    said = set(re.findall(r'say\("([a-z-]+)"', PAGE)) | set(re.findall(r'Refused\(\d+, "([a-z-]+)"', SERVER))

    assert len(said) > 15
    assert set() == (said | STATES) - WORDS.keys()


def test_french_is_written_as_in_quebec() -> None:
    """On the board, no space stands before a question or exclamation mark, and quotation marks are French."""
    assert [] == [both.fr for both in WORDS.values() if re.search(r"\s[?!]|[\"“”]", both.fr)]


def test_nothing_is_kept_in_the_browser() -> None:
    """The script knows neither cookies nor storage, and sets nothing as markup."""
    assert [] == re.findall(
        r"cookie|localStorage|sessionStorage|indexedDB|caches\b|serviceWorker|innerHTML|outerHTML|insertAdjacentHTML|eval\(",
        PAGE,
    )
