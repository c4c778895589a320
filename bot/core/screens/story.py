"""Inside a story: its note, its scenes, its ends, what to remember.

The same screens show a training module.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.screens.group import about_group
from bot.core.screens.message import back_to_story, bubbles, in_story, joined, message, named, spoken_to, strong, to
from bot.core.script import seen_signs, way_back
from bot.core.turn import Button, Paragraph, Place, Press, Screen

if TYPE_CHECKING:
    from bot.core.screens.message import Rows
    from bot.core.script import Scenario, Script
    from bot.core.turn import Moment, Reply


def note(place: Place, script: Script, moment: Moment) -> Reply:
    """Show what a story is about and what could be hard in it, before it begins."""
    lang, story = place.lang, script.scenarios[place.scenario]
    body: list[Paragraph | str] = [
        strong(story.title[lang]),
        story.summary[lang],
        story.content_note[lang],
        script.say("note-minutes", lang, minutes=story.minutes)
        + " "
        + script.say(spoken_to("type-or-press", story.id, script), lang),
    ]
    told, uncounted = about_group(place, script)
    # `page` says that the story begins with this press: its first scene can be shown again without beginning again.
    begin = Place(lang, Screen.NODE, story.id, story.start, page=1, run=place.run)
    if place.page:
        begin = Place(lang, Screen.BEFORE, story.id, run=place.run)
    rows = ((to("button-begin", begin, script),), *uncounted, (_others(place, story, script),))
    return message(place, script, moment, [*body, *told], rows, story.help)


def _others(place: Place, story: Scenario, script: Script) -> Button:
    """Lead to the stories of the same workshop; from a training module, to the other one."""
    if not story.workshop:
        return to("button-adults", Place(place.lang, Screen.ADULTS), script)
    return to("button-other-story", Place(place.lang, Screen.STORIES, page=story.workshop), script)


def _onwards(place: Place, story: Scenario, script: Script) -> tuple[Button, ...]:
    """Lead on to what the facilitator suggested next, or to other stories."""
    run = place.run
    if run.then:
        following = replace(run, then=run.then[1:], again=False)
        return (to("button-next-story", Place(place.lang, Screen.NOTE, run.then[0], run=following), script),)
    if run.question and place.screen is Screen.DEBRIEF:
        return (to("button-after", in_story(place, Screen.AFTER), script), _others(place, story, script))
    return (_others(place, story, script),)


def node(place: Place, script: Script, moment: Moment) -> Reply:
    """Show one point of a story."""
    return show_node(place, script, moment)


def show_node(place: Place, script: Script, moment: Moment, before: str = "") -> Reply:
    """Show one point of a story; `before` is what comes first, such as the feedback on the choice that led here."""
    lang, story = place.lang, script.scenarios[place.scenario]
    here = story.nodes[place.node]
    body: list[Paragraph | str] = [before] if before else []
    body += bubbles(here.lines, lang)
    shown, first = offered(place, script), topics(place)
    if here.ending:
        rows = _ending_rows(place, script, way_back(story, here.ending, place.seen))
        return message(place, script, moment, body, (*rows, *shown), (*first, *here.ending.help))
    if here.say_it_your_way:
        body.append(script.say("say-it-your-way", lang))
    rows = tuple((Button(choice.label[lang], Press(place, choice.id)),) for choice in here.choices.values())
    skip = ((to("button-skip", in_story(place, Screen.SKIPPED), script),),)
    return message(place, script, moment, body, (*rows, *shown, *skip), (*first, *(here.help or story.help)))


def skipped(place: Place, script: Script, moment: Moment) -> Reply:
    """Leave the rest of a story out: the signs met so far, who can help, and the way back."""
    lang, story = place.lang, script.scenarios[place.scenario]
    seen = seen_signs(story, place.seen)
    body: list[Paragraph | str] = [strong(story.title[lang]), script.say(spoken_to("skipped", story.id, script), lang)]
    if seen:
        body.append(script.say("debrief-signs", lang) + " " + joined(sign.name[lang] for sign in seen))
        body.append(script.say("signs-rule", lang))
    rows = (
        (
            to("button-say", in_story(place, Screen.SAY), script),
            to("button-who-can-help", in_story(place, Screen.TOPIC, story.help[0]), script),
        ),
        _onwards(place, story, script),
        *back_to_story(place, script),
    )
    return message(place, script, moment, body, (*rows, *offered(place, script)), (*topics(place), *story.help))


def offered(place: Place, script: Script) -> Rows:
    """Keep help in sight for the rest of a story in which danger was heard, whatever the teen said to it."""
    if not place.offer:
        return ()
    return ((to("button-still-here", in_story(place, Screen.TOPIC, place.offer), script),),)


def topics(place: Place) -> tuple[str, ...]:
    """Give the help that was offered when danger was heard: it comes before the story's own."""
    return (place.offer,) if place.offer else ()


def _ending_rows(place: Place, script: Script, retry: str) -> Rows:
    rows = [(to("button-debrief", in_story(place, Screen.DEBRIEF), script),)]
    if retry:
        rows.append((to("button-retry", _again(place, retry), script),))
    return tuple(rows)


def _again(place: Place, node: str) -> Place:
    """Go back to try another way. A group's figures hold first answers only."""
    return Place(place.lang, Screen.NODE, place.scenario, node, offer=place.offer, run=place.run.later())


def debrief(place: Place, script: Script, moment: Moment) -> Reply:
    """Show what to remember of the path that was taken, and the signs met on it."""
    lang, story = place.lang, script.scenarios[place.scenario]
    ending = story.nodes[place.node].ending
    if ending is None:
        raise LookupError("a debrief belongs to an ending")
    seen = seen_signs(story, place.seen)
    body: list[Paragraph | str] = [strong(script.say("debrief-title", lang)), ending.debrief[lang]]
    if seen:
        body.append(script.say("debrief-signs", lang) + " " + joined(sign.name[lang] for sign in seen))
    rows: list[tuple[Button, ...]] = []
    if seen:
        rows.append((to("button-signs", in_story(place, Screen.SIGNS), script),))
    # Something that is not a call first: a sentence to send, then who can help.
    rows.append(
        (
            to("button-say", in_story(place, Screen.SAY), script),
            to("button-who-can-help", in_story(place, Screen.TOPIC, ending.help[0]), script),
        )
    )
    back = way_back(story, ending, place.seen)
    if back:
        rows.append((to("button-retry", _again(place, back), script),))
    if story.workshop:
        rows.append((to("button-my-page", in_story(place, Screen.PAGE), script),))
    rows.append(_onwards(place, story, script))
    return message(place, script, moment, body, (*rows, *offered(place, script)), (*topics(place), *ending.help))


def signs(place: Place, script: Script, moment: Moment) -> Reply:
    """Explain the signs met on the path that was taken."""
    lang, story = place.lang, script.scenarios[place.scenario]
    body: list[Paragraph | str] = [strong(script.say("signs-title", lang))]
    body += [named(sign.name, sign.why[lang], lang) for sign in seen_signs(story, place.seen)]
    body.append(script.say("signs-rule", lang))
    rows = ((to("button-back", in_story(place, Screen.DEBRIEF), script),),)
    return message(place, script, moment, body, (*rows, *offered(place, script)), (*topics(place), *story.help))
