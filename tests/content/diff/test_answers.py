from __future__ import annotations

import pytest

from bot.content.check import inspect
from bot.content.diff.answers import Answer, Asked, Moved, answers, known_questions, moved
from bot.content.load import load_files
from tests import small

TURNED = small.changed(small.ENTRIES, "  - id: what-is-consent", "  - id: about-consent")


def test_every_statement_and_phrasing_is_a_known_question() -> None:
    """The questions are the titles and phrasings of every entry, each in its own language."""
    known = known_questions(inspect(small.files()).models)

    assert 2 * 2 * (1 + 6) == len(known)
    assert Asked("C'est quoi, le consentement?", "fr") in known
    assert Asked("whats consent", "en") in known
    assert Asked("whats consent", "fr") not in known


def test_a_version_answers_as_a_teen_would_be_answered() -> None:
    """An entry, small talk, a command and danger each give their own kind of answer."""
    asked = [Asked(text, "fr") for text in ("C'est quoi, le consentement?", "menu", "au secours")]
    entry, command, danger = answers(load_files(small.files()), asked).values()

    assert Answer("answer", ("what-is-consent",)) == entry
    assert Answer("other") == command
    assert "emergency" == danger.alarm


def test_questions_whose_answer_moved_are_grouped() -> None:
    """Two versions are asked the same, and what differs stands in groups, the largest first."""
    old, new = (inspect(files, passed=True).models for files in (small.files(), TURNED))
    asked = known_questions(old)
    before = answers(load_files(small.files()), asked)
    consent, turned = Answer("answer", ("what-is-consent",)), Answer("answer", ("about-consent",))
    after = {each: turned if answer == consent else answer for each, answer in before.items()}
    (group,) = moved(before, after)

    assert asked == known_questions(new)
    assert (consent, turned) == (group.old, group.new)
    assert {each for each in asked if before[each] == consent} == set(group.questions)
    assert len(group.questions) > 5
    assert () == moved(before, before)


@pytest.mark.parametrize("number", [1, 3])
def test_the_largest_group_stands_first(number: int) -> None:
    """Groups are in the order of their size, then of their answers: the same at each run."""
    yes, no, ask = Answer("answer", ("a",)), Answer("unknown"), Answer("ask", ("a", "b"))
    old = {Asked(f"q{place}", "en"): yes for place in range(4)}
    new = {asked: no if place < number else ask for place, asked in enumerate(old)}
    groups = moved(old, new)

    assert [max(number, 4 - number), min(number, 4 - number)] == [len(group.questions) for group in groups]
    assert Moved(yes, no, tuple(old)[:number]) in groups
