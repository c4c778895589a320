"""Who counts as somebody at night."""

from __future__ import annotations

import pytest

from tests import small


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('hours: "24/7"\n    languages', 'hours: "Mo-Su 20:00-08:00"\n    languages', ["nobody-at-night"] * 3),
        (
            "listens: true\n    confidential: true\n    anonymous: true",
            "listens: false\n    confidential: true\n    anonymous: true",
            ["nobody-at-night"] * 3,
        ),
        ('{kind: phone, number: "555 0100", press: 2}', '{kind: site, url: "https://n.example"}', []),
        ('number: "555 0100", press: 2}', 'number: "555 0100", hours: "Mo-Fr 09:00-17:00"}', []),
    ],
)
def test_somebody_who_listens_answers_day_and_night_in_every_menu(old: str, new: str, expected: list[str]) -> None:
    """For the night counts a way that people answer at all hours, in both languages; a site is no such way."""
    assert expected == small.codes(small.changed(small.HELPLINES, old, new))
