"""Which lines are examples of one thing."""

from __future__ import annotations

import pytest

from bot.content.check import Checker
from tests import small


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (small.JOKES, "    il fait beau dehors\n", "    je suis morte de rire\n"),
        (small.JOKES, "    il fait beau dehors\n", "    au secours les gars\n"),
        (small.JOKES, "    the weather is nice\n", "    non merci\n"),
        (small.HELD, "    help me now\n", "    help me now\n    Help me NOW!\n"),
    ],
)
def test_only_what_is_danger_and_harmless_at_once_is_told(file: str, old: str, new: str) -> None:
    """A line may stand twice among the harmless ones or in its danger, and a longer line is another one."""
    assert "example-twice" not in small.codes(small.changed(file, old, new))


def test_a_greeting_is_no_example_of_danger() -> None:
    """Small talk is learned as harmless: a line of it that is an example of danger teaches two things at once."""
    content = small.changed(small.SMALL_TALK, "    allo toi\n", "    elle veut pas que je parte\n")

    assert ["example-twice"] == small.codes(content)


def test_lines_without_words_are_no_examples_of_the_same_thing() -> None:
    """Two different emoji fold to nothing, and nothing is told of them."""
    content = small.changed(small.HELD, "    au secours\n  en", "    🆘\n  en")
    content[small.JOKES] = small.changed(small.JOKES, "    hello everybody\n", "    😂\n")[small.JOKES]

    assert [] == small.codes(content)


def test_a_new_short_form_is_written_out_in_lines_that_are_as_they_were() -> None:
    """A checker that looked before tells of old lines that a new short form makes the same."""
    content = small.files()
    content["knowledge/lexicon.yaml"] = content["knowledge/lexicon.yaml"].replace(
        b'"jpp"', b'"bjr": "je suis morte de rire", "jpp"'
    )
    content[small.HELD] = content[small.HELD].replace(b"    au secours\n  en", b"    bjr\n  en")
    before = {**content, "knowledge/lexicon.yaml": small.files()["knowledge/lexicon.yaml"]}
    checker = Checker()

    assert [] == [each.code for each in checker.look(before).problems]
    assert ["example-twice"] == [each.code for each in checker.look(content).problems]
