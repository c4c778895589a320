"""Whatever the need and the hour, somebody answers: every menu has a person day and night, in both languages.

A site is no person. Add a resource whose hours are "24/7", which listens, and which speaks French and English.

Right, in `knowledge/helplines.yaml`:

    name: {fr: "C'est urgent", en: "It's urgent"}
    order: [night-line]

Wrong:

    name: {fr: "C'est urgent", en: "It's urgent"}
    order: [day-line]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "nobody-at-night",
    "error",
    Both(
        "le menu « {topic} » n'a aucune ligne qui répond jour et nuit",
        "menu «{topic}» has no line that answers day and night",
    ),
    Both(
        'ajoute à « order » une ressource où une personne répond "24/7", en français et en anglais',
        'add to «order» a resource where a person answers "24/7", in French and in English',
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every menu."""
    for file, lines in of_kind(draft.models, schema.HelplineFile):
        awake = {resource.id for resource in lines.resources if _always(resource)}
        for topic, menu in lines.menus.items():
            if awake.isdisjoint(menu.order):
                yield RULE.found(file, ("menus", topic, "order"), topic=topic)


def _always(resource: schema.Resource) -> bool:
    """Say whether a person answers at all hours, in both languages."""
    speaks = resource.listens and set(resource.languages) == set(LANGS)
    return speaks and any(way.kind != "site" and (way.hours or resource.hours) == "24/7" for way in resource.ways)
