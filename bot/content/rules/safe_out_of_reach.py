"""Who resists or hesitates all along can reach a safe ending.

Where only giving in leads to safety, a story teaches to give in.

Right, in `dialogues/ride-home.yaml`:

    - id: say-no
      stance: resists

Wrong:

    - id: say-no
      stance: goes-along
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.graph import choices, flood, following, turned
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "safe-out-of-reach",
    "warning",
    Both(
        "sans céder, aucun chemin ne mène à une fin « safe »", "without going along, no path leads to a «safe» ending"
    ),
    Both(
        "mène un choix qui résiste, ou qui hésite, vers la fin « safe »",
        "lead a choice that resists or hesitates to the «safe» ending",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Walk every story by all choices but those that go along, and tell the first of those that stands in the way."""
    for file, story in of_kind(draft.models, schema.Scenario):
        if story.start not in story.nodes:  # told by another rule
            continue
        wary = flood([story.start], _wary(story))
        ends = {name: node for name, node in story.nodes.items() if isinstance(node, schema.Ending)}
        safe = {name for name, ending in ends.items() if ending.outcome == "safe"}
        if safe & wary:
            continue
        saving = flood(safe, turned(following(story)))
        for name, path, choice in choices(story):
            if name in wary and choice.to in saving:
                yield RULE.found(file, (*path, "stance"))
                break


def _wary(story: schema.Scenario) -> dict[str, list[str]]:
    """Give for each node the nodes that choices lead to which do not go along."""
    found: dict[str, list[str]] = {name: [] for name in story.nodes}
    for name, _, choice in choices(story):
        if choice.stance != "goes-along" and choice.to in story.nodes:
            found[name].append(choice.to)
    return found
