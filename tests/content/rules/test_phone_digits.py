"""Which numbers a phone can dial."""

from __future__ import annotations

import pytest

from tests import small


def with_number(number: str) -> dict[str, bytes]:
    """Give the day line another number."""
    return small.changed(small.HELPLINES, 'number: "555 0102"', f'number: "{number}"')


@pytest.mark.parametrize("number", ["911", "9-8-8", "686868", "514 555-0102", "1 800 555-0102", "1-800-555-0102"])
def test_a_number_that_can_be_dialled_is_not_told(number: str) -> None:
    """Short numbers, and numbers with their area, with or without a 1 before it."""
    assert "phone-digits" not in small.codes(with_number(number))


@pytest.mark.parametrize("number", ["11", "555 01023", "514 555-010", "1 800 555-010", "1 800 555-01022"])
def test_a_digit_too_few_or_too_many_is_told(number: str) -> None:
    """What no phone can dial is told, with how many digits it has."""
    assert ["phone-digits"] == small.codes(with_number(number))


@pytest.mark.parametrize(
    ("number", "told"),
    [("819 555-0102 (jour/day) / 819 555-0103", []), ("819 555-0102 / 819 555-010", ["phone-digits"])],
)
def test_every_number_of_a_region_is_counted_by_itself(number: str, told: list[str]) -> None:
    """A region may have one number by day and one by night."""
    assert told == small.codes(small.changed(small.HELPLINES, "555 0103 (jour/day)", number))
