"""In a scene where choices have `said`, every choice has it.

A teen may answer with words. Words meant for the choice without any are taken for another one.

Right, in `dialogues/ride-home.yaml`:

    - id: get-in
      stance: goes-along
      label: {fr: "Je monte", en: "I get in"}
      feedback: {fr: "Tu peux changer d'idée quand tu veux.", en: "You can change your mind at any time."}
      said: {fr: ["je monte", "ok je viens"], en: ["im getting in", "ok im coming"]}

Wrong:

    - id: get-in
      stance: goes-along
      label: {fr: "Je monte", en: "I get in"}
      feedback: {fr: "Tu peux changer d'idée quand tu veux.", en: "You can change your mind at any time."}
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
    "said-missing",
    "error",
    Both(
        "scène « {scene} » : le choix « {choice} » n'a pas de « said », les autres en ont",
        "scene «{scene}»: the choice «{choice}» has no «said», others have",
    ),
    Both(
        "ajoute « said: » avec au moins deux façons de le dire, en « fr » et en « en »",
        "add «said:» with two ways to say it or more, in «fr» and in «en»",
    ),
    when="no-error",
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every scene in which a choice has words of its own."""
    for file, story in played(draft.models):
        for name, scene in scenes(story):
            if not any(choice.said for choice in scene.choices):
                continue
            for place, choice in enumerate(scene.choices):
                if not choice.said:
                    yield RULE.found(file, ("nodes", name, "choices", place), scene=name, choice=choice.id)
