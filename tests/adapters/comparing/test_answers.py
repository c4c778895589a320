from __future__ import annotations

from io import StringIO

import pytest

from bot.adapters.comparing.answers import MOST_QUESTIONS, MOST_SHOWN, asked_in, learning, not_asked, tell_answers
from bot.content.check import inspect
from bot.content.diff.answers import Answer, Asked, Moved
from bot.core.turn import LANGS, Lang
from tests import small

GROUPS = (
    Moved(
        Answer("answer", ("ride-is-a-debt",)),
        Answer("ask", ("ride-is-a-debt", "what-is-consent")),
        tuple(Asked(f"question {number}", "fr") for number in range(10)),
    ),
    Moved(Answer("unknown"), Answer("unknown", (), "distress"), (Asked("plus envie de rien", "fr"),)),
)
FRENCH = """\
Une autre réponse pour 11 questions sur 2 000 (1 %).
  10 : réponse → « voulais-tu dire »
  1 : ne sait pas → ne sait pas

  réponse ride-is-a-debt
    → « voulais-tu dire » ride-is-a-debt, what-is-consent  (10)
      « question 0 »
      « question 1 »
      « question 2 »
      « question 3 »
      « question 4 »
      « question 5 »
      « question 6 »
      « question 7 »
      … et 2 de plus

  ne sait pas
    → ne sait pas (danger entendu : distress)  (1)
      « plus envie de rien »
"""


def told(groups: tuple[Moved, ...], asked: int, lang: Lang) -> str:
    """Return the report, with plain spaces."""
    out = StringIO()
    tell_answers(groups, asked, lang, out)
    return out.getvalue().replace("\u00a0", " ").replace("\u202f", " ")


def test_moved_answers_are_told_word_for_word() -> None:
    """How many of how many, what became of them, then each group with its answers and some of its questions."""
    assert 8 == MOST_SHOWN
    assert FRENCH == told(GROUPS, 2000, "fr")


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("fr", "Les 2 000 questions ont la même réponse.\n"), ("en", "All 2,000 questions get the same answer.\n")],
)
def test_the_same_answers_are_one_line(lang: Lang, expected: str) -> None:
    """Where nothing moved, nothing is listed."""
    assert expected == told((), 2000, lang)


def test_questions_of_a_file_are_read_one_a_line() -> None:
    """Empty lines are none, and a file without end is read up to a bound."""
    assert [Asked("un", "fr"), Asked("deux", "fr")] == asked_in(["un\n", "\n", "  deux "], "fr")
    assert MOST_QUESTIONS == len(asked_in((f"q{number}" for number in range(MOST_QUESTIONS + 5)), "en"))


@pytest.mark.parametrize("lang", LANGS)
def test_what_takes_long_and_what_cannot_be_asked_is_told(lang: Lang) -> None:
    """Learning takes minutes, and a version with problems is named with the first of them."""
    problems = inspect(small.changed(small.STORY, "to: in-the-car", "to: in-the-cra")).problems

    assert "minutes" in learning(lang)
    assert {"fr": "2 problèmes", "en": "2 problems"}[lang] in not_asked("old", problems, lang)
    assert "dialogues/ride-home.yaml:45:9" in not_asked("old", problems, lang)
