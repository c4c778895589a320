"""In a story, there is something to choose every few scenes.

One button after the other makes a book of it: a teen presses and decides nothing.

Right, in `dialogues/ride-home.yaml`:

    at-home:
      kind: ending

Wrong:

    at-home:
      kind: scene
      lines:
        - {who: narrator, fr: "Tu marches.", en: "You walk."}
      choices:
        - {id: walk, stance: neutral, label: {fr: "Je continue", en: "I walk on"}, to: on-the-bridge}
    on-the-bridge:
      kind: scene
      lines:
        - {who: narrator, fr: "Il fait froid.", en: "It is cold."}
      choices:
        - {id: cross, stance: neutral, label: {fr: "Je traverse", en: "I cross"}, to: at-the-door}
    at-the-door:
      kind: scene
      lines:
        - {who: narrator, fr: "Voici la porte.", en: "Here is the door."}
      choices:
        - {id: open, stance: neutral, label: {fr: "J'ouvre", en: "I open"}, to: inside}
    inside:
      kind: ending
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
    "nothing-to-choose",
    "warning",
    Both(
        "{count} scènes de suite n'ont qu'un seul choix, à partir de « {name} »",
        "{count} scenes in a row have one choice only, from «{name}» on",
    ),
    Both("ajoute un choix, ou fais-en une seule scène", "add a choice, or make one scene of them"),
)
MOST_IN_A_ROW: Final = 2


def check(draft: Draft) -> Iterator[Found]:
    """Follow the scenes with one choice of every story; in a training module, pages are read one after the other."""
    for file, story in of_kind(draft.models, schema.Scenario):
        after = {name: scene.choices[0].to for name, scene in scenes(story) if len(scene.choices) == 1}
        for first in after.keys() - set(after.values()):
            row = [first]
            while row[-1] in after and after[row[-1]] not in row:
                row.append(after[row[-1]])
            if row[-1] in after:  # a circle without a choice is told by another rule
                continue
            count = len(row) - 1  # the last has something to choose, or is an ending
            if count > MOST_IN_A_ROW:
                yield RULE.found(file, ("nodes", first), name=first, count=count)
