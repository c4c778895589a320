"""An id names one thing: one story, film, shelf, entry or help line, one choice of a scene.

A button would open the other one.

Right, in `dialogues/ride-home.yaml`:

    - id: ask-why

Wrong:

    - id: say-no
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.graph import choices
from bot.content.kinds import of_kind, played
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.problem import Path
    from bot.content.rule import Found
    from bot.content.schema import Model

RULE: Final = Rule(
    "id-twice",
    "error",
    Both("l'id « {name} » est déjà pris dans {first}", "the id «{name}» is already used in {first}"),
    Both("choisis un autre id", "choose another id"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every id of every file."""
    taken: dict[tuple[str, ...], str] = {}
    for file, path, name in _ids(draft.models):
        if name in taken:
            yield RULE.found(file, path, name=name[-1], first=taken[name])
        else:
            taken[name] = file


def _ids(models: Mapping[str, Model]) -> Iterator[tuple[str, Path, tuple[str, ...]]]:
    """Give the file of an id, its place, and what it names with the id last."""
    for file, story in played(models):
        yield file, ("id",), ("story", story.id)
        for name, path, choice in choices(story):
            yield file, (*path, "id"), ("choice", file, name, choice.id)
    for file, film in of_kind(models, schema.Film):
        yield file, ("id",), ("film", film.id)
    for file, shelf in of_kind(models, schema.EntryFile):
        yield file, ("theme",), ("theme", shelf.theme)
        for place, entry in enumerate(shelf.entries):
            yield file, ("entries", place, "id"), ("entry", entry.id)
    for file, lines in of_kind(models, schema.HelplineFile):
        for place, resource in enumerate(lines.resources):
            yield file, ("resources", place, "id"), ("resource", resource.id)
