"""Finding somebody to talk to, and the answer to danger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.core.alarm import Level
from bot.core.help import ANYONE, NOT_SAFE, WAYS, Offer, State, offer, offers, reached_by, way_state
from bot.core.screens.message import (
    back_to_story,
    colon,
    in_story,
    joined,
    message,
    more_pages,
    packed,
    paged_items,
    short,
    strong,
    to,
    way_text,
)
from bot.core.turn import Button, Paragraph, Place, Press, Reply, Screen, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.alarm import Alarm
    from bot.core.screens.message import Rows
    from bot.core.script import Resource, Script, Way
    from bot.core.turn import Lang, Moment, Verdict

#: The help screen names this many open lines; the topics below lead to the rest.
MOST_OPEN_LINES: Final = 3
#: It names this many situations; the others are one more tap away.
MOST_SITUATIONS: Final = 8
#: Beside the answer to danger, an entry is offered when it is likelier than not to be what was asked too.
LEAST_LIKELY: Final = 0.5


def help_(place: Place, script: Script, moment: Moment) -> Reply:
    """Show who answers now, then help by situation and by way."""
    lang = place.lang
    body: list[Paragraph | str] = [
        strong(script.say("help-title", lang)),
        script.say("help-danger", lang),
        script.say("help-open-now", lang),
    ]
    open_now = [
        found
        for found in offers(script.menus[ANYONE], moment.now)
        if found.state is State.OPEN and found.resource.listens
    ]
    body.extend(offer_line(found, lang, script, moment) for found in open_now[:MOST_OPEN_LINES])
    body.append(script.say("help-choose", lang))
    situations = _situations(place, script)
    first = packed(situations[:MOST_SITUATIONS])
    further = replace(place, screen=Screen.SITUATIONS)
    more = ((to("button-other-situations", further, script),),) if len(situations) > MOST_SITUATIONS else ()
    ways = tuple(to(f"button-by-{way}", in_story(place, Screen.WAY, way), script) for way in WAYS)
    own_words = (
        to("button-say", in_story(place, Screen.SAY), script),
        to("button-calling", in_story(place, Screen.CALLING), script),
    )
    rows = (*first, *more, ways, own_words, *back_to_story(place, script))
    return message(place, script, moment, body, rows, is_help=True)


def situations(place: Place, script: Script, moment: Moment) -> Reply:
    """Show the situations the help screen has no room for."""
    body = [script.say("help-choose", place.lang)]
    back = to("button-back", replace(place, screen=Screen.HELP), script)
    return message(place, script, moment, body, (*packed(_situations(place, script)[MOST_SITUATIONS:]), (back,)))


def _situations(place: Place, script: Script) -> list[Button]:
    return [
        Button(menu.name[place.lang], Press(in_story(place, Screen.TOPIC, menu.topic)))
        for menu in script.menus.values()
    ]


def way(place: Place, script: Script, moment: Moment) -> Reply:
    """Show everybody who can be reached in one way: by text, by chat, by phone."""
    lang = place.lang
    found = reached_by(script, place.item, moment.now)
    shown = paged_items(found, place)
    body: list[Paragraph | str] = [strong(script.say(f"way-title-{place.item}", lang))]
    body.extend(offer_line(each, lang, script, moment) for each, _ in shown)
    buttons = [
        Button(short(each.resource.name[lang]), Press(in_story(place, Screen.RESOURCE, each.resource.id)))
        for each, _ in shown
    ]
    rows = (*packed(buttons), *more_pages(len(found), place, script), *_to_help(place, script))
    return message(place, script, moment, body, rows)


def _to_help(place: Place, script: Script) -> Rows:
    return ((to("button-back", in_story(place, Screen.HELP), script),), *back_to_story(place, script))


def calling(place: Place, script: Script, moment: Moment) -> Reply:
    """Say what happens when one calls or writes, and what secrecy means there."""
    lang = place.lang
    body: list[Paragraph | str] = [
        strong(script.say("calling-title", lang)),
        script.say("calling-what", lang),
        script.say("calling-secret", lang),
        script.say("calling-choice", lang),
    ]
    return message(place, script, moment, body, _to_help(place, script))


def topic(place: Place, script: Script, moment: Moment) -> Reply:
    """Show who can help in one situation, open now first."""
    lang, menu = place.lang, script.menus[place.item]
    found = offers(menu, moment.now)
    body: list[Paragraph | str] = [strong(script.say("topic-title", lang, topic=menu.name[lang]))]
    if menu.topic == NOT_SAFE:
        body.append(script.say("not-safe", lang))
    body.extend(offer_line(each, lang, script, moment) for each in found)
    buttons = [
        Button(short(each.resource.name[lang]), Press(in_story(place, Screen.RESOURCE, each.resource.id)))
        for each in found
    ]
    return message(place, script, moment, body, (*packed(buttons), *back_to_story(place, script)), (menu.topic,))


def offer_line(found: Offer, lang: Lang, script: Script, moment: Moment) -> Paragraph:
    """One resource on one line: name, open or not, the easiest way."""
    parts = [way_text(found.ways[0], lang, script)] if found.ways else []
    if found.resource.regional:  # a page is no way to somebody: the numbers by region, one tap further, are
        parts = [script.say("way-regional", lang)]
    parts.append(_state_text(found, lang, script, moment))
    return (Span(found.resource.name[lang] + colon(lang), strong=True), Span(joined(parts)))


def _state_text(found: Offer, lang: Lang, script: Script, moment: Moment) -> str:
    if found.state is State.OPEN and found.ways[0].kind == "site" and not found.resource.regional:
        return script.say("open-site", lang)
    if found.state is State.OPEN:
        return script.say("open-always" if found.ways[0].always else "open-now", lang)
    if found.state is State.CLOSED and found.opens:
        form = "%-H h %M" if lang == "fr" else "%-I:%M %p"
        time = found.opens.strftime(form).replace(" h 00", " h").replace(":00", "")
        if found.opens.date() == moment.now.date():
            return script.say("closed-until", lang, time=time)
        day = script.say(f"day-{found.opens.strftime('%a').lower()}", lang)
        return script.say("closed-until-day", lang, day=day, time=time)
    return script.say("hours-unknown", lang)


def resource(place: Place, script: Script, moment: Moment) -> Reply:
    """Show one resource: for whom, every way to it, what to know before."""
    lang, shown = place.lang, script.resources[place.item]
    found = offer(shown, moment.now)
    body: list[Paragraph | str] = [
        (Span(shown.name[lang], strong=True), Span(" · " + _state_text(found, lang, script, moment))),
        shown.who_for[lang],
    ]
    body.extend(_way_line(way, lang, script, moment) for way in found.ways)
    if shown.regional:
        body.append(_regions(shown, lang, script))
    body.extend(_to_know(shown, lang, script))
    buttons = [
        Button(script.say(f"button-{way.kind}", lang), url=way.where[lang])
        for way in found.ways
        if way.kind in ("chat", "site")
    ]
    help_again = to("button-back", in_story(place, Screen.HELP), script)
    rows = ((*buttons[:2],), (help_again,)) if buttons else ((help_again,),)
    return message(place, script, moment, body, rows)


def _way_line(way: Way, lang: Lang, script: Script, moment: Moment) -> Paragraph:
    words = way_text(way, lang, script)
    closed = way_state(way, moment.now) is State.CLOSED
    return (Span(f"• {words[0].upper()}{words[1:]}" + (" 🔴" if closed else "")),)


def _regions(resource: Resource, lang: Lang, script: Script) -> Paragraph:
    check = " " + script.say("to-verify", lang)
    lines = [each.region[lang] + colon(lang) + each.number + check * each.verify for each in resource.regional]
    return (Span(script.say("regional-title", lang) + "\n", strong=True), Span("\n".join(lines)))


def _to_know(resource: Resource, lang: Lang, script: Script) -> Iterable[str]:
    """The honest small print: secrecy and its limits, what is not certain, how old the information is."""
    if resource.know:
        yield resource.know[lang]
    if resource.listens and resource.confidential and not resource.know:
        yield script.say("resource-limits", lang)
    if not resource.listens:
        yield script.say("resource-not-a-person", lang)
    if resource.listens or lang not in resource.languages:
        yield script.say(
            "resource-languages",
            lang,
            languages=joined(script.say(f"language-{each}", lang) for each in resource.languages),
        )
    unsure = f" {script.say('to-verify', lang)}" if resource.verify else ""
    yield script.say("resource-checked", lang, date=resource.checked_on.isoformat()) + unsure


def say(place: Place, script: Script, moment: Moment) -> Reply:
    """Give words to send to somebody; after a story, also the lines of that story to make one's own."""
    lang = place.lang
    body: list[Paragraph | str] = [script.say("say-title", lang), script.say("say-text", lang)]
    sentences = script.scenarios[place.scenario].sentences if place.scenario else ()
    if sentences:
        body.append(strong(script.say("say-story", lang)))
        body.extend(f"• {sentence[lang]}" for sentence in sentences)
    body.append(script.say("say-after", lang))
    rows = ((to("button-back", in_story(place, Screen.HELP), script),), *back_to_story(place, script))
    return message(place, script, moment, body, rows)


