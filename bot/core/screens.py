"""What each place looks like.

Rule: every place gives one message, and `_message` is the only way to make one: it adds the help line, the help button
and the way out, so that none can be forgotten.
The help screen is the one message without a help button: it is the help.
A message whose place is the help screen but which is not it (an answer to danger) has one all the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.core.alarm import Level
from bot.core.help import ANYONE, Offer, State, first_open, offer, offers, way_state
from bot.core.turn import Button, Paragraph, Place, Press, Reply, Screen, Span, other

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.core.alarm import Alarm
    from bot.core.script import Resource, Scenario, Script, Sign, Way
    from bot.core.turn import Lang, Moment, Verdict

#: A list longer than this has pages: more buttons than this hide the help line on a small phone.
MOST_LISTED: Final = 8
#: The help screen names this many open lines; the topics below lead to the rest.
MOST_OPEN_LINES: Final = 3
#: A narrow phone shows about this much of a label on a row of its own, and on half a row.
_LABEL: Final = 38
_HALF_LABEL: Final = 17
#: Beside the answer to danger, an entry is offered when it is likelier than not to be what was asked too.
LEAST_LIKELY: Final = 0.5
#: Between these hours, local time, most services sleep.
_NIGHT: Final = (0, 8)

Rows = tuple[tuple[Button, ...], ...]


def show(place: Place, script: Script, moment: Moment) -> Reply:
    """Show a place. The place must be one the content could have written (`understand` sees to it)."""
    return _SCREENS[place.screen](place, script, moment)


# ---- the one way to make a message ---------------------------------------------------------------------------------


def _message(  # noqa: PLR0913 - a message has this many parts
    place: Place,
    script: Script,
    moment: Moment,
    body: Iterable[Paragraph | str],
    rows: Rows = (),
    topics: Sequence[str] = (),
    *,
    urgent: bool = False,
    is_help: bool = False,
) -> Reply:
    paragraphs = tuple((Span(part),) if isinstance(part, str) else part for part in body)
    opening = (Span(script.say("opening", place.lang)),)
    return Reply(
        place,
        (opening, *paragraphs),
        _help_line(topics, place.lang, script, moment),
        (*rows, _last_row(place, script, is_help=is_help)),
        urgent,
    )


def _help_line(topics: Sequence[str], lang: Lang, script: Script, moment: Moment) -> Paragraph:
    found = first_open(script, topics, moment.now)
    night = _NIGHT[0] <= moment.now.hour < _NIGHT[1]
    way = way_text(found.ways[0], lang, script)
    key = "help-line-night" if night else "help-line"
    return (Span(script.say(key, lang, name=found.resource.name[lang], way=way)),)


def _last_row(place: Place, script: Script, *, is_help: bool) -> tuple[Button, ...]:
    """Help, the way out, the other language: always at the same spot."""
    lang = place.lang
    playing = place.screen is Screen.NODE
    row = [] if is_help else [_help_button(place, script)]
    if place.screen is not Screen.MENU:
        row.append(_to("button-stop" if playing else "button-menu", Place(lang, Screen.MENU), script))
    translated = replace(place, lang=other(lang))
    if place.screen is not Screen.LANGUAGE:
        row.append(Button(script.say("button-language", lang), Press(translated)))
    return tuple(row)


def _help_button(place: Place, script: Script) -> Button:
    """Open help, and keep the way back to the story."""
    back = Place(place.lang, Screen.HELP, place.scenario, place.node, place.seen, offer=place.offer)
    return _to("button-help", back, script)


def _to(key: str, place: Place, script: Script) -> Button:
    return Button(script.say(key, place.lang), Press(place))


def _strong(text: str) -> Paragraph:
    return (Span(text, strong=True),)


def _short(label: str) -> str:
    return label if len(label) <= _LABEL else label[: _LABEL - 1].rstrip() + "…"


def _packed(buttons: Sequence[Button]) -> Rows:
    """Lay buttons out two to a row where both labels can be read, one to a row elsewhere; the order stays."""
    rows: list[tuple[Button, ...]] = []
    for button in buttons:
        if rows and len(rows[-1]) == 1 and max(len(rows[-1][0].label), len(button.label)) <= _HALF_LABEL:
            rows[-1] = (*rows[-1], button)
        else:
            rows.append((button,))
    return tuple(rows)


def _paged(items: Sequence[Button], place: Place, script: Script, width: int = 1) -> Rows:
    """Lay buttons out, `width` to a row, and add "more" when there are further pages. Goes round at the end."""
    pages = max(1, -(-len(items) // MOST_LISTED))
    page = place.page % pages
    shown = items[page * MOST_LISTED : (page + 1) * MOST_LISTED]
    rows = [tuple(shown[start : start + width]) for start in range(0, len(shown), width)]
    if pages > 1:
        following = (page + 1) % pages
        more = replace(place, page=following)
        rows.append((_to("button-next", more, script),))
    return tuple(rows)


def _back_to_story(place: Place, script: Script) -> Rows:
    if not place.node:
        return ()
    return ((_to("button-back-to-story", _in_story(place, Screen.NODE), script),),)


def _in_story(place: Place, screen: Screen, item: str = "") -> Place:
    """Another screen about the same point of the same story."""
    return Place(place.lang, screen, place.scenario, place.node, place.seen, item, offer=place.offer)


# ---- menu, stories -------------------------------------------------------------------------------------------------


def _menu(place: Place, script: Script, moment: Moment) -> Reply:
    lang = place.lang
    rows = (
        (_to("button-stories", Place(lang, Screen.STORIES), script),),
        (_to("button-ask", Place(lang, Screen.ASK), script),),
        (_to("button-privacy", Place(lang, Screen.PRIVACY), script),),
    )
    return _message(place, script, moment, [script.say("menu", lang)], rows)


def _stories(place: Place, script: Script, moment: Moment) -> Reply:
    lang = place.lang
    buttons = [
        Button(
            script.say("story-line", lang, title=story.title[lang], minutes=story.minutes),
            Press(Place(lang, Screen.NOTE, story.id)),
        )
        for story in script.scenarios.values()
    ]
    return _message(place, script, moment, [script.say("stories", lang)], _paged(buttons, place, script))


def _note(place: Place, script: Script, moment: Moment) -> Reply:
    lang, story = place.lang, script.scenarios[place.scenario]
    body: list[Paragraph | str] = [
        _strong(story.title[lang]),
        story.summary[lang],
        story.content_note[lang],
        script.say("note-minutes", lang, minutes=story.minutes) + " " + script.say("type-or-press", lang),
    ]
    rows = (
        (_to("button-begin", Place(lang, Screen.NODE, story.id, story.start), script),),
        (_to("button-other-story", Place(lang, Screen.STORIES), script),),
    )
    return _message(place, script, moment, body, rows, story.help)


# ---- inside a story ------------------------------------------------------------------------------------------------


def _node(place: Place, script: Script, moment: Moment) -> Reply:
    return show_node(place, script, moment)


def show_node(place: Place, script: Script, moment: Moment, before: str = "") -> Reply:
    """Show one point of a story; `before` is what comes first, such as the feedback on the choice that led here."""
    lang, story = place.lang, script.scenarios[place.scenario]
    node = story.nodes[place.node]
    body: list[Paragraph | str] = [before] if before else []
    for line in node.lines:
        speaker = (
            (Span(f"{line.who[lang]} : " if lang == "fr" else f"{line.who[lang]}: ", strong=True),) if line.who else ()
        )
        body.append((*speaker, Span(line.words[lang])))
    offered, topics = _offered(place, script), _topics(place)
    if node.ending:
        rows = _ending_rows(place, script, node.ending.retry)
        return _message(place, script, moment, body, (*rows, *offered), (*topics, *node.ending.help))
    if node.say_it_your_way:
        body.append(script.say("say-it-your-way", lang))
    rows = tuple((Button(choice.label[lang], Press(place, choice.id)),) for choice in node.choices.values())
    return _message(place, script, moment, body, (*rows, *offered), (*topics, *(node.help or story.help)))


def _offered(place: Place, script: Script) -> Rows:
    """Keep help in sight for the rest of a story in which danger was heard, whatever the teen said to it."""
    if not place.offer:
        return ()
    return ((_to("button-still-here", _in_story(place, Screen.TOPIC, place.offer), script),),)


def _topics(place: Place) -> tuple[str, ...]:
    """Give the help that was offered when danger was heard: it comes before the story's own."""
    return (place.offer,) if place.offer else ()


