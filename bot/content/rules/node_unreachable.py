"""Every scene and every ending can be reached from the start.

What nobody can reach was written for nothing, or a choice that should lead to it leads elsewhere.
Of scenes that only lead to each other, the first is told: a choice that leads there makes the others reachable, too.

Right, in `dialogues/ride-home.yaml`:

    later:
      kind: ending
      outcome: open

Wrong:

    at-the-door:
      kind: ending
      outcome: safe
      lines:
        - {who: narrator, fr: "Tu es à la porte.", en: "You are at the door."}
      debrief: {fr: "Tu as bien fait.", en: "You did well."}
      help: [distress]
    later:
      kind: ending
      outcome: open
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.graph import flood, following, heads
from bot.content.kinds import played
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "node-unreachable",
    "error",
    Both("aucun chemin ne mène du début à « {name} »", "no way leads from the start to «{name}»"),
    Both("fais-y mener un choix, ou supprime-le", "lead a choice to it, or delete it"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Search every story from its start."""
    for file, story in played(draft.models):
        forward = following(story)
        if story.start not in forward:  # told by another rule; saying it of every node would hide it
            continue
        reached = flood([story.start], forward)
        for name in heads((name for name in story.nodes if name not in reached), forward):
            yield RULE.found(file, ("nodes", name), name=name)
