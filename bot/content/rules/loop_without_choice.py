"""Scenes in which there is only one thing to press do not lead in a circle.

A teen would press and press, and read the same again without an end.

Right, in `dialogues/training/listening.yaml`:

    to: a-case

Wrong:

    to: first-page
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.graph import circles
from bot.content.kinds import played
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.problem import Path
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "loop-without-choice",
    "error",
    Both("on tourne en rond sans rien choisir : {circle}", "it goes round in a circle without a choice: {circle}"),
    Both("fais mener une de ces scènes ailleurs", "lead one of these scenes elsewhere"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Follow every scene with one choice."""
    for file, story in played(draft.models):
        for circle in circles(story):
            path: Path = ("nodes", circle[0], "choices", 0, "to")
            yield RULE.found(file, path, circle=" > ".join((*circle, circle[0])))
