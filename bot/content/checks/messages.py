"""Every message that the content can make fits into Telegram."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.build import build
from bot.content.checks.found import Found
from bot.content.kinds import of_kind, played
from bot.content.learn import nothing_learned
from bot.core import engine
from bot.core.faults import MOST_UNITS, units
from bot.core.turn import LANGS, Choose, Go, Moment, Outcome, Place, Screen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.problem import Path
    from bot.content.schema import Model
    from bot.core.script import Script
    from bot.core.turn import Lang

#: Any moment will do: hours change a few words, and the limit is far.
_NIGHT: Final = Moment(datetime(2026, 1, 1, 3, 0))  # noqa: DTZ001 - local time in Québec


def too_long(models: Mapping[str, Model]) -> Iterator[Found]:
    """No message is longer than Telegram allows."""
    script = build(models, nothing_learned())
    for file, path, outcome in _outcomes(models, script):
        long = units(outcome.reply)
        if long > MOST_UNITS:
            sentence = f"a message made from this is {long} characters long, {MOST_UNITS} are the most"
            yield Found(file, path, "message-too-long", sentence, "say less")


def _outcomes(  # noqa: C901 - one loop for each kind of thing that can be shown
    models: Mapping[str, Model], script: Script
) -> Iterator[tuple[str, Path, Outcome]]:
    """Show every place once in each language, with every sign seen: the longest each can be."""
    for lang in LANGS:
        for file, story in played(models):
            all_signs = (1 << len(script.scenarios[story.id].signs)) - 1
            for name, node in story.nodes.items():
                at = Place(lang, Screen.NODE, story.id, name, all_signs)
                yield file, ("nodes", name), engine.step(Go(at), script, _NIGHT)
                if isinstance(node, schema.Ending):
                    for screen in (Screen.DEBRIEF, Screen.SIGNS):
                        there = Place(lang, screen, story.id, name, all_signs)
                        yield file, ("nodes", name), engine.step(Go(there), script, _NIGHT)
                    continue
                for place, choice in enumerate(node.choices):
                    path = ("nodes", name, "choices", place)
                    yield file, path, engine.step(Choose(at, choice.id), script, _NIGHT)
            yield file, (), engine.step(Go(Place(lang, Screen.NOTE, story.id)), script, _NIGHT)
        for file, lines in of_kind(models, schema.HelplineFile):
            for topic in lines.menus:
                yield file, ("menus", topic), engine.step(Go(Place(lang, Screen.TOPIC, item=topic)), script, _NIGHT)
            for number, resource in enumerate(lines.resources):
                there = Place(lang, Screen.RESOURCE, item=resource.id)
                yield file, ("resources", number), engine.step(Go(there), script, _NIGHT)
        for file, shelf in of_kind(models, schema.EntryFile):
            yield file, (), engine.step(Go(Place(lang, Screen.THEME, item=shelf.theme)), script, _NIGHT)
            for number, entry in enumerate(shelf.entries):
                there = Place(lang, Screen.ENTRY, item=entry.id)
                yield file, ("entries", number), engine.step(Go(there), script, _NIGHT)
        yield from _of_programme(models, script, lang)


def _of_programme(models: Mapping[str, Model], script: Script, lang: Lang) -> Iterator[tuple[str, Path, Outcome]]:
    """Show the guide and every frame of a film."""
    for file, _ in of_kind(models, schema.ProgrammeFile):
        for number, workshop in script.workshops.items():
            for page in range(len(workshop.guide)):
                there = Place(lang, Screen.GUIDE, item=f"workshop-{number}", page=page)
                yield file, ("workshops", number, "guide", page), engine.step(Go(there), script, _NIGHT)
        for story in script.scenarios.values():
            if story.workshop:
                there = Place(lang, Screen.GUIDE, story.id)
                yield file, ("workshops", story.workshop), engine.step(Go(there), script, _NIGHT)
    for file, film in of_kind(models, schema.Film):
        for page in range(len(script.films[film.id].frames) + 2):
            yield file, (), engine.step(Go(Place(lang, Screen.FILM, item=film.id, page=page)), script, _NIGHT)
