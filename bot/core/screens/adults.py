"""For the adults who run the workshops: training modules, and the guide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.draft import Draft
from bot.core.screens.message import joined, message, paged, strong, to
from bot.core.turn import Button, Paragraph, Place, Press, Reply, Screen

if TYPE_CHECKING:
    from bot.core.screens.message import Rows
    from bot.core.script import Scenario, Script
    from bot.core.turn import Moment


def adults(place: Place, script: Script, moment: Moment) -> Reply:
    """Show the modules, and the guide by workshop."""
    lang = place.lang
    modules = [
        Button(
            script.say("module-line", lang, title=module.title[lang], minutes=module.minutes),
            Press(Place(lang, Screen.NOTE, module.id)),
        )
        for module in script.scenarios.values()
        if not module.workshop
    ]
    general = ((to("button-guide", Place(lang, Screen.GUIDE), script),),) if script.guide else ()
    numbers = tuple(
        Button(str(number), Press(Place(lang, Screen.GUIDE, item=f"workshop-{number}"))) for number in script.workshops
    )
    body: list[Paragraph | str] = [strong(script.say("adults-title", lang)), script.say("adults-text", lang)]
    suggest = (to("button-suggest", Place(lang, Screen.SUGGEST), script),)
    return message(place, script, moment, body, (*paged(modules, place, script), *general, numbers, suggest))


def guide(place: Place, script: Script, moment: Moment) -> Reply:
    """Show a page of the guide: the general one, a workshop's, or a story's."""
    if place.scenario:
        return _of_story(place, script.scenarios[place.scenario], script, moment)
    lang = place.lang
    workshop = script.workshops[int(place.item.rpartition("-")[2])] if place.item else None
    pages = workshop.guide if workshop else script.guide
    body: list[Paragraph | str] = []
    if workshop:
        body.append(strong(script.say("guide-of", lang, title=workshop.title[lang])))
    if pages:
        body += [strong(pages[place.page].title[lang]), pages[place.page].text[lang]]
    elif workshop:
        body.append(workshop.aim[lang])
    rows: list[tuple[Button, ...]] = [_turning(place, len(pages), script)] if len(pages) > 1 else []
    if workshop and place.page + 1 >= len(pages):
        stories = [
            Button(story.title[lang], Press(Place(lang, Screen.GUIDE, story.id)))
            for story in script.scenarios.values()
            if story.workshop == workshop.number
        ]
        rows += paged(stories, place, script, by="held")
        rows.append((to("button-print-guide", Place(lang, Screen.PRINTED, item=place.item), script),))
    rows.append((to("button-adults", Place(lang, Screen.ADULTS), script),))
    return message(place, script, moment, body, tuple(rows))


def _suggested(place: Place) -> Place:
    return Place(place.lang, Screen.DRAFT, place.scenario, held=Draft().number())


def _turning(place: Place, pages: int, script: Script) -> tuple[Button, ...]:
    row = []
    if place.page:
        row.append(to("button-back", replace(place, page=place.page - 1, held=0), script))
    if place.page + 1 < pages:
        row.append(to("button-next", replace(place, page=place.page + 1), script))
    return tuple(row)


def _of_story(place: Place, story: Scenario, script: Script, moment: Moment) -> Reply:
    """Show what a group talks about after a story: its signs, its sentences, its questions."""
    lang = place.lang
    body: list[Paragraph | str] = [strong(script.say("guide-of", lang, title=story.title[lang])), story.summary[lang]]
    body.append(script.say("guide-signs", lang, names=joined(sign.name[lang] for sign in story.signs)))
    body.append(strong(script.say("guide-questions", lang)))
    body.extend(f"{number}. {question[lang]}" for number, question in enumerate(story.facilitator_questions, 1))
    rows: Rows = (
        (
            to("button-play", Place(lang, Screen.NOTE, story.id), script),
            to("button-suggest", _suggested(place), script),
        ),
        (
            to("button-print-guide", Place(lang, Screen.PRINTED, story.id), script),
            to("button-project", Place(lang, Screen.PROJECTED, story.id), script),
        ),
        (to("button-back", Place(lang, Screen.GUIDE, item=f"workshop-{story.workshop}"), script),),
    )
    return message(place, script, moment, body, rows)
