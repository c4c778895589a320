"""In a scene, an act means one choice.

The bot would not know which of the two a teen's own words mean.

Right, in `dialogues/ride-home.yaml`:

    acts: [go-along]

Wrong:

    acts: [go-along, ask]
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
    "act-twice",
    "error",
    Both("« {act} » veut dire deux choix de « {name} »", "«{act}» means two choices of «{name}»"),
    Both("laisse-le dans « acts » d'un seul des deux", "leave it in «acts» of only one of them"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every scene to say it your way: elsewhere, acts are told to be out of place."""
    for file, story in played(draft.models):
        for name, scene in scenes(story):
            taken: set[str] = set()
            for place, choice in enumerate(scene.choices if scene.say_it_your_way else ()):
                for act in dict.fromkeys(choice.acts):
                    if act in taken:
                        yield RULE.found(file, ("nodes", name, "choices", place, "acts"), act=act, name=name)
                    taken.add(act)
