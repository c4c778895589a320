"""Acts stand only in a scene to say it your way.

Elsewhere nobody is invited to type, and what is written there does nothing.

Right, in `dialogues/training/listening.yaml`:

    - id: listen
      stance: resists

Wrong:

    - id: listen
      acts: [ask]
      stance: resists
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.graph import choices, scenes
from bot.content.kinds import played
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "acts-out-of-place",
    "error",
    Both(
        "« {name} » n'invite pas à répondre dans ses mots : « acts » n'y sert à rien",
        "«{name}» does not invite a teen to use own words: «acts» does nothing there",
    ),
    Both(
        "ajoutes-y « say_it_your_way: true », ou enlève « acts »",
        "add «say_it_your_way: true» to it, or take «acts» away",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every choice that names acts."""
    for file, story in played(draft.models):
        inviting = {name for name, scene in scenes(story) if scene.say_it_your_way}
        for name, path, choice in choices(story):
            if choice.acts and name not in inviting:
                yield RULE.found(file, (*path, "acts"), name=name)
