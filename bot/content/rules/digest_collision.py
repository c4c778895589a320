"""No two ids of one kind have the same four letters in a button.

A button has little room: the bot writes every id in it as a code of four letters. By bad luck, two ids may have the
same code, and a button would open the other one. Keep the older id: buttons and links already sent depend on it.

Right, in `dialogues/training/listening.yaml`:

    - id: go-on
      stance: neutral

Wrong:

    - id: go-on-quietly
      stance: neutral
      label: {fr: "Doucement", en: "Quietly"}
      to: a-case
    - id: drive-off-quietly-by-text
      stance: neutral
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.graph import scenes
from bot.content.kinds import of_kind, played
from bot.content.rule import Rule
from bot.core.help import WAYS
from bot.core.logbook import PLAN
from bot.core.place import digest
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.problem import Path
    from bot.content.rule import Found
    from bot.content.schema import Model

RULE: Final = Rule(
    "digest-collision",
    "error",
    Both(
        "« {name} » et « {first} » : le robot ne pourrait pas les distinguer dans un bouton",
        "«{name}» and «{first}»: the bot could not tell them apart in a button",
    ),
    Both("choisis un autre id pour le plus récent des deux", "choose another id for the newer one"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at stories among each other, nodes of a story, choices of a scene, and everything else a place is about."""
    stories = list(played(draft.models))
    yield from _colliding((file, ("id",), story.id) for file, story in stories)
    for file, story in stories:
        yield from _colliding((file, ("nodes", name), name) for name in story.nodes)
        for name, scene in scenes(story):
            path: Path = ("nodes", name, "choices")
            yield from _colliding((file, (*path, place), choice.id) for place, choice in enumerate(scene.choices))
    yield from _colliding(_items(draft.models))


def _items(models: Mapping[str, Model]) -> Iterator[tuple[str, Path, str]]:
    """Give what a place may be about, with where it stands; what the bot itself names is not the writers' to change."""
    for file, signs in of_kind(models, schema.SignFile):
        yield from ((file, ("signs", name), name) for name in (*WAYS, PLAN))
        yield from ((file, ("signs", name), name) for name in signs.signs)
    for file, book in of_kind(models, schema.LogbookFile):
        yield from ((file, ("workshops", str(number)), f"workshop-{number}") for number in book.workshops)
    for file, film in of_kind(models, schema.Film):
        yield file, ("id",), film.id
    for file, lines in of_kind(models, schema.HelplineFile):
        yield from ((file, ("menus", topic), str(topic)) for topic in lines.menus)
        yield from ((file, ("resources", place, "id"), each.id) for place, each in enumerate(lines.resources))
    for file, shelf in of_kind(models, schema.EntryFile):
        yield file, ("theme",), shelf.theme
        yield from ((file, ("entries", place, "id"), each.id) for place, each in enumerate(shelf.entries))


def _colliding(ids: Iterable[tuple[str, Path, str]]) -> Iterator[Found]:
    taken: dict[str, str] = {}
    for file, path, name in ids:
        first = taken.setdefault(digest(name), name)
        if first != name:
            yield RULE.found(file, path, name=name, first=first)