def _ending_rows(place: Place, script: Script, retry: str) -> Rows:
    rows = [(_to("button-debrief", _in_story(place, Screen.DEBRIEF), script),)]
    if retry:
        again = Place(place.lang, Screen.NODE, place.scenario, retry, offer=place.offer)
        rows.append((_to("button-retry", again, script),))
    return tuple(rows)


def _debrief(place: Place, script: Script, moment: Moment) -> Reply:
    lang, story = place.lang, script.scenarios[place.scenario]
    ending = story.nodes[place.node].ending
    if ending is None:
        raise LookupError("a debrief belongs to an ending")
    seen = _seen(story, place.seen)
    body: list[Paragraph | str] = [_strong(script.say("debrief-title", lang)), ending.debrief[lang]]
    if seen:
        body.append(script.say("debrief-signs", lang) + " " + _joined(sign.name[lang] for sign in seen))
    rows: list[tuple[Button, ...]] = []
    if seen:
        rows.append((_to("button-signs", _in_story(place, Screen.SIGNS), script),))
    rows.append(
        (
            _to("button-say", _in_story(place, Screen.SAY), script),
            _to("button-who-can-help", _in_story(place, Screen.TOPIC, ending.help[0]), script),
        )
    )
    if ending.retry:
        rows.append((_to("button-retry", Place(lang, Screen.NODE, story.id, ending.retry, offer=place.offer), script),))
    rows.append((_to("button-other-story", Place(lang, Screen.STORIES), script),))
    return _message(place, script, moment, body, (*rows, *_offered(place, script)), (*_topics(place), *ending.help))


