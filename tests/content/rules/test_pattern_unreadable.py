"""What is told of a pattern in French."""

from __future__ import annotations

import pytest

from bot.content.check import inspect
from tests import small


@pytest.mark.parametrize("pattern", ["... mourir", "<want> !? die", "au|à-l'aide secours"])
def test_why_a_pattern_cannot_be_read_is_told_in_french_too(pattern: str) -> None:
    """Whoever reads French is told what is wrong with the pattern, not only that something is."""
    content = small.changed(small.LOW, "envie ... mourir", pattern)
    told = [each for each in inspect(content).problems if each.code == "pattern-unreadable"]

    assert 1 == len(told)
    assert "ne peut pas être lu" not in told[0].sentence.fr
    assert told[0].sentence.fr.startswith(f"« {pattern} » ")
