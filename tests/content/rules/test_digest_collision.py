"""Which ids look alike."""

from __future__ import annotations

from typing import Final

from bot.content.check import inspect
from bot.core.place import digest
from tests import small

#: Two ids with the same four letters in a button.
ALIKE: Final = ("go-on-quietly", "drive-off-quietly-by-text")


def test_two_stories_alike_in_a_button_are_told() -> None:
    """The ids of two stories may not share the letters of a button either."""
    story = small.files()[small.STORY]
    content = small.files()
    del content[small.STORY]
    content |= {f"dialogues/{name}.yaml": story.replace(b"ride-home", name.encode()) for name in ALIKE}

    assert digest(ALIKE[0]) == digest(ALIKE[1])
    assert [("dialogues/go-on-quietly.yaml", 1, 1, "digest-collision")] == [
        (problem.file, problem.line, problem.column, problem.code) for problem in inspect(content).problems
    ]
