from __future__ import annotations

from typing import Final

import pytest

from bot.content.problem import ContentError, Problem, did_you_mean
from bot.core.script import Both

TYPO: Final = Problem(
    "dialogues/ride.yaml",
    12,
    7,
    "target-missing",
    "error",
    Both("« hmoe » n'existe pas", "«hmoe» does not exist"),
    Both("voulais-tu dire « home »?", "did you mean «home»?"),
)
NUMBER: Final = Problem(
    "dialogues/ride.yaml", 9, 20, "number-in-text", "warning", Both("un nombre est tapé", "a number is typed")
)


def test_a_problem_reads_as_editors_expect() -> None:
    """File, line and column come first, joined by colons, so that an editor can jump there."""
    expected = "dialogues/ride.yaml:12:7: target-missing «hmoe» does not exist (did you mean «home»?)"
    assert expected == str(TYPO)


def test_a_problem_without_a_hint_has_no_empty_brackets() -> None:
    """Where nothing can be offered, nothing is shown."""
    assert "dialogues/ride.yaml:9:20: warning number-in-text a number is typed" == str(NUMBER)
    assert "un nombre est tapé" == NUMBER.told("fr")


def test_an_error_holds_every_problem_once_in_the_order_of_the_files() -> None:
    """The same problem found twice is told once; the rest comes by file, line and column."""
    late = Problem("knowledge/signs.yaml", 1, 1, "tab", "error", Both("une tabulation", "a tab"))
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
    assert hint == did_you_mean(written, known).en


def test_what_is_offered_is_offered_in_both_languages() -> None:
    """A moderator who reads French is offered the same name, between French quotation marks."""
    assert "voulais-tu dire « label »?" == did_you_mean("lable", ["label", "feedback"]).fr
    assert "noms connus ici : feedback, label" == did_you_mean("xyz", ["label", "feedback"]).fr
    assert "" == did_you_mean("xyz", []).fr


def test_two_names_as_near_are_always_offered_alike() -> None:
    """The hint does not depend on the order in which names are known."""
    assert did_you_mean("node", ["nodes", "noded"]) == did_you_mean("node", ["noded", "nodes"])
