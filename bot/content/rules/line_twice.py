"""A menu lists each resource once.

A teen who looks for somebody else would read the same line again.

Right, in `knowledge/helplines.yaml`:

    order: [day-line, night-line]

Wrong:

    order: [day-line, night-line, day-line]
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
    "line-twice",
    "error",
    Both("le menu « {topic} » a deux fois « {name} »", "menu «{topic}» lists «{name}» twice"),
    Both(
        "laisse-la là où elle doit être lue, et enlève l'autre", "leave it where it should be read, take out the other"
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every menu."""
    for file, lines in of_kind(draft.models, schema.HelplineFile):
        for topic, menu in lines.menus.items():
            for place, name in enumerate(menu.order):
                if name in menu.order[:place]:
                    yield RULE.found(file, ("menus", topic, "order", place), topic=topic, name=name)
