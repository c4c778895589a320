"""A choice that resists or goes along leads on to another scene.

Who gives in, or says no, must see what comes of it. Who hesitates may stay where they are, with something to weigh.

Right, in `dialogues/training/listening.yaml`:

    feedback: {fr: "Trop de questions ferment la porte.", en: "Too many questions close the door."}
    to: all-read

Wrong:

    feedback: {fr: "Trop de questions ferment la porte.", en: "Too many questions close the door."}
    to: a-case
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
    "choice-stays",
    "error",
    Both(
        "scène « {scene} » : le choix « {choice} » prend position, et ramène à la même scène",
        "scene «{scene}»: the choice «{choice}» takes a stand, and leads back to the same scene",
    ),
    Both("fais-le mener à la scène qui suit", "lead it to the scene that follows"),
)
STANDS: Final = ("resists", "goes-along")


def check(draft: Draft) -> Iterator[Found]:
    """Look at every choice that takes a stand: one that shows nothing, or stands alone, is told by another rule."""
    for file, story in played(draft.models):
        alone = {name for name, scene in scenes(story) if len(scene.choices) == 1}
        for name, path, choice in choices(story):
            if choice.to != name or name in alone or not (choice.feedback or choice.signs):
                continue
            if choice.stance in STANDS:
                yield RULE.found(file, (*path, "to"), scene=name, choice=choice.id)
