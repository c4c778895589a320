"""The short film: one evening, two sides, read by tapping "next"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.screens.message import bubbles, joined, message, strong, to
from bot.core.script import FilmScene, FilmSide
from bot.core.turn import Button, Paragraph, Place, Reply, Screen

if TYPE_CHECKING:
    from bot.core.screens.message import Rows
    from bot.core.script import Film, Script
    from bot.core.turn import Moment


def film(place: Place, script: Script, moment: Moment) -> Reply:
    """Show one frame; frame 0 is the content note, and the one behind the last is the end."""
    shown = script.films[place.item]
    if place.page == 0:
        return _note(place, shown, script, moment)
    reel = shown.frames
    if place.page > len(reel):
        return _end(place, shown, script, moment)
    lang, frame = place.lang, reel[place.page - 1]
    body: list[Paragraph | str]
    if isinstance(frame, FilmSide):
        body = [strong(script.say(f"film-{frame.coin}", lang)), frame.title[lang]]
    elif isinstance(frame, FilmScene):
        body = [*bubbles(frame.lines, lang)]
        if frame.signs:
            body.append(script.say("film-signs", lang, names=joined(sign.name[lang] for sign in frame.signs)))
    else:
        body = [strong(script.say("film-talk", lang)), frame[lang]]
    breath = isinstance(frame, FilmScene)
    return message(place, script, moment, body, _turning(place, script), shown.help, breath=breath)


def _note(place: Place, shown: Film, script: Script, moment: Moment) -> Reply:
    lang = place.lang
    body: list[Paragraph | str] = [
        strong(shown.title[lang]),
        shown.summary[lang],
        shown.content_note[lang],
        script.say("film-minutes", lang, minutes=shown.minutes),
    ]
    begin = to("button-begin", replace(place, page=1), script)
    talk = to("button-skip-to-talk", replace(place, page=_first_question(shown)), script)
    return message(place, script, moment, body, ((begin,), (talk,), *_real_film(place, script, moment)), shown.help)


def _first_question(shown: Film) -> int:
    return len(shown.frames) - len(shown.discussion) + 1


def _turning(place: Place, script: Script) -> Rows:
    back = to("button-back", replace(place, page=place.page - 1), script)
    return ((back, to("button-next", replace(place, page=place.page + 1), script)),)


def _end(place: Place, shown: Film, script: Script, moment: Moment) -> Reply:
    lang = place.lang
    body: list[Paragraph | str] = [strong(script.say("film-after", lang)), shown.after[lang]]
    rows = (
        (
            to("button-say", Place(lang, Screen.SAY), script),
            to("button-who-can-help", Place(lang, Screen.TOPIC, item=shown.help[0]), script),
        ),
        (
            to("button-watch-again", replace(place, page=1), script),
            to("button-stories", Place(lang, Screen.STORIES), script),
        ),
        *_real_film(place, script, moment),
    )
    return message(place, script, moment, body, rows, shown.help)


def _real_film(place: Place, script: Script, moment: Moment) -> Rows:
    """Give the address of a real film, when the operator has set one."""
    return ((Button(script.say("button-real-film", place.lang), url=moment.film),),) if moment.film else ()
