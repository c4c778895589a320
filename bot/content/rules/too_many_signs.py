"""A story shows no more different signs than a button remembers.

Each sign a teen has seen takes one place in the button; what is over would be forgotten.
Name fewer different signs in this story.

Right: A story names eight different signs.

Wrong: It names more than twenty-five.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.build import scenario_signs
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
    "too-many-signs",
    "error",
    Both(
        "l'histoire montre {count} signaux différents, {most} au plus",
        "the story shows {count} different signs, {most} at most",
    ),
    Both("nomme moins de signaux différents dans cette histoire", "name fewer different signs in this story"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Count the signs of every story."""
    for file, story in played(draft.models):
        count = len(scenario_signs(story))
        if count > MOST_SIGNS:
            yield RULE.found(file, ("nodes",), count=count, most=MOST_SIGNS)
