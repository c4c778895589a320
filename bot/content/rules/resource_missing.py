"""A menu lists resources that stand in the same file.

A teen would look for help, and find a line less.

Right, in `knowledge/helplines.yaml`:

    order: [day-line, night-line]

Wrong:

    order: [day-lines, night-line]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.problem import did_you_mean
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.problem import Path
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "resource-missing",
    "error",
    Both("menu « {topic} » : la ressource « {name} » n'existe pas", "menu «{topic}»: resource «{name}» does not exist"),
    Both("prends une ressource de « resources », ou ajoute-la là", "use a resource of «resources», or add it there"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every menu."""
    for file, lines in of_kind(draft.models, schema.HelplineFile):
        known = {resource.id for resource in lines.resources}
        if len(known) < len(lines.resources):
            continue  # one took the id of another, which is told: its own is then the one that is missing
        for topic, menu in lines.menus.items():
            for place, name in enumerate(menu.order):
                if name not in known:
                    path: Path = ("menus", topic, "order", place)
                    yield RULE.found(file, path, did_you_mean(name, known), topic=topic, name=name)