def danger(place: Place, alarm: Alarm, verdict: Verdict, script: Script, moment: Moment) -> Reply:
    """Answer to danger: calm, no blame, lines that are open now, nothing promised.

    In a story it also asks whether it is the story or the teen, with the help already shown above the question.
    When danger is not sure, the answer to what may have been a question is the first button. When it is, the button
    behind the help answers what was surely asked, or says what one can do about this kind of danger; it never shows a
    myth: one that is about the same words may hurt who is in it.
    """
    lang = place.lang
    body: list[Paragraph | str] = [_first_words(alarm, script, lang)]
    menu = script.menus[alarm.topics[0]]
    open_now = [found for found in offers(menu, moment.now) if found.state is State.OPEN and found.resource.listens]
    if alarm.level is not Level.EMERGENCY:
        # Most teens will not call: what can be written to comes first, the writers' order holds within.
        open_now.sort(key=lambda found: found.ways[0].kind == "phone")
    body.extend(offer_line(found, lang, script, moment) for found in open_now[:MOST_OPEN_LINES])
    if place.node:
        body.append(script.say("danger-story-or-you", lang))
        rows = [
            (to("button-it-is-me", in_story(place, Screen.TOPIC, alarm.topics[0]), script),),
            (to("button-not-safe", in_story(place, Screen.TOPIC, NOT_SAFE), script),),
            (to("button-it-is-the-story", in_story(place, Screen.NODE), script),),
        ]
        return message(place, script, moment, body, tuple(rows), alarm.topics, urgent=True)
    body.append(script.say("danger-bot", lang))
    rows = [
        (to("button-not-safe", in_story(place, Screen.TOPIC, NOT_SAFE), script),),
        (to("button-see-help", in_story(place, Screen.TOPIC, alarm.topics[0]), script),),
        (to("button-say", in_story(place, Screen.SAY), script),),
    ]
    asked = verdict.entries[0] if verdict.kind in ("answer", "ask") and verdict.scores[0] >= LEAST_LIKELY else ""
    if not _plain(alarm):
        if asked:
            rows.insert(0, (to("button-answer", in_story(place, Screen.ENTRY, asked), script),))
    elif asked and alarm.level is not Level.EMERGENCY and _sure_question(verdict, script):
        rows.append((to("button-answer", in_story(place, Screen.ENTRY, asked), script),))
    elif alarm.kind in script.danger_entries:
        to_do = in_story(place, Screen.ENTRY, script.danger_entries[alarm.kind])
        rows.append((to("button-what-to-do", to_do, script),))
    return message(place, script, moment, body, tuple(rows), alarm.topics, urgent=True)


def _sure_question(verdict: Verdict, script: Script) -> bool:
    return verdict.kind == "answer" and script.entries[verdict.entries[0]].kind == "question"


def _plain(alarm: Alarm) -> bool:
    """Whether to speak as to danger: at this minute always, otherwise when it is sure."""
    return alarm.sure or alarm.level is Level.EMERGENCY


def _first_words(alarm: Alarm, script: Script, lang: Lang) -> str:
    """Say what fits the kind of danger, or its level; what is not sure is not said to be so."""
    if not _plain(alarm):
        return script.say("danger-unsure", lang)
    own = script.danger_answers.get(alarm.kind)
    return own[lang] if own else script.say(f"danger-{alarm.level.value}", lang)
