"""The logbook: pages made by tapping, that end as one message to keep."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.logbook import PLAN, Asked, asked_at
from bot.core.screens.message import in_story, message, strong, to
from bot.core.screens.story import offered, topics
from bot.core.turn import Button, Paragraph, Place, Press, Reply, Screen, Span

if TYPE_CHECKING:
    from bot.core.script import LogPage, Script
    from bot.core.turn import Lang, Moment

#: Labels as short as a number lie this many to a row.
_NUMBERS_A_ROW = 5


def logbook(place: Place, script: Script, moment: Moment) -> Reply:
    """Show the pages there are, or the one a facilitator chose."""
    lang = place.lang
    if place.item:
        return _chosen(place, script, moment)
    rows = tuple(
        (Button(_numbered(each, lang), Press(Place(lang, Screen.PAGE, item=each.id))),)
        for each in script.logbook.pages.values()
    )
    body: list[Paragraph | str] = [
        strong(script.say("logbook-title", lang)),
        script.say("logbook-text", lang),
        script.say("logbook-nothing-kept", lang),
    ]
    return message(place, script, moment, body, rows)


def _chosen(place: Place, script: Script, moment: Moment) -> Reply:
    lang = place.lang
    body: list[Paragraph | str] = [
        strong(script.logbook.pages[place.item].title[lang]),
        script.say("logbook-text", lang),
        script.say("logbook-nothing-kept", lang),
    ]
    begin = (to("button-begin", replace(place, screen=Screen.PAGE), script),)
    return message(place, script, moment, body, (begin,))


def _numbered(shown: LogPage, lang: Lang) -> str:
    return f"{shown.workshop}. {shown.title[lang]}" if shown.workshop else f"🛟 {shown.title[lang]}"


def page(place: Place, script: Script, moment: Moment) -> Reply:
    """Ask one prompt; every option is a button that ticks it."""
    lang, asked = place.lang, asked_at(place, script)
    number = place.page
    prompt = asked.prompts[number]
    body: list[Paragraph | str] = [strong(_title(place, script)), prompt.ask[lang]]
    body.append(
        script.say("logbook-most", lang, number=prompt.most) if prompt.most > 1 else script.say("logbook-one", lang)
    )
    numbered = all(option.label[lang].isdecimal() for option in prompt.options)
    if numbered:
        body.extend(f"{option.label[lang]}. {option.words[lang]}" for option in prompt.options)
    ticked = asked.chosen(number)
    # Where no more may be ticked, only what can be taken off is a button: no press without an effect.
    open_ = [
        option
        for option in range(len(prompt.options))
        if option in ticked or prompt.most == 1 or not asked.full(number)
    ]
    buttons = [
        Button(
            script.say("tick-on" if option in ticked else "tick-off", lang, label=prompt.options[option].label[lang]),
            Press(replace(place, held=asked.after(number, option))),
        )
        for option in open_
    ]
    width = _NUMBERS_A_ROW if numbered else 1
    rows = [tuple(buttons[start : start + width]) for start in range(0, len(buttons), width)]
    after = (_turning(place, asked, script), *offered(place, script))
    return message(place, script, moment, body, (*rows, *after), topics(place))


def _turning(place: Place, asked: Asked, script: Script) -> tuple[Button, ...]:
    """Lead to the prompt before and the one after; behind the last stands the finished page."""
    row = []
    if place.page:
        row.append(to("button-back", replace(place, page=place.page - 1), script))
    if place.page + 1 < len(asked.prompts):
        row.append(to("button-next", replace(place, page=place.page + 1), script))
    else:
        row.append(to("button-page-done", replace(place, screen=Screen.PAGE_DONE, page=0), script))
    return tuple(row)


def page_done(place: Place, script: Script, moment: Moment) -> Reply:
    """Show the finished page: one message to keep, to forward to oneself, or to erase."""
    lang = place.lang
    lines = asked_at(place, script).lines(lang)
    body: list[Paragraph | str] = [strong(_title(place, script))]
    body += [(Span(begin + " ", strong=True), Span(words)) for begin, words in lines]
    body.append(script.say("page-keep" if lines else "page-empty", lang))
    rows: list[tuple[Button, ...]] = [
        (
            to("button-change", replace(place, screen=Screen.PAGE), script),
            to("button-erase-page", Place(lang, Screen.LOGBOOK), script),
        )
    ]
    if lines:
        rows.insert(0, (to("button-keep", Place(lang, Screen.KEPT), script),))
    if place.item != PLAN:
        rows.append((to("button-plan", Place(lang, Screen.PAGE, item=PLAN), script),))
    if place.scenario:
        rows.append((to("button-back", in_story(place, Screen.DEBRIEF), script),))
    return message(place, script, moment, body, (*rows, *offered(place, script)), topics(place))


def kept(place: Place, script: Script, moment: Moment) -> Reply:
    """Say where the page is now: in the chat, and nowhere else. The message stands at the menu."""
    lang = place.lang
    rows = (
        (
            to("button-logbook", Place(lang, Screen.LOGBOOK), script),
            to("button-stories", Place(lang, Screen.STORIES), script),
        ),
    )
    return message(Place(lang, Screen.MENU), script, moment, [script.say("page-kept", lang)], rows)


def _title(place: Place, script: Script) -> str:
    lang = place.lang
    if place.scenario:
        return script.say("page-of-story", lang, title=script.scenarios[place.scenario].title[lang])
    return script.logbook.pages[place.item].title[lang]
