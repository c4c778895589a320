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


def test_the_copy_is_told_and_not_the_file_that_is_called_like_its_id() -> None:
    """A copy whose name comes first in the alphabet is still the copy."""
    content = {**small.files(), "dialogues/before-ride-home.yaml": small.files()[small.STORY]}
    told = [each for each in small.problems(content) if "id-twice" in each]

    assert [True] == [each.startswith("dialogues/before-ride-home.yaml:") for each in told]


def test_a_box_to_tick_of_the_same_id_is_told() -> None:
    """Of two boxes with one id, a tick on either would tick the first."""
    assert ["id-twice"] == small.codes(small.changed(small.LOGBOOK, "{id: friends,", "{id: calm,"))


def test_the_id_that_a_copied_line_lost_is_not_missed_as_well() -> None:
    """A line that bears the id of another is told once: the menus that name its own id are right."""
    assert ["id-twice"] == small.codes(small.changed(small.HELPLINES, "- id: day-line", "- id: night-line"))
