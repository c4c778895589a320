"""A topic that is named has a menu of help lines.

The topics `distress` and `danger` always have one, since the bot itself leads there.
A teen would press the button of a topic, and nobody would be there.
Use a topic that has a menu, or add the menu.

Right, in `dialogues/ride-home.yaml`:

    help: [distress]

Wrong:

    help: [images]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind, played
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.content.draft import Draft
    from bot.content.problem import Path
    from bot.content.rule import Found
    from bot.content.schema import Model

RULE: Final = Rule(
    "topic-without-menu",
    "error",
    Both("le sujet « {topic} » n'a pas de menu", "topic «{topic}» has no menu"),
    Both(
        "choisis un sujet qui a un menu, ou ajoute son menu dans {menus}",
        "use a topic that has a menu, or add its menu to {menus}",
    ),
)
#: What to do about one that several files name.
_NAMED: Final = Both(
    "ajoute-le ici : {file}, entre autres, mène à ce sujet", "add it here: {file}, among others, names the topic"
)
#: Topics the bot leads to by itself.
_ALWAYS: Final = ("distress", "danger")


def check(draft: Draft) -> Iterator[Found]:
    """Look at everything that names a topic. One that several files name is told once, where its menu should stand."""
    for menus, lines in of_kind(draft.models, schema.HelplineFile):
        for topic, places in _unmet(draft.models, lines).items():
            files = {file for file, _ in places}
            if menus not in files and len(files) == 1:
                yield from (RULE.found(file, path, topic=topic, menus=menus) for file, path in places)
                continue
            first = min(files - {menus}, default="")
            hint = Both(_NAMED.fr.format(file=first), _NAMED.en.format(file=first)) if first else None
            yield RULE.found(menus, ("menus",), hint, topic=topic, menus=menus)


def _unmet(models: Mapping[str, Model], lines: schema.HelplineFile) -> dict[str, list[tuple[str, Path]]]:
    """Give the topics that have no menu, and where they are named."""
    unmet: dict[str, list[tuple[str, Path]]] = {}
    for file, path, topic in _named(models):
        if topic not in lines.menus:
            unmet.setdefault(topic, []).append((file, path))
    return unmet


def _named(models: Mapping[str, Model]) -> Iterator[tuple[str, Path, str]]:
    for file, story in played(models):
        yield from _each(file, (), story.help)
        for name, node in story.nodes.items():
            yield from _each(file, ("nodes", name), node.help)
    for file, film in of_kind(models, schema.Film):
        yield from _each(file, (), film.help)
    for file, shelf in of_kind(models, schema.EntryFile):
        for number, entry in enumerate(shelf.entries):
            yield from _each(file, ("entries", number), entry.help)
    for file, danger in of_kind(models, schema.DangerFile):
        yield from _each(file, (), danger.help)
    for file, _ in of_kind(models, schema.HelplineFile):
        yield from ((file, ("menus",), topic) for topic in _ALWAYS)


def _each(file: str, path: Path, topics: Sequence[str]) -> Iterator[tuple[str, Path, str]]:
    yield from ((file, (*path, "help", place), topic) for place, topic in enumerate(topics))
