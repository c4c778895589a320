"""Every message that the content can make fits into Telegram.

Telegram refuses a message that is too long, and a teen would get no answer at all.
It is looked for only once there is no error: the whole is put together, and every place is shown once in each language,
with every sign seen, which is the longest it can be.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.build import build
from bot.content.graph import choices
from bot.content.kinds import of_kind, played
from bot.content.learn import nothing_learned
from bot.content.rule import Rule
from bot.core import engine
from bot.core.faults import MOST_UNITS, units
from bot.core.script import Both
from bot.core.turn import LANGS, Choose, Go, Moment, Place, Screen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.problem import Path
    from bot.content.rule import Found
    from bot.content.schema import Model
    from bot.core.script import Script, Understanding
    from bot.core.turn import Lang

    Shown = tuple[str, Path, Go | Choose]

RULE: Final = Rule(
    "message-too-long",
    "error",
    Both(
        "un message fait à partir d'ici a {count} caractères, {most} au plus",
        "a message made from this is {count} characters long, {most} are the most",
    ),
    Both("dis-en moins", "say less"),
    when="no-error",
)
#: Any moment will do: hours change a few words, and the limit is far.
_NIGHT: Final = Moment(datetime(2026, 1, 1, 3, 0))  # noqa: DTZ001 - local time in Québec


def check(draft: Draft) -> Iterator[Found]:
    """Show every place once."""
    script = build(draft.models, _nothing())
    for lang in LANGS:
        for file, path, intent in _shown(draft.models, script, lang):
            count = units(engine.step(intent, script, _NIGHT).reply)
            if count > MOST_UNITS:
                yield RULE.found(file, path, count=count, most=MOST_UNITS)


@cache
def _nothing() -> Understanding:
    return nothing_learned()


def _shown(models: Mapping[str, Model], script: Script, lang: Lang) -> Iterator[Shown]:
    """Give every place: what in the content it is made from, and how to come there."""
    for file, story in played(models):
        yield from _of_story(file, story, (1 << len(script.scenarios[story.id].signs)) - 1, lang)
    for file, lines in of_kind(models, schema.HelplineFile):
        for topic in lines.menus:
            yield file, ("menus", topic), Go(Place(lang, Screen.TOPIC, item=topic))
        for number, resource in enumerate(lines.resources):
            yield file, ("resources", number), Go(Place(lang, Screen.RESOURCE, item=resource.id))
    for file, shelf in of_kind(models, schema.EntryFile):
        yield file, (), Go(Place(lang, Screen.THEME, item=shelf.theme))
        for number, entry in enumerate(shelf.entries):
            yield file, ("entries", number), Go(Place(lang, Screen.ENTRY, item=entry.id))
    yield from _of_programme(models, script, lang)


def _of_story(file: str, story: schema.Scenario | schema.Training, signs: int, lang: Lang) -> Iterator[Shown]:
    """Give what is said before a story, its nodes, what follows its choices, and what follows its endings."""
    yield file, (), Go(Place(lang, Screen.NOTE, story.id))
    for name, node in story.nodes.items():
        screens = [Screen.NODE]
        if isinstance(node, schema.Ending):
            screens += [Screen.DEBRIEF, Screen.SIGNS]
        for screen in screens:
            yield file, ("nodes", name), Go(Place(lang, screen, story.id, name, signs))
    for name, path, choice in choices(story):
        yield file, path, Choose(Place(lang, Screen.NODE, story.id, name, signs), choice.id)


def _of_programme(models: Mapping[str, Model], script: Script, lang: Lang) -> Iterator[Shown]:
    """Give the pages of the guide, and every frame of a film."""
    for file, programme in of_kind(models, schema.ProgrammeFile):
        for number, workshop in programme.workshops.items():
            for page in range(len(workshop.guide)):
                path: Path = ("workshops", str(number), "guide", page)
                yield file, path, Go(Place(lang, Screen.GUIDE, item=f"workshop-{number}", page=page))
        for story in script.scenarios.values():
            if story.workshop:
                yield file, ("workshops", str(story.workshop)), Go(Place(lang, Screen.GUIDE, story.id))
    for file, film in of_kind(models, schema.Film):
        for page in range(len(script.films[film.id].frames) + 2):
            yield file, (), Go(Place(lang, Screen.FILM, item=film.id, page=page))
