"""Every story invites the teen's own words at one point or more.

A no that was found by oneself is easier to say than one that was read.

Right: One scene has `say_it_your_way: true`, and `acts` at its choices.

Wrong: No scene of the story has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.graph import scenes
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "own-words-missing",
    "error",
    Both(
        "aucune scène n'invite à répondre dans ses propres mots",
        "no scene invites the teen to answer in their own words",
    ),
    Both(
        "ajoute « say_it_your_way: true » à un tournant, et « acts » à ses choix",
        "add «say_it_your_way: true» to a turning point, and «acts» to its choices",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every story for teens."""
    for file, story in of_kind(draft.models, schema.Scenario):
        if not any(scene.say_it_your_way for _, scene in scenes(story)):
            yield RULE.found(file, ("nodes",))
