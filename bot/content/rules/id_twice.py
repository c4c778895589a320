"""An id names one thing: one story, film, shelf, entry or help line, one choice of a scene, one box to tick.

A button would open the other one.

Right, in `dialogues/ride-home.yaml`:

    - id: ask-why

Wrong:

    - id: say-no
"""

from __future__ import annotations

from pathlib import PurePosixPath
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
    for file, path, name in sorted(_ids(draft.models), key=_is_copy):
        if name in taken:
            yield RULE.found(file, path, name=name[-1], first=taken[name])
        else:
            taken[name] = file


def _is_copy(found: tuple[str, Path, tuple[str, ...]]) -> bool:
    """Say whether a file may be the copy: the one that is called like its id had it first."""
    file, _, name = found
    return name[0] in ("story", "film", "theme") and PurePosixPath(file).stem != name[-1]


def _ids(models: Mapping[str, Model]) -> Iterator[tuple[str, Path, tuple[str, ...]]]:
    """Give the file of an id, its place, and what it names with the id last."""
    for file, story in played(models):
        yield file, ("id",), ("story", story.id)
        for name, path, choice in choices(story):
            yield file, (*path, "id"), ("choice", file, name, choice.id)
    for file, film in of_kind(models, schema.Film):
        yield file, ("id",), ("film", film.id)
    for file, logbook in of_kind(models, schema.LogbookFile):
        yield from _of_logbook(file, logbook)
    yield from _of_knowledge(models)


def _of_logbook(file: str, logbook: schema.LogbookFile) -> Iterator[tuple[str, Path, tuple[str, ...]]]:
    for name, prompt in logbook.prompts.items():
        for place, option in enumerate(prompt.options):
            yield file, ("prompts", name, "options", place, "id"), ("option", name, option.id)


def _of_knowledge(models: Mapping[str, Model]) -> Iterator[tuple[str, Path, tuple[str, ...]]]:
    for file, shelf in of_kind(models, schema.EntryFile):
        yield file, ("theme",), ("theme", shelf.theme)
        for place, entry in enumerate(shelf.entries):
            yield file, ("entries", place, "id"), ("entry", entry.id)
    for file, lines in of_kind(models, schema.HelplineFile):
        for place, resource in enumerate(lines.resources):
            yield file, ("resources", place, "id"), ("resource", resource.id)
