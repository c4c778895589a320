from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.adapters.studio.problems import Tally, between, in_words, severity, tally
from bot.content.problem import Problem
from bot.core.script import Both

PLAIN = Problem("a.yaml", 3, 5, "some-code", "this is wrong", "mend it")


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A problem with both languages and a severity."""

    file: str
    line: int
    code: str
    sentence: Both
    hint: Both
    severity: str


def bilingual(how_bad: str) -> Any:
    """Make one."""
    return Bilingual("a.yaml", 3, "some-code", Both("c'est faux", "this is wrong"), Both("corrige", "mend it"), how_bad)


def test_a_plain_problem_is_told_as_it_is() -> None:
    """A problem in one language keeps its file, line, code, sentence and hint, and is an error."""
    told = in_words(PLAIN, "fr")

    assert ("a.yaml", 3, "some-code", "error") == (told.file, told.line, told.code, told.severity)
    assert ("this is wrong", "mend it") == (told.sentence, told.hint)


def test_a_problem_in_both_languages_is_told_in_the_one_asked_for() -> None:
    """Sentence and hint come in the language of the page."""
    told = {lang: in_words(bilingual("warning"), lang) for lang in ("fr", "en")}

    assert ("c'est faux", "corrige") == (told["fr"].sentence, told["fr"].hint)
    assert ("this is wrong", "mend it") == (told["en"].sentence, told["en"].hint)


def test_problems_are_counted_by_how_bad_they_are() -> None:
    """One error outweighs any number of warnings, and nothing weighs nothing."""
    found = tally([PLAIN, bilingual("warning"), bilingual("warning")])

    assert Tally(1, 2) == found
    assert ("error", "warning", None) == (found.severity, Tally(0, 1).severity, Tally().severity)
    assert ["error", "warning"] == [severity(PLAIN), severity(bilingual("warning"))]


def test_lines_belong_to_what_begins_above_them() -> None:
    """Of a file, the problems from a line on to before the next part are given, the first line included."""
    lines = [Problem(file, line, 1, "x", "y") for file in ("a.yaml", "b.yaml") for line in (1, 2, 3, 4)]

    assert [("a.yaml", 2), ("a.yaml", 3)] == [(each.file, each.line) for each in between(lines, "a.yaml", 2, 4)]
