"""The menu and what it leads to, and the short words of the bot itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.screens.message import back_to_story, message, paged, strong, to
from bot.core.turn import Button, Paragraph, Place, Press, Reply, Screen

if TYPE_CHECKING:
    from bot.core.screens.message import Rows
    from bot.core.script import Script
    from bot.core.turn import Lang, Moment


def menu(place: Place, script: Script, moment: Moment) -> Reply:
    """Show what the bot can do."""
    lang = place.lang
    reading = [to("button-logbook", Place(lang, Screen.LOGBOOK), script)]
    reading += [to("button-film", Place(lang, Screen.FILM, item=film), script) for film in list(script.films)[:1]]
    rows: Rows = (
        (
            to("button-stories", Place(lang, Screen.STORIES), script),
            to("button-game", Place(lang, Screen.GAME), script),
        ),
        tuple(reading),
        (to("button-ask", Place(lang, Screen.ASK), script),),
        (
            to("button-glossary", Place(lang, Screen.GLOSSARY), script),
            to("button-privacy", Place(lang, Screen.PRIVACY), script),
        ),
        (to("button-adults", Place(lang, Screen.ADULTS), script),),
    )
    return message(place, script, moment, [script.say("menu", lang)], (*back_to_story(place, script), *rows))


def stories(place: Place, script: Script, moment: Moment) -> Reply:
    """Show the workshops; on the page of one (`place.page` is its number), its stories."""
    lang, workshop = place.lang, script.workshops.get(place.page)
    if workshop is None:
        told = {story.workshop for story in script.scenarios.values()}
        shelves = tuple(
            (Button(f"{number}. {each.title[lang]}", Press(Place(lang, Screen.STORIES, page=number))),)
            for number, each in script.workshops.items()
            if number in told
        )
        return message(place, script, moment, [script.say("stories", lang)], shelves)
    buttons = [
        Button(
            script.say("story-line", lang, title=story.title[lang], minutes=story.minutes),
            Press(Place(lang, Screen.NOTE, story.id)),
        )
        for story in script.scenarios.values()
        if story.workshop == workshop.number
    ]
    listed = paged(buttons, place, script, by="held")
    page = to("button-workshop-page", Place(lang, Screen.PAGE, item=f"workshop-{workshop.number}"), script)
    body: list[Paragraph | str] = [strong(workshop.title[lang]), workshop.aim[lang]]
    return message(
        place, script, moment, body, (*listed, (page,), (to("button-back", Place(lang, Screen.STORIES), script),))
    )


def privacy(place: Place, script: Script, moment: Moment) -> Reply:
    """Tell what is held."""
    lang, held = place.lang, moment.held()
    body: list[Paragraph | str] = [script.say("privacy", lang), script.say("privacy-groups", lang)]
    if held.counters:
        body.append(script.say("privacy-held", lang, counters=held.counters, total=held.total))
        body.extend(held.lines)
        body.append(script.say("privacy-small", lang, fewest=held.fewest))
    else:
        body.append(script.say("privacy-none", lang))
    rows = ((to("button-erase", Place(lang, Screen.ERASE), script),),)
    return message(place, script, moment, body, rows)


def erase(place: Place, script: Script, moment: Moment) -> Reply:
    """Say what was erased. The message stands at the menu: changing its language must not erase again."""
    return message(Place(place.lang, Screen.MENU), script, moment, [script.say("erased", place.lang)])


def language(place: Place, script: Script, moment: Moment) -> Reply:
    """Ask which language."""
    rows = ((Button("Français", Press(Place("fr", Screen.MENU))), Button("English", Press(Place("en", Screen.MENU)))),)
    return message(place, script, moment, [script.say("language", place.lang)], rows)


def notice(key: str, lang: Lang, script: Script, moment: Moment) -> Reply:
    """A short word from the bot itself (an old button, a file that stays closed, a problem), and ways to go on."""
    rows = (
        (
            to("button-stories", Place(lang, Screen.STORIES), script),
            to("button-ask", Place(lang, Screen.ASK), script),
        ),
    )
    body = [script.say(key, lang, address=moment.address) if key == "group" else script.say(key, lang)]
    return message(Place(lang, Screen.MENU), script, moment, body, rows)
