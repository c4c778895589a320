from __future__ import annotations

import json
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.problem import ContentError, Problem, as_github, as_json, as_text, did_you_mean

TYPO: Final = Problem("dialogues/ride.yaml", 12, 7, "target-missing", "«hmoe» does not exist", "did you mean «home»?")
NUMBER: Final = Problem("dialogues/ride.yaml", 9, 20, "number-in-text", "a number is typed into the text")
WORDS = st.text(max_size=30)
PROBLEMS = st.builds(Problem, WORDS, st.integers(1, 999), st.integers(1, 999), st.just("tab"), WORDS, WORDS)


def test_a_problem_reads_as_editors_expect() -> None:
    """File, line and column come first, joined by colons, so that an editor can jump there."""
    expected = "dialogues/ride.yaml:12:7: target-missing «hmoe» does not exist (did you mean «home»?)"
    assert expected == str(TYPO)


def test_a_problem_without_a_hint_has_no_empty_brackets() -> None:
    """Where nothing can be offered, nothing is shown."""
    assert "dialogues/ride.yaml:9:20: number-in-text a number is typed into the text" == str(NUMBER)


def test_the_text_form_is_one_line_for_each_problem() -> None:
    """Problems are told in the order given, each on its own line."""
    assert f"{NUMBER}\n{TYPO}\n" == as_text([NUMBER, TYPO])
    assert "" == as_text([])


def test_the_json_form_holds_every_part_of_every_problem() -> None:
    """A program gets an array of objects with the same six keys, accents and quotes unescaped."""
    expected = {
        "file": "dialogues/ride.yaml",
        "line": 12,
        "column": 7,
        "code": "target-missing",
        "sentence": "«hmoe» does not exist",
        "hint": "did you mean «home»?",
    }
    assert [expected] == json.loads(as_json([TYPO]))
    assert "«hmoe»" in as_json([TYPO])
    assert "[]\n" == as_json([])


def test_the_github_form_is_an_annotation_beside_the_line() -> None:
    """A pull request shows the sentence and the hint at the line, under the code."""
    expected = (
        "::error file=dialogues/ride.yaml,line=12,col=7,title=target-missing::"
        "«hmoe» does not exist (did you mean «home»?)\n"
    )
    assert expected == as_github([TYPO])
    assert "::error file=dialogues/ride.yaml,line=9,col=20,title=number-in-text::a number is typed into the text\n" == (
        as_github([NUMBER])
    )


def test_the_github_form_escapes_what_would_end_a_command() -> None:
    """Percent signs and line ends are escaped everywhere, colons and commas in the name of the file as well."""
    problem = Problem("a,b:c%.yaml", 1, 2, "tab", "100 %,\r\nsaid: x", "y\nz")
    expected = "::error file=a%2Cb%3Ac%25.yaml,line=1,col=2,title=tab::100 %25,%0D%0Asaid: x (y%0Az)\n"
    assert expected == as_github([problem])


@given(st.lists(PROBLEMS, max_size=4))
def test_no_text_can_forge_a_second_annotation(problems: list[Problem]) -> None:
    """Whatever stands in a file, each problem is one line of one command."""
    lines = as_github(problems).split("\n")

    assert len(problems) + 1 == len(lines)
    assert [] == [line for line in lines[:-1] if not line.startswith("::error file=")]


@given(st.lists(PROBLEMS, max_size=4))
def test_the_json_form_comes_back_whole(problems: list[Problem]) -> None:
    """Whatever stands in a file, a program reads the same problems that were found."""
    assert problems == [Problem(**row) for row in json.loads(as_json(problems))]


def test_an_error_holds_every_problem_once_in_the_order_of_the_files() -> None:
    """The same problem found twice is told once; the rest comes by file, line and column."""
    late = Problem("knowledge/signs.yaml", 1, 1, "tab", "the line is indented with a tab", "use spaces")
    error = ContentError([late, TYPO, NUMBER, TYPO])

    assert (NUMBER, TYPO, late) == error.problems
    assert "3 problems in the content" == str(error)


MANY: Final = [f"node-{letter}" * 3 for letter in "abcdefghijklm"]


@pytest.mark.parametrize(
    ("written", "known", "hint"),
    [
        ("lable", ["label", "feedback"], "did you mean «label»?"),
        ("labl", ["label", "feedback"], "did you mean «label»?"),
        ("Label", ["label", "feedback"], "did you mean «label»?"),
        ("hmoe", ["home", "homes"], "did you mean «home»?"),
        ("xyz", ["label", "feedback"], "known here: feedback, label"),
        ("xyz", ["label", "label"], "known here: label"),
        ("xyz", [], ""),
        ("xyz", MANY[:12], f"known here: {', '.join(MANY[:12])}"),
        ("xyz", MANY, ""),
    ],
)
def test_the_nearest_name_is_offered_or_the_few_there_are(written: str, known: list[str], hint: str) -> None:
    """A typo gets its one repair; something else gets the list when it is short, and nothing when it is long."""
    assert hint == did_you_mean(written, known)


def test_two_names_as_near_are_always_offered_alike() -> None:
    """The hint does not depend on the order in which names are known."""
    assert did_you_mean("node", ["nodes", "noded"]) == did_you_mean("node", ["noded", "nodes"])
