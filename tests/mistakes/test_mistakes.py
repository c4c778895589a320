"""Mistakes that moderators make, laid over what ships one by one: the check tells each where it stands, and no more."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest

from bot.content.forms import as_lines
from tests.mistakes.marks import Examiner
from tests.mistakes.mistake import Mistake, read_fine, read_mistakes

if TYPE_CHECKING:
    from pathlib import Path

MISTAKES: Final = read_mistakes()
FINE: Final = read_fine()
#: What the corpus holds at least: a family taken out to please the check would show here.
LEAST_MISTAKES: Final = 315
LEAST_FINE: Final = 40


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    """Read what ships, once."""
    return Examiner()


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.slug)
def test_a_mistake_is_told_at_its_line_and_nearly_alone(mistake: Mistake, examiner: Examiner, tmp_path: Path) -> None:
    """Each mistake is told where a moderator must type, as grave as it is, with one further problem at most."""
    marked = examiner.marked(mistake, tmp_path)

    assert "caught" == marked.verdict, f"{mistake.did}\n{marked}"


@pytest.mark.parametrize("edit", FINE, ids=lambda edit: edit.slug)
def test_what_only_looks_odd_is_not_told(edit: Mistake, examiner: Examiner, tmp_path: Path) -> None:
    """Nothing is told about an edit that is right, however odd it looks."""
    told = examiner.told(edit, tmp_path)

    assert () == told, f"{edit.did}\n{as_lines(told, {}, 'en')}"


def test_every_mistake_has_its_own_name() -> None:
    """No two mistakes share a slug, so that each can be named in a report."""
    assert [] == [slug for slug, times in Counter(mistake.slug for mistake in MISTAKES + FINE).items() if times > 1]


def test_every_mistake_changes_what_ships(examiner: Examiner) -> None:
    """Every edit still fits what ships, changes it, and every line where it must be told is there."""
    for mistake in MISTAKES + FINE:
        laid = mistake.laid(examiner.files)

        assert laid != examiner.files, mistake.slug
        assert all(place.line(laid) > 0 for place in mistake.places), mistake.slug


def test_the_corpus_stays_large() -> None:
    """Mistakes are not taken out of the corpus to please the check."""
    assert len(MISTAKES) >= LEAST_MISTAKES
    assert len(FINE) >= LEAST_FINE
