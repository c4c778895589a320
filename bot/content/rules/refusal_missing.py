"""In a scene to say it your way, a choice is meant by words that refuse.

A teen who types a no of their own must never be told that it means nothing here.

Right, in `dialogues/training/listening.yaml`:

    a-case:
      kind: scene

Wrong:

    a-case:
      kind: scene
      say_it_your_way: true
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.graph import scenes
from bot.content.kinds import played
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "refusal-missing",
    "error",
    Both(
        "dans « {name} », aucun choix ne répond à des mots qui refusent",
        "in «{name}» no choice answers words that refuse",
    ),
    Both(
        "ajoute « refuse » à « acts » du choix qui dit non, comme « acts: [refuse] »",
        "add «refuse» to «acts» of the choice that says no, such as «acts: [refuse]»",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every scene that invites the teen's own words."""
    for file, story in played(draft.models):
        for name, scene in scenes(story):
            if scene.say_it_your_way and not any("refuse" in choice.acts for choice in scene.choices):
                yield RULE.found(file, ("nodes", name), name=name)
