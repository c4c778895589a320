"""A choice that leads back to its own scene says or shows something.

A teen would press, see the very same message again, and think the bot is broken.

Right, in `dialogues/training/listening.yaml`:

    - id: go-on
      stance: neutral

Wrong:

    - id: wait
      stance: neutral
      label: {fr: "Attendre", en: "Wait"}
      to: first-page
    - id: go-on
      stance: neutral
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
    "choice-without-effect",
    "error",
    Both(
        "« {scene} » : le choix « {choice} » revient à la même scène, et rien ne change",
        "«{scene}»: the choice «{choice}» leads back to the same scene, and nothing changes",
    ),
    Both("fais-le mener ailleurs, ou ajoute « feedback »", "lead it elsewhere, or add «feedback»"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every choice beside which there is another; a scene with one only is a loop without a choice."""
    for file, story in played(draft.models):
        alone = {name for name, scene in scenes(story) if len(scene.choices) == 1}
        for name, path, choice in choices(story):
            if choice.to == name and name not in alone and not choice.feedback and not choice.signs:
                yield RULE.found(file, (*path, "to"), scene=name, choice=choice.id)
