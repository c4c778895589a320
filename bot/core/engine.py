"""One turn in, one outcome out.

Rule: no clock, no chance, no I/O; the same arguments give the same outcome.
Every intent has one function below, and every function returns exactly one reply.
Nothing loops: a turn moves at most one step in a story.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.core import results, screens
from bot.core.facilitating import SCREENS, entrance, facilitate
from bot.core.game import BETS, bet_well, face_at
from bot.core.invitation import invitation, until, week_of
from bot.core.screens.message import spoken_to
from bot.core.script import leads_back
from bot.core.text import words
from bot.core.turn import (
    UNKNOWN_WORDS,
    Act,
    Broken,
    Choose,
    Count,
    Danger,
    Go,
    Group,
    Intent,
    Invited,
    Mark,
    Media,
    Outcome,
    Place,
    Question,
    Screen,
    Stale,
    Unclear,
    Wordless,
)

if TYPE_CHECKING:
    from bot.core.script import Script
    from bot.core.turn import Lang, Moment


def step(intent: Intent, script: Script, moment: Moment) -> Outcome:
    """Answer one intent."""
    match intent:
        case Go(place):
            return _go(place, script, moment)
        case Choose(place, choice, act):
            return _choose(place, choice, act, script, moment)
        case Danger():
            return _danger(intent, script, moment)
        case Question():
            return _question(intent, script, moment)
        case Unclear(at):
            said = script.say(spoken_to("unclear", at.scenario, script), at.lang)
            return Outcome(screens.show_node(at, script, moment, said), (Count("unclear", at.lang, at.scenario),))
        case Invited(payload, lang):
            return _invited(payload, lang, script, moment)
        case Stale(lang) | Broken(lang) | Wordless(lang) | Media(lang) | Group(lang):
            key, event, acts = _NOTICES[type(intent)]
            return Outcome(screens.notice(key, lang, script, moment), (Count(event, lang),), acts)


#: What is answered with a short word from the bot itself: which text, what is counted, what is done.
_NOTICES: Final[dict[type[Intent], tuple[str, str, tuple[Act, ...]]]] = {
    Stale: ("stale", "stale", ()),
    Broken: ("link-broken", "link-broken", ()),
    Wordless: ("empty", "wordless", ()),
    Media: ("media", "media", (Act.DELETE_WHAT_CAME,)),
    Group: ("group", "group", (Act.LEAVE,)),
}
#: A word this long says something; "pour", "that" do not.
_TELLING: Final = 5
#: Screens whose opening is counted, and under which name. What is not here is not counted.
_COUNTED = {
    Screen.HELP: "help",
    Screen.TOPIC: "help-topic",
    Screen.RESOURCE: "help-line",
    Screen.ENTRY: "entry",
    Screen.ERASE: "erase",
    Screen.SCORE: "round-ended",
    Screen.SIGN: "sign",
}
#: Screens whose opening does something in the chat besides showing a message.
_ACTS: dict[Screen, tuple[Act, ...]] = {
    Screen.ERASE: (Act.ERASE_CHAT,),
    Screen.KEPT: (Act.LEAVE_WHAT_WAS_SHOWN,),
}


def _go(place: Place, script: Script, moment: Moment) -> Outcome:
    """Show a place; a story's node adds the signs it shows to those already seen."""
    if place.screen is Screen.NODE:
        return _enter(place, script, moment)
    if place.screen is Screen.BEFORE and place.page:
        return _answered_before(place, script, moment)
    if place.screen in SCREENS:
        return facilitate(place, script, moment)
    acts = _ACTS.get(place.screen, ())
    if place.key:  # pressed in the message that opens a group's results, which must stay
        place, acts = replace(place, key=""), (*acts, Act.BESIDE)
    return Outcome(screens.show(place, script, moment), _counts(place, script), acts, _marks(place, script))


def _invited(payload: str, lang: Lang, script: Script, moment: Moment) -> Outcome:
    """Follow the link of a facilitator to where it leads, as long as it lasts."""
    if until(payload) < week_of(moment.now.date()):
        return Outcome(screens.notice("link-over", lang, script, moment), (Count("link-over", lang),))
    suggested = invitation(payload, script)
    if suggested is None:
        return Outcome(screens.notice("link-gone", lang, script, moment), (Count("link-gone", lang),))
    return _go(entrance(suggested, lang), script, moment)


def _answered_before(place: Place, script: Script, moment: Moment) -> Outcome:
    """Begin the story once somebody has said what they think."""
    story, run = script.scenarios[place.scenario], place.run
    outcome = _enter(Place(place.lang, Screen.NODE, story.id, story.start, page=1, run=run), script, moment)
    bet = Mark(run.counted, results.asked(run.question, after=False), BETS[place.page - 1], BETS)
    return replace(outcome, marks=(bet, *outcome.marks)) if run.counted else outcome


def _marks(place: Place, script: Script) -> tuple[Mark, ...]:
    """Say what the opening of a screen adds to what a group did. What is ticked in a logbook is nobody's business."""
    run, screen = place.run, place.screen
    if screen is Screen.AFTER and place.page and run.group:  # after a second way through, it is still the first answer
        return (Mark(run.group, results.asked(run.question, after=True), BETS[place.page - 1], BETS),)
    if screen is Screen.TURNED and run.counted:
        face = face_at(place, script)
        scene = results.of_card(face.entry.id, flipped=face.flipped)
        return (Mark(run.group, scene, BETS[place.page - 1], BETS),)
    return ()


