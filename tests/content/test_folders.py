"""Where a file belongs, by its keys."""

from __future__ import annotations

from typing import Final

import pytest

from tests import small

FILES: Final = small.files()
MOVED: Final = {
    "a module among the stories": (small.TRAINING, "dialogues/listening.yaml", "dialogues/training/"),
    "a story among the modules": (small.STORY, "dialogues/training/ride-home.yaml", "dialogues/"),
    "a film among the stories": (small.FILM, "dialogues/evening.yaml", "dialogues/film/"),
    "a story among what is known": (small.STORY, "knowledge/ride-home.yaml", "dialogues/"),
    "entries beside their folder": (small.ENTRIES, "knowledge/rides.yaml", "knowledge/entries/"),
    "a danger among the harmless": (small.LOW, "knowledge/danger/harmless/low.yaml", "knowledge/danger/"),
}


@pytest.mark.parametrize("what", MOVED)
def test_a_file_in_the_folder_of_another_kind_is_told_where_it_belongs(what: str) -> None:
    """One problem says where to put the file, instead of one for each of its keys."""
    old, new, folder = MOVED[what]
    content = {name: data for name, data in FILES.items() if name != old} | {new: FILES[old]}
    told = [each for each in small.problems(content) if each.startswith(new)]

    assert [f"{new}:1:1: wrong-folder this file is made like those in {folder} (move it to {folder})"] == told


def test_a_story_that_lacks_what_a_module_has_not_is_still_a_story() -> None:
    """A story begun with few keys is asked for the others, and not sent among the modules for facilitators."""
    begun = FILES[small.TRAINING].replace(b"audience: facilitator", b'audience: "12-17"')

    assert "wrong-folder" not in small.codes({**FILES, "dialogues/begun.yaml": begun})
