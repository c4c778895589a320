"""From an ending that is open or caught, a teen can go back to the turning point.

Where something is unsettled or lost, what stays must be that it can go another way.

Right, in `dialogues/ride-home.yaml`:

    at-home:
      kind: ending
      outcome: safe

Wrong:

    at-home:
      kind: ending
      outcome: open
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import played
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "no-way-back",
    "error",
    Both("la fin « {name} » n'a pas de retour", "ending «{name}» has no way back"),
    Both(
        "ajoute « retry: » avec l'id de la scène où tout peut encore changer",
        "add «retry:» with the id of the scene where it can still go another way",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every ending."""
    for file, story in played(draft.models):
        for name, node in story.nodes.items():
            if isinstance(node, schema.Ending) and node.outcome in ("open", "caught") and node.retry is None:
                yield RULE.found(file, ("nodes", name), name=name)
