"""Which hours mean day and night."""

from __future__ import annotations

import pytest

from tests import small


def with_hours(hours: str) -> dict[str, bytes]:
    """Give the day line other hours."""
    return small.changed(small.HELPLINES, 'hours: "Mo-Fr 08:30-16:30"', f'hours: "{hours}"')


@pytest.mark.parametrize("hours", ["Mo-Su 00:00-24:00", "00:00-24:00", "Mo-Su,PH 00:00-24:00"])
def test_hours_that_never_end_are_told_however_they_are_written(hours: str) -> None:
    """The bot would not count such a line among those that answer at night."""
    assert ["hours-always"] == small.codes(with_hours(hours))


@pytest.mark.parametrize("hours", ["24/7", "Mo-Fr 00:00-24:00", "Mo-Su 08:00-24:00"])
def test_hours_that_end_are_not_told(hours: str) -> None:
    """A line that closes for a part of the week is not there day and night."""
    assert [] == small.codes(with_hours(hours))
