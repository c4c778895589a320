from __future__ import annotations

import json
from typing import Any, Final

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.forms import FORMS, as_github, as_json, as_lines, as_sarif, as_text
from bot.content.problem import NOTHING, Problem
from bot.content.rules import LAWS
from bot.core.script import Both

TYPO: Final = Problem(
    "dialogues/ride.yaml",
    3,
    7,
    "target-missing",
    "error",
    Both("« hmoe » n'existe pas", "«hmoe» does not exist"),
    Both("voulais-tu dire « home »?", "did you mean «home»?"),
)
NUMBER: Final = Problem(
    "dialogues/ride.yaml", 1, 4, "number-in-text", "warning", Both("un nombre est tapé", "a number is typed")
)
FILES: Final = {"dialogues/ride.yaml": b"id: 12\nnodes:\n  to: hmoe\n"}
WORDS = st.text(max_size=30)
BOTH = st.builds(Both, WORDS, WORDS)
PROBLEMS = st.lists(
    st.builds(
        Problem,
        WORDS,
        st.integers(1, 999),
        st.integers(1, 999),
        st.sampled_from(sorted(LAWS)),
        st.sampled_from(["error", "warning"]),
        BOTH,
        st.one_of(st.just(NOTHING), BOTH),
    ),
    max_size=4,
)
#: What of SARIF 2.1.0 this project relies on: section 3.13 and on of the standard, as a schema of our own.
SARIF: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name"],
                                "properties": {"rules": {"items": {"required": ["id"]}, "uniqueItems": True}},
                            }
                        },
                    },
                    "results": {
                        "items": {
                            "required": ["ruleId", "message", "locations"],
                            "properties": {
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": {"required": ["text"]},
                            },
                        }
                    },
                },
            },
        },
    },
}


def test_people_read_the_problems_of_a_file_together_with_the_line_itself() -> None:
    """A moderator sees the file once, then each place, how serious it is, the line as it stands, and what to do."""
    expected = (
        "dialogues/ride.yaml\n"
        "  1:4  avertissement  un nombre est tapé  [number-in-text]\n"
        "      | id: 12\n"
        "  3:7  erreur  « hmoe » n'existe pas  [target-missing]\n"
        "      | to: hmoe\n"
        "      → voulais-tu dire « home »?\n"
    )
    assert expected == as_text([NUMBER, TYPO], FILES, "fr")
    assert "" == as_text([], FILES, "fr")


def test_a_line_that_is_not_there_or_too_long_or_unprintable_is_shown_as_far_as_it_can_be() -> None:
    """A file that is missing, binary or on one endless line breaks nothing."""
    far = Problem("dialogues/ride.yaml", 999, 1, "tab", "error", Both("une tabulation", "a tab"))

    assert "|" not in as_text([far], FILES, "en")
    assert "|" not in as_text([far], {}, "en")
    assert "| x\\x07y" in as_text([NUMBER], {NUMBER.file: b"x\x07y"}, "en")
    assert f"| {'z' * 99}…" in as_text([NUMBER], {NUMBER.file: b"z" * 5000}, "en")


def test_the_line_that_is_shown_is_the_one_editors_count() -> None:
    """What only some programs take for the end of a line, such as U+2028, moves no line that follows."""
    data = "\N{BYTE ORDER MARK}id: a\u2028b\x85c\r\nnodes:\r  to: hmoe\n".encode()

    assert "      | to: hmoe\n" in as_text([TYPO], {TYPO.file: data}, "en")
    assert "      | id: a\\u2028b\\x85c\n" in as_text([NUMBER], {NUMBER.file: data}, "en")


@pytest.mark.parametrize("form", ["text", "lines", "github"])
@pytest.mark.parametrize("letter", ["\x1b", "\x9b", "\x07", "\u202e", "\udce9"])
def test_no_text_commands_the_terminal(form: str, letter: str) -> None:
    """What a terminal obeys or cannot show is written by its number wherever it stands, and French keeps its spaces."""
    said = Both(f"« a{letter} »", f"a{letter}")
    told = FORMS[form]([Problem(f"{letter}.yaml", 1, 1, "tab", "error", said, said)], {}, "fr")

    assert 3 == told.count(letter.encode("unicode_escape").decode())
    assert letter not in told
    assert told.encode().count("« a".encode()) == 2


