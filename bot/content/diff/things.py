"""The files of a version -> the things in them, each under its kind and id.

Rule: a thing is found again by its id, in whatever file it stands; what is left of a file is a thing without id.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.content import schema
from bot.content.diff.change import Thing
from bot.content.learn import danger_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.content.diff.change import Kind
    from bot.content.schema import Model


@dataclass(frozen=True, slots=True)
class Read:
    """A thing as one version has it. `name`: what people call it, in French and in English."""

    thing: Thing
    value: Any
    name: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a file whose things stand by themselves: their order, and what is said of all."""

    order: tuple[str, ...] = ()
    said: tuple[tuple[str, Any], ...] = ()


def things(models: Mapping[str, Model]) -> Iterator[Read]:
    """Give every thing of a version, file by file, as the files hold them."""
    for file in sorted(models):
        yield from _of_file(file, models[file])


def _of_file(file: str, model: Model) -> Iterator[Read]:  # noqa: C901, PLR0912 - one case for each kind of file
    match model:
        case schema.Scenario():
            yield Read(Thing(file, "story", model.id), model, _name(model.title))
        case schema.Training():
            yield Read(Thing(file, "training", model.id), model, _name(model.title))
        case schema.Film():
            yield Read(Thing(file, "film", model.id), model, _name(model.title))
        case schema.EntryFile():
            order = tuple(entry.id for entry in model.entries)
            rest = Rest(order, (("title", model.title),))
            yield Read(Thing(file, "shelf", model.theme), rest, _name(model.title))
            for entry in model.entries:
                title = entry.question if isinstance(entry, schema.Question) else entry.statement
                yield Read(Thing(file, "entry", entry.id), entry, _name(title))
        case schema.HelplineFile():
            yield Read(
                Thing(file, "file"),
                Rest((*(each.id for each in model.resources), *(f"menu {topic}" for topic in model.menus))),
            )
            for resource in model.resources:
                yield Read(Thing(file, "resource", resource.id), resource, _name(resource.name))
            for topic, menu in model.menus.items():
                yield Read(Thing(file, "menu", str(topic)), menu, _name(menu.name))
        case schema.SignFile():
            yield Read(Thing(file, "file"), Rest(tuple(model.signs)))
            for name, sign in model.signs.items():
                yield Read(Thing(file, "sign", name), sign, _name(sign.name))
        case schema.FigureFile():
            yield from _named(file, "figure", model.figures, (("checked_on", model.checked_on),))
        case schema.LawFile():
            yield from _named(file, "law", model.laws, (("checked_on", model.checked_on),))
        case schema.FactFile():
            yield from _named(file, "fact", model.facts, (("compiled_on", model.compiled_on),))
            yield from (Read(Thing(file, "source", name), source) for name, source in model.sources.items())
        case schema.InterfaceFile():
            yield from _named(file, "interface-text", model.texts)
        case schema.SmallTalkFile():
            yield from _named(file, "small-talk", model.kinds)
        case schema.ReplyFile():
            yield from _named(file, "reply-act", {str(act): found for act, found in model.acts.items()})
        case schema.WordClassFile():
            yield from _named(file, "word-class", model.classes)
        case schema.DangerFile():
            yield Read(Thing(file, "danger", danger_id(file)), model)
        case schema.HarmlessFile():
            yield Read(Thing(file, "harmless", danger_id(file).removeprefix("harmless/")), model)
        case _:
            yield Read(Thing(file, "file"), model)


def _named(file: str, kind: Kind, members: Mapping[str, Model], said: Iterable[tuple[str, Any]] = ()) -> Iterator[Read]:
    yield Read(Thing(file, "file"), Rest(tuple(members), tuple(said)))
    yield from (Read(Thing(file, kind, name), member) for name, member in members.items())


def _name(text: schema.Text) -> tuple[str, str]:
    return text.fr, text.en