def _counts(place: Place, script: Script) -> tuple[Count, ...]:
    """Say what the opening of a screen adds to the counters."""
    lang = place.lang
    match place.screen:
        case Screen.TURNED:
            # Which statements are taken for true tells what a workshop should speak about; who bet is in no counter.
            right = bet_well(place, script)
            return (Count("card-right" if right else "card-wrong", lang, face_at(place, script).entry.id),)
        case Screen.PAGE_DONE:
            return (Count("page-made", lang, place.item or place.scenario),)
        case Screen.FILM:
            return (Count("film-begun", lang, place.item),) if place.page == 1 else ()
        case _:
            event = _COUNTED.get(place.screen)
            return (Count(event, lang, place.item),) if event else ()


def _enter(place: Place, script: Script, moment: Moment, feedback: str = "") -> Outcome:
    story = script.scenarios[place.scenario]
    node = story.nodes[place.node]
    seen = (place.seen | node.seen) & ((1 << len(story.signs) + len(story.turns)) - 1)
    there = Place(place.lang, Screen.NODE, place.scenario, place.node, seen, offer=place.offer, run=place.run)
    counts: tuple[Count, ...] = ()
    marks: tuple[Mark, ...] = ()
    if node.ending:
        counts = (Count("story-ended", place.lang, f"{story.id}/{node.id}"),)
    elif node.id == story.start:
        counts = (Count("story-begun", place.lang, story.id),)
        marks = (Mark(place.run.counted, results.begun(story.id)),) if place.page and place.run.counted else ()
    return Outcome(screens.show_node(there, script, moment, feedback), counts, (), marks)


def _choose(place: Place, choice_id: str, act: str, script: Script, moment: Moment) -> Outcome:
    """Take one step: what is strong in the teen's own words, the feedback on the choice, then the node it leads to."""
    story = script.scenarios[place.scenario]
    choice = story.nodes[place.node].choices[choice_id]
    seen = place.seen | choice.seen
    run = place.run.later() if leads_back(story, place.node, choice.to) else place.run
    there = Place(place.lang, Screen.NODE, place.scenario, choice.to, seen, offer=place.offer, run=run)
    feedback = choice.feedback[place.lang]
    strength = script.strengths[act][place.lang] if act else ""
    if not _echoes(strength, feedback):
        feedback = f"{strength} {feedback}".strip()
    outcome = replace(_enter(there, script, moment, feedback), marks=_marks_of_step(place, choice_id, there, script))
    return (
        replace(outcome, counts=(Count(f"said-{act}", place.lang, place.scenario), *outcome.counts)) if act else outcome
    )


def _marks_of_step(place: Place, choice: str, there: Place, script: Script) -> tuple[Mark, ...]:
    """Say what a choice adds to what a group did, and the ending it leads to, if it does."""
    story, group = script.scenarios[place.scenario], place.run.counted
    if not group:
        return ()
    chosen = Mark(group, results.at_node(story.id, place.node), choice, tuple(story.nodes[place.node].choices))
    if story.nodes[there.node].ending is None or not there.run.counted:
        return (chosen,)
    endings = tuple(node.id for node in story.nodes.values() if node.ending)
    return (chosen, Mark(group, results.at_end(story.id), there.node, endings))


def _echoes(strength: str, feedback: str) -> bool:
    """Whether the feedback says already what is strong in one's own words: twice would sound like a machine."""
    told = {word for word in words(feedback) if len(word) >= _TELLING}
    return any(word in told for word in words(strength))


def _at(at: Place | None, screen: Screen, place: Place) -> Place:
    """The same screen, keeping the way back to the story that was interrupted."""
    if at is None:
        return place
    return Place(place.lang, screen, at.scenario, at.node, at.seen, place.item, offer=at.offer, run=at.run)


def _question(intent: Question, script: Script, moment: Moment) -> Outcome:
    verdict = intent.verdict
    lang = verdict.lang
    if verdict.kind == "answer":
        entry = verdict.entries[0]
        place = _at(intent.at, Screen.ENTRY, Place(lang, Screen.ENTRY, item=entry))
        return Outcome(screens.show_entry(place, script, moment, asked=True), (Count("answered", lang, entry),))
    if verdict.kind == "ask":
        place = _at(intent.at, Screen.ASK, Place(lang, Screen.ASK))
        return Outcome(screens.did_you_mean(place, verdict, script, moment), (Count("did-you-mean", lang),))
    if verdict.kind == "small":
        place = _at(intent.at, Screen.MENU, Place(lang, Screen.MENU))
        kind = verdict.entries[0]
        if script.small_talk[kind].opens_help:
            place = _at(intent.at, Screen.HELP, Place(lang, Screen.HELP))
            return Outcome(screens.show(place, script, moment), (Count("help", lang),))
        return Outcome(screens.small_talk(place, kind, script, moment), (Count("small-talk", lang, kind),))
    place = _at(intent.at, Screen.UNKNOWN, Place(lang, Screen.UNKNOWN))
    counts = (Count("unknown", lang), *(Count(UNKNOWN_WORDS, lang, known) for known in intent.unknown))
    return Outcome(screens.show(place, script, moment), counts)


def _danger(intent: Danger, script: Script, moment: Moment) -> Outcome:
    """Danger comes before everything; the question in the words, if there was one, stays a tap away."""
    lang, at = intent.lang, intent.at
    if at and at.node:
        at = replace(at, offer=intent.alarm.topics[0])
    place = _at(at, Screen.HELP, Place(lang, Screen.HELP))
    reply = screens.danger(place, intent.alarm, intent.verdict, script, moment)
    acts = (Act.DELETE_WHAT_CAME,) if intent.media else ()
    return Outcome(reply, (Count(f"danger-{intent.alarm.level.value}", lang),), acts)
