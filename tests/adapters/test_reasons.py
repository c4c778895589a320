from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.adapters.reasons import MOST_WORDS, reasons

if TYPE_CHECKING:
    from bot.core.script import Script


def test_reasons_are_those_of_the_understanding_that_answers(script: Script) -> None:
    """The ranking, the thresholds and what was heard are the values that decided, not values like them."""
    entry = next(iter(script.entries.values()))
    text = entry.statement["en"]
    found = reasons(script, text)
    understanding = script.understanding

    assert understanding.questions.thresholds == found.thresholds
    assert [(match.entry, match.probability) for match in understanding.questions.rank(text)] == [
        (each.entry, each.probability) for each in found.ranked
    ]
    assert understanding.listener.why(text) == found.heard


def test_the_words_that_count_stand_strongest_first(script: Script) -> None:
    """Of each entry that may be meant, a few words are told, for or against, the strongest first."""
    found = reasons(script, "si je paie le chantage va arrêter, et pourquoi il me demande encore de l'argent")

    for each in found.ranked:
        assert 0 < len(each.words) <= MOST_WORDS
        assert sorted((abs(part) for _, part in each.words), reverse=True) == [abs(part) for _, part in each.words]


@pytest.mark.parametrize("question", ["", "😭", "zxcvb", "\ud800", "a" * 5000])
def test_anything_has_reasons(script: Script, question: str) -> None:
    """Whatever was typed, the values are there, and none of them is more than certain."""
    found = reasons(script, question)

    assert all(0 <= each.probability <= 1 for each in found.ranked)
    assert 0 <= found.heard.belief <= 1
