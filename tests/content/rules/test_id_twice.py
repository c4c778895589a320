"""Which names may serve twice."""

from __future__ import annotations

import pytest

from tests import small


@pytest.mark.parametrize("kind", ["theme", "entry"])
def test_a_name_may_serve_two_kinds_of_things(kind: str) -> None:
    """A theme or an entry may be called like a topic: the button says which of them is meant."""
    old, new = {"theme": ("theme: rides", "theme: distress"), "entry": ("id: ride-is-a-debt", "id: distress")}[kind]

    assert [] == small.codes(small.changed(small.ENTRIES, old, new))


def test_two_films_of_one_id_are_told() -> None:
    """The second film would take the place of the first."""
    content = {**small.files(), "dialogues/film/morning.yaml": small.files()[small.FILM]}

    assert ["id-twice"] == small.codes(content)