def _signs(place: Place, script: Script, moment: Moment) -> Reply:
    lang, story = place.lang, script.scenarios[place.scenario]
    body: list[Paragraph | str] = [_strong(script.say("signs-title", lang))]
    for sign in _seen(story, place.seen):
        colon = " : " if lang == "fr" else ": "
        body.append((Span(sign.name[lang] + colon, strong=True), Span(sign.why[lang])))
    body.append(script.say("signs-rule", lang))
    rows = ((_to("button-back", _in_story(place, Screen.DEBRIEF), script),),)
    return _message(place, script, moment, body, (*rows, *_offered(place, script)), (*_topics(place), *story.help))


def _seen(story: Scenario, bits: int) -> list[Sign]:
    return [sign for place, sign in enumerate(story.signs) if bits >> place & 1]


def _joined(names: Iterable[str]) -> str:
    return " · ".join(names)


# ---- help ----------------------------------------------------------------------------------------------------------


def _help(place: Place, script: Script, moment: Moment) -> Reply:
    lang = place.lang
    body: list[Paragraph | str] = [
        _strong(script.say("help-title", lang)),
        script.say("help-danger", lang),
        script.say("help-open-now", lang),
    ]
    open_now = [
        found
        for found in offers(script.menus[ANYONE], moment.now)
        if found.state is State.OPEN and found.resource.listens
    ]
    body.extend(_offer_line(found, lang, script, moment) for found in open_now[:MOST_OPEN_LINES])
    body.append(script.say("help-choose", lang))
    topics = [
        Button(menu.name[lang], Press(_in_story(place, Screen.TOPIC, menu.topic)))
        for menu in script.menus.values()
        if menu.topic != ANYONE
    ]
    rows = (*_packed(topics), (_to("button-say", _in_story(place, Screen.SAY), script),))
    return _message(place, script, moment, body, (*rows, *_back_to_story(place, script)), is_help=True)


def _topic(place: Place, script: Script, moment: Moment) -> Reply:
    lang, menu = place.lang, script.menus[place.item]
    found = offers(menu, moment.now)
    body: list[Paragraph | str] = [_strong(script.say("topic-title", lang, topic=menu.name[lang]))]
    body.extend(_offer_line(each, lang, script, moment) for each in found)
    buttons = [
        Button(_short(each.resource.name[lang]), Press(_in_story(place, Screen.RESOURCE, each.resource.id)))
        for each in found
    ]
    return _message(place, script, moment, body, (*_packed(buttons), *_back_to_story(place, script)), (menu.topic,))


