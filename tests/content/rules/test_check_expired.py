from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import pytest

from bot.content.check import inspect
from bot.content.rules.check_expired import LONGEST
from tests import small

#: The day in the small content on which everything was checked.
CHECKED: Final = date(2025, 11, 23)
#: Two help lines, the figures, the laws, the facts.
PLACES: Final = 5


def codes(today: date | None) -> list[str]:
    """Return the codes of the problems of the small content on a day."""
    return [each.code for each in inspect(small.files(), today).problems]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (CHECKED + LONGEST, []),
        (CHECKED + LONGEST + timedelta(days=1), ["check-expired"] * PLACES),
        (CHECKED - timedelta(days=1), []),
        (CHECKED - timedelta(days=2), ["check-in-future"] * PLACES),
        (None, []),
    ],
)
def test_days_are_told_from_the_first_that_is_too_old_or_too_new(today: date | None, expected: list[str]) -> None:
    """A year is let be and a day more is told; tomorrow may be today elsewhere; without a clock no day is looked at."""
    assert expected == codes(today)
