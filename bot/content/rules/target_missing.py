"""A choice, a start or a retry leads to a scene or an ending of the same story.

A teen would press a button that leads nowhere.

Right, in `dialogues/ride-home.yaml`:

    to: in-the-car

Wrong:

    to: in-the-cra
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import played
from bot.content.problem import did_you_mean
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "target-missing",
    "error",
    Both("{where} « {name} » n'existe pas", "{where} «{name}» does not exist"),
    Both("mets l'id d'une scène ou d'une fin de cette histoire", "put the id of a scene or an ending of this story"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every start and every choice."""
    for file, story in played(draft.models):
        if story.start not in story.nodes:
            where, hint = Both("le début", "the start"), did_you_mean(story.start, story.nodes)
            yield RULE.found(file, ("start",), hint, where=where, name=story.start)
        for name, node in story.nodes.items():
            for place, choice in enumerate(node.choices if isinstance(node, schema.Scene) else ()):
                if choice.to not in story.nodes:
                    where = Both(f"scène « {name} », choix « {choice.id} » :", f"scene «{name}», choice «{choice.id}»:")
                    hint = did_you_mean(choice.to, story.nodes)
                    yield RULE.found(file, ("nodes", name, "choices", place, "to"), hint, where=where, name=choice.to)