def _offer_line(found: Offer, lang: Lang, script: Script, moment: Moment) -> Paragraph:
    """One resource on one line: name, open or not, the easiest way."""
    colon = " : " if lang == "fr" else ": "
    parts = [way_text(found.ways[0], lang, script)] if found.ways else []
    parts.append(_state_text(found, lang, script, moment))
    return (Span(found.resource.name[lang] + colon, strong=True), Span(_joined(parts)))


def _state_text(found: Offer, lang: Lang, script: Script, moment: Moment) -> str:
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


def way_text(way: Way, lang: Lang, script: Script) -> str:
    """Say in words how to use one way, such as "text CONNECT to 686868"."""
    values = {"where": way.where[lang]}
    key = f"way-{way.kind}"
    if way.keyword:
        key, values["keyword"] = "way-text-keyword", way.keyword[lang]
    if way.press is not None:
        key, values["press"] = "way-phone-press", str(way.press)
    text = script.say(key, lang, **values)
    return f"{text} {script.say('to-verify', lang)}" if way.verify else text


def _resource(place: Place, script: Script, moment: Moment) -> Reply:
    lang, resource = place.lang, script.resources[place.item]
    found = offer(resource, moment.now)
    body: list[Paragraph | str] = [
        (Span(resource.name[lang], strong=True), Span(" · " + _state_text(found, lang, script, moment))),
        resource.who_for[lang],
    ]
    body.extend(_way_line(way, lang, script, moment) for way in found.ways)
    if resource.regional:
        body.append(_regions(resource, lang, script))
    body.extend(_to_know(resource, lang, script))
    buttons = [
        Button(script.say(f"button-{way.kind}", lang), url=way.where[lang])
        for way in found.ways
        if way.kind in ("chat", "site")
    ]
    help_again = _to("button-back", _in_story(place, Screen.HELP), script)
    rows = ((*buttons[:2],), (help_again,)) if buttons else ((help_again,),)
    return _message(place, script, moment, body, rows)


def _way_line(way: Way, lang: Lang, script: Script, moment: Moment) -> Paragraph:
    words = way_text(way, lang, script)
    closed = way_state(way, moment.now) is State.CLOSED
    return (Span(f"• {words[0].upper()}{words[1:]}" + (" 🔴" if closed else "")),)


def _regions(resource: Resource, lang: Lang, script: Script) -> Paragraph:
    check = " " + script.say("to-verify", lang)
    colon = " : " if lang == "fr" else ": "
    lines = [each.region[lang] + colon + each.number + check * each.verify for each in resource.regional]
    return (Span(script.say("regional-title", lang) + "\n", strong=True), Span("\n".join(lines)))


def _to_know(resource: Resource, lang: Lang, script: Script) -> Iterable[str]:
    """The honest small print: secrecy and its limits, what is not certain, how old the information is."""
    if resource.know:
        yield resource.know[lang]
    if resource.listens and resource.confidential and not resource.know:
        yield script.say("resource-limits", lang)
    if not resource.listens:
        yield script.say("resource-not-a-person", lang)
    if lang not in resource.languages:
        yield script.say(
            "resource-languages",
            lang,
            languages=_joined(script.say(f"language-{each}", lang) for each in resource.languages),
        )
    unsure = f" {script.say('to-verify', lang)}" if resource.verify else ""
    yield script.say("resource-checked", lang, date=resource.checked_on.isoformat()) + unsure


def _say(place: Place, script: Script, moment: Moment) -> Reply:
    lang = place.lang
    body = [script.say("say-title", lang), script.say("say-text", lang), script.say("say-after", lang)]
    rows = ((_to("button-back", _in_story(place, Screen.HELP), script),), *_back_to_story(place, script))
    return _message(place, script, moment, body, rows)


# ---- questions -----------------------------------------------------------------------------------------------------


def _ask(place: Place, script: Script, moment: Moment) -> Reply:
    return _message(place, script, moment, [script.say("ask", place.lang)], _theme_rows(place, script))


