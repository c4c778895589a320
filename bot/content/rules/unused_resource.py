"""A help line stands in a menu.

No teen finds one that stands in none.

Right, in `knowledge/helplines.yaml`:

    resources:

Wrong:

    resources:
      - id: dawn-line
        name: {fr: "La ligne de l'aube", en: "The dawn line"}
        who_for: {fr: "Tu veux parler à quelqu'un.", en: "You want to talk to someone."}
        ways: [{kind: phone, number: "555 0104"}]
        hours: "Mo-Fr 05:00-08:00"
        languages: [fr, en]
        region: quebec
        topics: [distress]
        offer: topic
        listens: true
        confidential: true
        anonymous: true
        sources: ["https://example.org/dawn"]
        checked_on: 2025-11-23
        confidence: high
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
    "unused-resource",
    "warning",
    Both("« {name} » n'est dans aucun menu", "«{name}» is in no menu"),
    Both("ajoute-la à « order » d'un menu, ou enlève-la", "add it to «order» of a menu, or take it away"),
    when="no-error",
)


def check(draft: Draft) -> Iterator[Found]:
    """Compare the resources with the menus of their file."""
    for file, lines in of_kind(draft.models, schema.HelplineFile):
        listed = {name for menu in lines.menus.values() for name in menu.order}
        for place, resource in enumerate(lines.resources):
            if resource.id not in listed:
                yield RULE.found(file, ("resources", place, "id"), name=resource.id)
