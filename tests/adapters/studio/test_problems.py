from __future__ import annotations

from typing import TYPE_CHECKING

from bot.adapters.studio.problems import Tally, between, in_words, tally
from bot.content.problem import Problem
from bot.core.script import Both

if TYPE_CHECKING:
    from bot.content.problem import Severity


def problem(how_bad: Severity = "error", file: str = "a.yaml", line: int = 3) -> Problem:
    """Make one."""
    return Problem(file, line, 5, "some-code", how_bad, Both("c'est faux", "this is wrong"), Both("corrige", "mend it"))


def test_a_problem_is_told_in_the_language_asked_for() -> None:
    """Sentence and hint come in the language of the page; file, line, code and severity stay what they are."""
    told = {lang: in_words(problem("warning"), lang) for lang in ("fr", "en")}

    assert ("c'est faux", "corrige") == (told["fr"].sentence, told["fr"].hint)
    assert ("this is wrong", "mend it") == (told["en"].sentence, told["en"].hint)
    assert {("a.yaml", 3, "some-code", "warning")} == {
        (each.file, each.line, each.code, each.severity) for each in told.values()
    }


def test_problems_are_counted_by_how_bad_they_are() -> None:
    """One error outweighs any number of warnings, and nothing weighs nothing."""
    found = tally([problem(), problem("warning"), problem("warning")])

    assert Tally(1, 2) == found
    assert ("error", "warning", None) == (found.severity, Tally(0, 1).severity, Tally().severity)


def test_lines_belong_to_what_begins_above_them() -> None:
    """Of a file, the problems from a line on to before the next part are given, the first line included."""
    lines = [problem(file=file, line=line) for file in ("a.yaml", "b.yaml") for line in (1, 2, 3, 4)]

    assert [("a.yaml", 2), ("a.yaml", 3)] == [(each.file, each.line) for each in between(lines, "a.yaml", 2, 4)]
