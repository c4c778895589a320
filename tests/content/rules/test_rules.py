from __future__ import annotations

import re
import string
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

from bot.content.accepted import FILE as ACCEPTED
from bot.content.accepted import write_accepted
from bot.content.check import Checker, inspect
from bot.content.pages import example_of, law_of
from bot.content.rules import LAWS
from bot.core.script import Both
from tests import small

if TYPE_CHECKING:
    from bot.content.pages import Example
    from bot.content.problem import Problem
    from bot.content.rules import Law

#: The day of the tests; what was checked in the small content was checked a few months before.
TODAY: Final = date(2026, 3, 11)
SHOWN: Final = {code: example for code, law in LAWS.items() if (example := example_of(law.page))}
UNSEEN: Final = str.maketrans({"⇥": "\t", "⍽": "\N{NO-BREAK SPACE}"})
#: What one mistake may bring along: the thing it was meant for is then missing.
MOST_FOLLOWING: Final = 1


def content() -> dict[str, bytes]:
    """Return the small content, with the one pair of texts in it that was accepted."""
    return {**small.files(), ACCEPTED: write_accepted([Both("Quelqu'un m'attend.", "Someone is waiting for me.")])}


def laid_over(example: Example) -> tuple[dict[str, bytes], range]:
    """Put what is wrong in the place of what is right; return the files, and the lines in which the mistake stands."""
    files = content()
    wrong = example.wrong.translate(UNSEEN)
    if not example.right:
        return {**files, example.file: wrong.encode()}, range(1, wrong.count("\n") + 2)
    text = files[example.file].decode()
    start, right = place_of(example.right, text)
    indent = re.search(r"[^\n]*\Z", text[:start])
    assert indent
    blank = indent[0] if not indent[0].strip() else ""
    put = wrong.rstrip("\n").replace("\n", f"\n{blank}")
    first = text.count("\n", 0, start) + 1
    changed = text[:start] + put + text[start + len(right) :]
    return {**files, example.file: changed.encode()}, range(first, first + put.count("\n") + 1)


def place_of(right: str, text: str) -> tuple[int, str]:
    """Find the lines of an excerpt, whatever their indentation: where they begin, and how they stand there."""
    lines = [re.escape(line) for line in right.rstrip("\n").split("\n")]
    pattern = re.compile(r"(?m)(?P<lines>" + r"\n *".join(lines) + ")")
    found = pattern.search(text)
    assert found, f"the small content holds no such lines:\n{right}"
    return found.start("lines"), found["lines"]


@pytest.mark.parametrize("code", SHOWN)
def test_the_example_of_a_page_breaks_its_rule_where_it_stands(code: str) -> None:
    """What a page shows as wrong is told under its code, inside the lines shown, with one other problem at most."""
    files, lines = laid_over(SHOWN[code])
    problems = inspect(files, TODAY).problems

    assert code in [each.code for each in problems if each.line in lines and each.file == SHOWN[code].file]
    assert len(problems) <= 1 + MOST_FOLLOWING, problems


@pytest.mark.parametrize("code", SHOWN)
def test_the_example_of_a_page_is_told_the_same_by_a_checker_that_saw_what_is_right(code: str) -> None:
    """A checker that saw the right lines first tells what a new one tells, and forgets it once they are right again."""
    files, _ = laid_over(SHOWN[code])
    checker = Checker()
    before = checker.look(content(), TODAY).problems

    assert inspect(files, TODAY).problems == checker.look(files, TODAY).problems
    assert before == checker.look(content(), TODAY).problems


@pytest.mark.parametrize("code", LAWS)
def test_every_page_shows_something_right_and_something_wrong(code: str) -> None:
    """In lines of a file, or in words where no few lines can show it; `tests/broken` then holds the lines."""
    page = LAWS[code].page

    assert code in SHOWN or re.search(r"(?s)\nRight: \S.*\nWrong: \S", page)


def test_the_small_content_breaks_no_rule() -> None:
    """What is shown as right is right: the content under the examples has no problem of its own."""
    assert [] == inspect(content(), TODAY).problems


@pytest.mark.parametrize("code", LAWS)
def test_a_rule_is_found_by_its_code(code: str) -> None:
    """The file of a rule bears its code, and its page begins with the law in one sentence."""
    __import__(f"bot.content.rules.{code.replace('-', '_')}")
    law = law_of(LAWS[code].page)

    assert law.endswith(".")
    assert code == LAWS[code].rule.code


def words_of(law: Law) -> list[Both]:
    """Return the templates of a rule."""
    return [law.rule.sentence, law.rule.hint]


def names_in(template: str) -> set[str]:
    """Return the names of the values that a template holds."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("code", LAWS)
def test_both_languages_fill_in_the_same_values(code: str) -> None:
    """Whoever reads French is told the same names and places as whoever reads English."""
    for words in words_of(LAWS[code]):
        fr, en = names_in(words.fr), names_in(words.en)

        assert fr == en
        assert bool(words.fr) == bool(words.en)


@pytest.mark.parametrize("code", SHOWN)
def test_what_is_told_is_told_in_both_languages(code: str) -> None:
    """No value is left unfilled, and no sentence is English twice."""
    files, _ = laid_over(SHOWN[code])
    told: list[Problem] = [each for each in inspect(files, TODAY).problems if each.code == code]

    left = [f"{{{name}}}" for words in words_of(LAWS[code]) for name in names_in(words.fr)]
    assert [] == [(each, name) for each in told for name in left if name in each.told("fr") + each.told("en")]
    assert [] == [each for each in told if each.sentence.fr == each.sentence.en]
    assert [] == [each for each in told if bool(each.hint.fr) != bool(each.hint.en)]
