"""Every message that the content can make fits into Telegram.

Telegram refuses a message that is too long, and a teen would get no answer at all.
It is looked for only once there is no error: every place is shown once in each language, with every sign seen, which is
the longest it can be.

Right: A resource has a regional number for each of twenty regions.

Wrong: It has one for each of a hundred and twenty towns.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.build import build, scenarios
from bot.content.graph import choices
from bot.content.kinds import only
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
    from bot.core.script import Scenario, Script
    from bot.core.turn import Lang

    Shown = tuple[Path, Place, str]

RULE: Final = Rule(
    "message-too-long",
    "error",
    Both(
        "un message fait à partir d'ici a {count} caractères, {most} au plus",
        "a message made from this is {count} characters long, {most} at most",
    ),
    Both("dis-en moins", "say less"),
    when="no-error",
)
#: All that is built, but stories and training modules: of these, a message shows only the one it is about.
BESIDE: Final = (
    *(schema.DangerFile, schema.EntryFile, schema.FactFile, schema.FigureFile, schema.Film, schema.HelplineFile),
    *(schema.InterfaceFile, schema.LawFile, schema.LogbookFile, schema.ProgrammeFile, schema.ReplyFile),
    *(schema.SignFile, schema.SmallTalkFile),
)
#: Any moment will do: hours change a few words, and the limit is far.
_NIGHT: Final = Moment(datetime(2026, 1, 1, 3, 0))  # noqa: DTZ001 - local time in Québec


def check(draft: Draft) -> Iterator[Found]:
    """Show every place once."""
    script = draft.beside.once(_without_stories)
    figures = only(draft.beside.models, schema.FigureFile).figures
    script = replace(script, scenarios={each.id: each for each in scenarios(draft.models, script.signs, figures)})
    for file, model in draft.models.items():
        for lang in LANGS:
            for path, place, choice in _shown(model, script, lang):
                count = units(engine.step(Choose(place, choice) if choice else Go(place), script, _NIGHT).reply)
                if count > MOST_UNITS:
                    yield RULE.found(file, path, count=count, most=MOST_UNITS)


def _without_stories(models: Mapping[str, Model]) -> Script:
    return build(models, nothing_learned())


def _shown(model: Model, script: Script, lang: Lang) -> Iterator[Shown]:
    """Give every place that is made from a file: where in it, how to come there, and the choice made there or ""."""
    if isinstance(model, schema.Scenario | schema.Training):
        yield from _of_story(model, script.scenarios[model.id], lang)
    elif isinstance(model, schema.HelplineFile):
        yield from _of_helplines(model, lang)
    elif isinstance(model, schema.EntryFile):
        yield (), Place(lang, Screen.THEME, item=model.theme), ""
        for number, entry in enumerate(model.entries):
            yield ("entries", number), Place(lang, Screen.ENTRY, item=entry.id), ""
    elif isinstance(model, schema.ProgrammeFile):
        yield from _of_guide(model, lang)
    elif isinstance(model, schema.Film):
        for page in range(len(script.films[model.id].frames) + 2):
            yield (), Place(lang, Screen.FILM, item=model.id, page=page), ""


def _of_helplines(lines: schema.HelplineFile, lang: Lang) -> Iterator[Shown]:
    for topic in lines.menus:
        yield ("menus", topic), Place(lang, Screen.TOPIC, item=topic), ""
    for number, resource in enumerate(lines.resources):
        yield ("resources", number), Place(lang, Screen.RESOURCE, item=resource.id), ""


def _of_guide(programme: schema.ProgrammeFile, lang: Lang) -> Iterator[Shown]:
    for workshop, found in programme.workshops.items():
        for page in range(len(found.guide)):
            path = ("workshops", str(workshop), "guide", page)
            yield path, Place(lang, Screen.GUIDE, item=f"workshop-{workshop}", page=page), ""


def _of_story(story: schema.Scenario | schema.Training, built: Scenario, lang: Lang) -> Iterator[Shown]:
    """Give what is said before and around a story, its nodes, and what follows its choices and its endings."""
    signs = (1 << len(built.signs)) - 1
    yield (), Place(lang, Screen.NOTE, story.id), ""
    if built.workshop:
        yield (), Place(lang, Screen.GUIDE, story.id), ""
    for name, node in story.nodes.items():
        screens = [Screen.NODE]
        if isinstance(node, schema.Ending):
            screens += [Screen.DEBRIEF, Screen.SIGNS]
        for screen in screens:
            yield ("nodes", name), Place(lang, screen, story.id, name, signs), ""
    for name, path, choice in choices(story):
        yield path, Place(lang, Screen.NODE, story.id, name, signs), choice.id
