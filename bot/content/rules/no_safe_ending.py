"""A story can end well: one of its endings is `safe`.

A story in which nobody gets out teaches that nobody does.

Right, in `dialogues/ride-home.yaml`:

    outcome: safe

Wrong:

    outcome: open
    retry: at-the-stop
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "no-safe-ending",
    "error",
    Both("aucune fin de l'histoire n'est « safe »", "no ending of the story is «safe»"),
    Both(
        "ajoute une fin où la personne est en sécurité, avec quelqu'un",
        "add an ending where the person is safe, and with someone",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every story; a training module is simply over."""
    for file, story in of_kind(draft.models, schema.Scenario):
        outcomes = {name: node.outcome for name, node in story.nodes.items() if isinstance(node, schema.Ending)}
        if outcomes and "safe" not in outcomes.values():
            yield RULE.found(file, ("nodes", next(iter(outcomes)), "outcome"))
