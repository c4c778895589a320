"""The signs and the turning points of a story together are no more than a button remembers.

A turning point that a path can miss is remembered, so that an ending knows where this teen can go back to.

Right: Several endings lead back to the same scene.

Wrong: Forty endings lead back to as many scenes, and all signs are shown too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.build import scenario_signs
from bot.content.graph import turns
from bot.content.kinds import played
from bot.content.rule import Rule
from bot.core.place import MOST_SIGNS
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "too-many-turns",
    "error",
    Both(
        "{signs} signaux et {turns} tournants, c'est plus qu'un bouton n'en retient",
        "{signs} signs and {turns} turning points are more than a button remembers",
    ),
    Both(
        "ensemble, {most} au plus : fais revenir plusieurs fins (retry) à la même scène",
        "together {most} at most: let the «retry» of several endings lead to the same scene",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Count what a button must remember of every story; too many signs alone are told by another rule."""
    for file, story in played(draft.models):
        count, passed = len(scenario_signs(story)), len(turns(story))
        if count <= MOST_SIGNS < count + passed:
            yield RULE.found(file, ("nodes",), signs=count, turns=passed, most=MOST_SIGNS)