def _theme_rows(place: Place, script: Script) -> Rows:
    """Give the shelves, and the way back to the story that was left to look at them."""
    buttons = [
        Button(theme.title[place.lang], Press(_in_story(place, Screen.THEME, theme.id)))
        for theme in script.themes.values()
    ]
    return (*_packed(buttons), *_back_to_story(place, script))


def _theme(place: Place, script: Script, moment: Moment) -> Reply:
    lang, theme = place.lang, script.themes[place.item]
    pages = max(1, -(-len(theme.entries) // MOST_LISTED))
    first = (place.page % pages) * MOST_LISTED
    body: list[Paragraph | str] = [_strong(script.say("theme", lang, title=theme.title[lang]))]
    for number, entry in enumerate(theme.entries[first : first + MOST_LISTED], first + 1):
        body.append(f"{number}. {script.entries[entry].statement[lang]}")
    buttons = [
        Button(str(number), Press(_in_story(place, Screen.ENTRY, entry)))
        for number, entry in enumerate(theme.entries, 1)
    ]
    rows = (*_paged(buttons, place, script, width=4), *_back_to_story(place, script))
    return _message(place, script, moment, body, rows)


def _entry(place: Place, script: Script, moment: Moment) -> Reply:
    return show_entry(place, script, moment)


def show_entry(place: Place, script: Script, moment: Moment, *, asked: bool = False) -> Reply:
    """Show one answer; when it was typed for (`asked`), also the way to say that it is not the question."""
    lang, entry = place.lang, script.entries[place.item]
    verdict = script.say(f"verdict-{entry.kind}", lang)
    body: list[Paragraph | str] = [
        (Span(verdict + " ", strong=True), Span(entry.statement[lang])),
        entry.answer[lang],
    ]
    small = [script.say("sources", lang, names=_joined(entry.sources))] if entry.sources else []
    if "legal" in entry.help:
        small.insert(0, script.say("general-information", lang))
    body.extend(small)
    rows: list[tuple[Button, ...]] = []
    if asked:
        rows.append((_to("button-not-my-question", _in_story(place, Screen.UNKNOWN), script),))
    rows.append(
        (
            _to("button-more-questions", _in_story(place, Screen.THEME, entry.theme), script),
            _to("button-who-can-help", _in_story(place, Screen.TOPIC, entry.help[0]), script),
        )
    )
    return _message(place, script, moment, body, (*rows, *_back_to_story(place, script)), entry.help)


def small_talk(place: Place, kind: str, script: Script, moment: Moment) -> Reply:
    """Give a small human answer to what is no question, and ways to go on."""
    rows = (
        (
            _to("button-stories", Place(place.lang, Screen.STORIES), script),
            _to("button-ask", Place(place.lang, Screen.ASK), script),
        ),
        *_back_to_story(place, script),
    )
    return _message(place, script, moment, [script.small_talk[kind][place.lang]], rows)


def _unknown(place: Place, script: Script, moment: Moment) -> Reply:
    return _message(place, script, moment, [script.say("unknown", place.lang)], _theme_rows(place, script))


def did_you_mean(place: Place, verdict: Verdict, script: Script, moment: Moment) -> Reply:
    """Offer the entries that may be meant, and "none of these"; the texts above, numbers on the buttons."""
    lang = place.lang
    body: list[Paragraph | str] = [script.say("did-you-mean", lang)]
    body.extend(f"{number}. {script.entries[entry].statement[lang]}" for number, entry in enumerate(verdict.entries, 1))
    numbers = tuple(
        Button(str(number), Press(_in_story(place, Screen.ENTRY, entry)))
        for number, entry in enumerate(verdict.entries, 1)
    )
    none = _to("button-none-of-these", _in_story(place, Screen.UNKNOWN), script)
    return _message(place, script, moment, body, (numbers, (none,), *_back_to_story(place, script)))


# ---- danger --------------------------------------------------------------------------------------------------------


def danger(place: Place, alarm: Alarm, verdict: Verdict, script: Script, moment: Moment) -> Reply:
    """Answer to danger: calm, no blame, lines that are open now, nothing promised.

    In a story it also asks whether it is the story or the teen, with the help already shown above the question.
    """
    lang = place.lang
    body: list[Paragraph | str] = [script.say(f"danger-{alarm.level.value}", lang)]
    menu = script.menus[alarm.topics[0]]
    open_now = [found for found in offers(menu, moment.now) if found.state is State.OPEN and found.resource.listens]
    if alarm.level is not Level.EMERGENCY:
        # Most teens will not call: what can be written to comes first, the writers' order holds within.
        open_now.sort(key=lambda found: found.ways[0].kind == "phone")
    body.extend(_offer_line(found, lang, script, moment) for found in open_now[:MOST_OPEN_LINES])
    if place.node:
        body.append(script.say("danger-story-or-you", lang))
        rows = [
            (_to("button-it-is-me", _in_story(place, Screen.TOPIC, alarm.topics[0]), script),),
            (_to("button-not-safe", _in_story(place, Screen.TOPIC, "danger"), script),),
            (_to("button-it-is-the-story", _in_story(place, Screen.NODE), script),),
        ]
        return _message(place, script, moment, body, tuple(rows), alarm.topics, urgent=True)
    body.append(script.say("danger-bot", lang))
    rows = [
        (_to("button-not-safe", _in_story(place, Screen.TOPIC, "danger"), script),),
        (_to("button-see-help", _in_story(place, Screen.TOPIC, alarm.topics[0]), script),),
        (_to("button-say", _in_story(place, Screen.SAY), script),),
    ]
    if verdict.kind in ("answer", "ask") and verdict.scores[0] >= LEAST_LIKELY:
        rows.append((_to("button-answer", _in_story(place, Screen.ENTRY, verdict.entries[0]), script),))
    return _message(place, script, moment, body, tuple(rows), alarm.topics, urgent=True)


# ---- the rest ------------------------------------------------------------------------------------------------------


def _privacy(place: Place, script: Script, moment: Moment) -> Reply:
    lang, held = place.lang, moment.held()
    body: list[Paragraph | str] = [script.say("privacy", lang)]
    if held.counters:
        body.append(script.say("privacy-held", lang, counters=held.counters, total=held.total))
        body.extend(held.lines)
        if held.hidden:
            body.append(script.say("privacy-small", lang, hidden=held.hidden, fewest=held.fewest))
    else:
        body.append(script.say("privacy-none", lang))
    rows = ((_to("button-erase", Place(lang, Screen.ERASE), script),),)
    return _message(place, script, moment, body, rows)


def _erase(place: Place, script: Script, moment: Moment) -> Reply:
    """Say what was erased. The message stands at the menu: changing its language must not erase again."""
    return _message(Place(place.lang, Screen.MENU), script, moment, [script.say("erased", place.lang)])


def _language(place: Place, script: Script, moment: Moment) -> Reply:
    rows = ((Button("Français", Press(Place("fr", Screen.MENU))), Button("English", Press(Place("en", Screen.MENU)))),)
    return _message(place, script, moment, [script.say("language", place.lang)], rows)


def notice(key: str, lang: Lang, script: Script, moment: Moment) -> Reply:
    """A short word from the bot itself (an old button, a file that stays closed, a problem), and ways to go on."""
    rows = (
        (
            _to("button-stories", Place(lang, Screen.STORIES), script),
            _to("button-ask", Place(lang, Screen.ASK), script),
        ),
    )
    body = [script.say(key, lang, address=moment.address) if key == "group" else script.say(key, lang)]
    return _message(Place(lang, Screen.MENU), script, moment, body, rows)


_SCREENS = {
    Screen.MENU: _menu,
    Screen.STORIES: _stories,
    Screen.NOTE: _note,
    Screen.NODE: _node,
    Screen.DEBRIEF: _debrief,
    Screen.SIGNS: _signs,
    Screen.HELP: _help,
    Screen.TOPIC: _topic,
    Screen.RESOURCE: _resource,
    Screen.SAY: _say,
    Screen.ASK: _ask,
    Screen.THEME: _theme,
    Screen.ENTRY: _entry,
    Screen.UNKNOWN: _unknown,
    Screen.PRIVACY: _privacy,
    Screen.ERASE: _erase,
    Screen.LANGUAGE: _language,
}
