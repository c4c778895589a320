"""What can be chosen on the page: stories by workshop, entries by theme, and the state of each.

Rule: a file that cannot be read is still listed, by its name, so that nobody looks for it in vain.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from bot.adapters.studio.problems import Tally, between, tally
from bot.content import schema
from bot.content.build import PLACEHOLDER
from bot.content.kinds import of_kind, played
from bot.content.schema import file_model
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.adapters.studio.watched import Seen
    from bot.content.problem import Path
    from bot.core.turn import Lang

#: Training modules stand after the workshops, of which there are six.
TRAINING: Final = 7
#: What has no problem.
NONE: Final = Tally()
#: Stories whose file cannot be read have no workshop to stand under.
UNREADABLE: Final = 8


@dataclass(frozen=True, slots=True)
class Item:
    """One story or entry. `id` is the file where it cannot be read.

    `size` counts the scenes and endings of a story, or the phrasings of an entry, both languages together.
    """

    kind: Literal["story", "entry"]
    id: str
    file: str
    line: int
    title: Both
    size: int
    problems: Tally


@dataclass(frozen=True, slots=True)
class Group:
    """Items under one heading; stories under the number of their workshop (see `TRAINING`), entries under a theme."""

    key: str
    title: Both
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as its file has it now."""

    item: Item
    kind: Literal["myth", "reality", "depends", "question"]
    answer: Both
    phrasings: Mapping[Lang, tuple[str, ...]]


def stories(seen: Seen) -> tuple[Group, ...]:
    """Group the stories by workshop, in order; training and unreadable files stand last."""
    groups: dict[int, list[Item]] = {}
    for file, story in played(seen.models):
        number = story.workshop if isinstance(story, schema.Scenario) else TRAINING
        problems = [problem for problem in seen.problems if problem.file == file]
        title = _both(story.title, seen)
        item = Item("story", story.id, file, 1, title, len(story.nodes), tally(problems))
        groups.setdefault(number, []).append(item)
    for file in seen.documents:
        if file not in seen.models and file_model(file) in (schema.Scenario, schema.Training):
            problems = [problem for problem in seen.problems if problem.file == file]
            groups.setdefault(UNREADABLE, []).append(Item("story", file, file, 1, _stem(file), 0, tally(problems)))
    named = {
        number: _both(workshop.title, seen)
        for _, programme in of_kind(seen.models, schema.ProgrammeFile)
        for number, workshop in programme.workshops.items()
    }
    return tuple(
        Group(str(number), named.get(number, Both("", "")), tuple(items)) for number, items in sorted(groups.items())
    )


def entries(seen: Seen) -> tuple[Group, ...]:
    """Group the entries by theme, in the order of the files."""
    groups = [
        Group(
            shelf.theme,
            _both(shelf.title, seen),
            tuple(_item(file, place, entry, seen) for place, entry in enumerate(shelf.entries)),
        )
        for file, shelf in of_kind(seen.models, schema.EntryFile)
    ]
    for file in seen.documents:
        if file not in seen.models and file_model(file) is schema.EntryFile:
            problems = [problem for problem in seen.problems if problem.file == file]
            title = _stem(file)
            groups.append(Group(file, title, (Item("entry", file, file, 1, title, 0, tally(problems)),)))
    return tuple(groups)


def entry_of(name: str, seen: Seen) -> Entry | None:
    """Give one entry, or None when no file that can be read holds it."""
    for file, shelf in of_kind(seen.models, schema.EntryFile):
        for place, entry in enumerate(shelf.entries):
            if entry.id == name:
                phrasings: dict[Lang, tuple[str, ...]] = {"fr": entry.phrasings.fr, "en": entry.phrasings.en}
                return Entry(_item(file, place, entry, seen), entry.kind, _both(entry.answer, seen), phrasings)
    return None


def story_of(name: str, seen: Seen) -> tuple[str, schema.Scenario | schema.Training] | None:
    """Give one story with its file, or None when no file that can be read holds it."""
    return next(((file, story) for file, story in played(seen.models) if story.id == name), None)


def file_of(kind: str, name: str, seen: Seen) -> str:
    """Say which file holds a story or an entry; "" when none that can be read does."""
    if kind == "story":
        found = story_of(name, seen)
        return found[0] if found else ""
    entry = entry_of(name, seen)
    return entry.item.file if entry else ""


def marked(file: str, story: schema.Scenario | schema.Training, seen: Seen) -> dict[str, Tally]:
    """Give for each node that has problems how many: those from its line on, to before the next node."""
    paths: list[Path] = [("nodes", name) for name in story.nodes]
    found = {
        name: tally(between(seen.problems, file, first, end))
        for name, (first, end) in zip(story.nodes, _spans(file, paths, seen), strict=True)
    }
    return {name: each for name, each in found.items() if each.severity}


def owner(file: str, line: int, seen: Seen) -> tuple[Literal["story", "entry"], str] | None:
    """Say which story or entry a line belongs to, if it belongs to one."""
    for group in (*stories(seen), *entries(seen)):
        inside = [item for item in group.items if item.file == file and item.line <= line]
        if inside:
            return inside[-1].kind, inside[-1].id
    return None


def _item(file: str, place: int, entry: schema.Statement | schema.Question, seen: Seen) -> Item:
    paths: list[Path] = [("entries", place), ("entries", place + 1)]
    first = seen.line(file, paths[0])
    after = seen.line(file, paths[1])
    problems = between(seen.problems, file, first, after if after > first else _END)
    title = entry.question if isinstance(entry, schema.Question) else entry.statement
    size = len(entry.phrasings.fr) + len(entry.phrasings.en)
    return Item("entry", entry.id, file, first, _both(title, seen), size, tally(problems))


#: After the last line of any file.
_END: Final = 10**9


def _spans(file: str, paths: list[Path], seen: Seen) -> Iterator[tuple[int, int]]:
    """Give the lines from each part of a file to the next one."""
    starts = [seen.line(file, path) for path in paths]
    yield from pairwise([*starts, _END])


def _both(text: schema.Text, seen: Seen) -> Both:
    """Put the figures in, where their file can be read."""
    figures = {name: each for _, file in of_kind(seen.models, schema.FigureFile) for name, each in file.figures.items()}

    def filled(words: str, lang: Lang) -> str:
        return PLACEHOLDER.sub(
            lambda found: getattr(figures[found[1]], lang) if found[1] in figures else found[0], words
        )

    return Both(filled(text.fr, "fr"), filled(text.en, "en"))


def _stem(file: str) -> Both:
    name = file.rpartition("/")[2].removesuffix(".yaml")
    return Both(name, name)