def test_editors_read_one_line_for_each_problem() -> None:
    """In the form for editors a click on the place opens it, and how serious it is stands before the words."""
    assert (
        "dialogues/ride.yaml:3:7: error: «hmoe» does not exist (did you mean «home»?) [target-missing]\n"
        == as_lines([TYPO], FILES, "en")
    )
    assert "dialogues/ride.yaml:1:4: avertissement: un nombre est tapé [number-in-text]\n" == as_lines(
        [NUMBER], FILES, "fr"
    )


def test_programs_read_every_part_of_every_problem() -> None:
    """A program gets an array of objects with the same seven keys, accents and quotes unescaped."""
    expected = {
        "file": "dialogues/ride.yaml",
        "line": 3,
        "column": 7,
        "code": "target-missing",
        "severity": "error",
        "sentence": "«hmoe» does not exist",
        "hint": "did you mean «home»?",
    }
    assert [expected] == json.loads(as_json([TYPO], FILES, "en"))
    assert "«hmoe»" in as_json([TYPO], FILES, "en")
    assert "[]\n" == as_json([], FILES, "en")


def test_pull_requests_show_a_problem_beside_its_line() -> None:
    """An annotation has the severity, the place, the code, the sentence and the hint."""
    expected = (
        "::error file=dialogues/ride.yaml,line=3,col=7,title=target-missing::"
        "«hmoe» does not exist (did you mean «home»?)\n"
    )
    assert expected == as_github([TYPO], FILES, "en")
    assert "::warning file=dialogues/ride.yaml,line=1,col=4,title=number-in-text::a number is typed\n" == (
        as_github([NUMBER], FILES, "en")
    )


def test_an_annotation_escapes_what_would_end_it() -> None:
    """Percent signs and line ends are escaped everywhere, colons and commas in the name of the file as well."""
    problem = Problem("a,b:c%.yaml", 1, 2, "tab", "error", Both("", "100 %,\r\nsaid: x"), Both("", "y\nz"))
    expected = "::error file=a%2Cb%3Ac%25.yaml,line=1,col=2,title=tab::100 %25,%0D%0Asaid: x (y%0Az)\n"
    assert expected == as_github([problem], FILES, "en")


@given(PROBLEMS)
def test_no_text_can_forge_a_second_problem(problems: list[Problem]) -> None:
    """Whatever stands in a file, each problem is one annotation and one line."""
    annotations = as_github(problems, {}, "en").split("\n")
    lines = as_lines(problems, {}, "en")

    assert len(problems) + 1 == len(annotations)
    assert [] == [line for line in annotations[:-1] if not line.startswith(("::error file=", "::warning file="))]
    assert len(problems) == len(lines.splitlines())


@given(PROBLEMS, st.sampled_from(["fr", "en"]))
def test_code_scanning_reads_the_same_problems(problems: list[Problem], lang: Any) -> None:
    """The SARIF form is a log of that standard, names a described rule each time, and leaves nothing out."""
    log = json.loads(as_sarif(problems, {}, lang))
    jsonschema.validate(log, SARIF)
    run = log["runs"][0]
    described = [each["id"] for each in run["tool"]["driver"]["rules"]]

    assert [*LAWS] == described
    assert [each.code for each in problems] == [described[each["ruleIndex"]] for each in run["results"]]
    assert [each.told(lang) for each in problems] == [each["message"]["text"] for each in run["results"]]
    assert [(each.line, each.column) for each in problems] == [
        (region["startLine"], region["startColumn"])
        for each in run["results"]
        for region in (each["locations"][0]["physicalLocation"]["region"],)
    ]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_tells_every_problem(form: str) -> None:
    """Whatever form is asked for, both problems are in it, in the language asked for."""
    told = FORMS[form]([NUMBER, TYPO], FILES, "fr")

    assert told.index("un nombre est tapé") < told.index("hmoe » n'existe pas")
