"""The card game, myth or reality."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.game import BETS, LENGTHS, SEEDS, Round, bet_well, deck, face_at, round_at
from bot.core.screens.group import about_group
from bot.core.screens.knowledge import small_print
from bot.core.screens.message import message, packed, strong, to
from bot.core.turn import Button, Paragraph, Place, Press, Reply, Screen, Span

if TYPE_CHECKING:
    from bot.core.script import Script
    from bot.core.turn import Moment

#: A row of good bets is worth a word from here on.
_STREAK = 2
#: Of a round, this share of good bets is told as "many", and this as "some".
_MANY, _SOME = 0.8, 0.4
#: Ways to say that a bet was not right, in turn: one sentence ten times in a round would sting.
_WRONG = ("turned-wrong", "turned-wrong-trap", "turned-wrong-learn")


def game(place: Place, script: Script, moment: Moment) -> Reply:
    """Ask for a theme, or any, and for the length of a round; a round that a facilitator chose only begins."""
    if place.page:
        return _chosen(place, script, moment)
    lang = place.lang
    seed = moment.chance() % SEEDS
    title = script.themes[place.item].title[lang] if place.item else ""
    body: list[Paragraph | str] = [
        strong(script.say("game-title", lang)),
        script.say("game-theme", lang, title=title) if title else script.say("game-text", lang),
        script.say("game-length", lang),
    ]
    lengths = tuple(
        Button(
            script.say("button-cards", lang, number=length),
            Press(Place(lang, Screen.CARD, item=place.item, held=Round(seed, length).number())),
        )
        for length in LENGTHS
        if length <= len(deck(place, script))
    )
    if place.item:
        return message(place, script, moment, body, (lengths, (to("button-back", Place(lang, Screen.GAME), script),)))
    themes = [
        Button(theme.title[lang], Press(Place(lang, Screen.GAME, item=theme.id)))
        for theme in script.themes.values()
        if len(deck(Place(lang, Screen.GAME, item=theme.id), script)) >= LENGTHS[0]
    ]
    body.append(script.say("game-or-theme", lang))
    return message(place, script, moment, body, (lengths, *packed(themes)))


def _chosen(place: Place, script: Script, moment: Moment) -> Reply:
    """Let a round begin that is the same for a whole group."""
    lang = place.lang
    title = script.themes[place.item].title[lang] if place.item else script.say("any-theme", lang)
    told, uncounted = about_group(place, script)
    body: list[Paragraph | str] = [
        strong(script.say("game-title", lang)),
        script.say("round-line", lang, title=title, number=round_at(place).length),
        script.say("game-text", lang),
        *told,
    ]
    begin = (to("button-begin", replace(place, screen=Screen.CARD, page=0), script),)
    return message(place, script, moment, body, (begin, *uncounted))


def card(place: Place, script: Script, moment: Moment) -> Reply:
    """Show one side of a card, and take a bet."""
    lang, played = place.lang, round_at(place)
    face = face_at(place, script)
    body: list[Paragraph | str] = [
        strong(script.say("card-number", lang, number=played.drawn + 1, length=played.length)),
        face.statement[lang],
    ]
    bets = [
        to(f"button-bet-{bet}", replace(place, screen=Screen.TURNED, page=number), script)
        for number, bet in enumerate(BETS, 1)
    ]
    return message(place, script, moment, body, (tuple(bets[:2]), tuple(bets[2:])), face.entry.help)


def turned(place: Place, script: Script, moment: Moment) -> Reply:
    """Turn the card: what is true, why, and why people believe the other side."""
    lang, before = place.lang, round_at(place)
    face = face_at(place, script)
    right = bet_well(place, script)
    after = before.after(right=right)
    entry = face.entry
    found: list[Paragraph | str] = [
        (
            Span(script.say(f"turned-{face.verdict}", lang) + " ", strong=True),
            Span(script.say("turned-right" if right else _WRONG[before.drawn % len(_WRONG)], lang)),
        ),
        face.statement[lang],
        entry.answer[lang],
    ]
    if entry.card:
        found.append((Span(script.say("card-believed", lang) + " ", strong=True), Span(entry.card.believed[lang])))
    if right and after.streak >= _STREAK:
        found.append(script.say("card-streak", lang, number=after.streak))
    found += small_print(entry, lang, script)
    over = after.drawn == after.length
    going_on = replace(place.run, again=False)
    following = replace(place, screen=Screen.SCORE if over else Screen.CARD, page=0, held=after.number(), run=going_on)
    # Shown in the other language, or again after help, it is no second bet.
    shown = replace(place, run=place.run.later())
    rows = (
        (to("button-score" if over else "button-next-card", following, script),),
        (to("button-who-can-help", Place(lang, Screen.TOPIC, item=entry.help[0]), script),),
    )
    return message(shown, script, moment, found, rows, entry.help)


def score(place: Place, script: Script, moment: Moment) -> Reply:
    """End the round: a score to be glad of, and ways on."""
    lang, played = place.lang, round_at(place)
    share = played.right / played.length
    word = "many" if share >= _MANY else "some" if share >= _SOME else "few"
    body: list[Paragraph | str] = [
        strong(script.say("score-title", lang)),
        script.say("score-text", lang, right=played.right, length=played.length, best=played.best),
        script.say(f"score-{word}", lang),
    ]
    rows = (
        (
            to("button-again", Place(lang, Screen.GAME, item=place.item), script),
            to("button-other-theme", Place(lang, Screen.GAME), script),
        ),
        (to("button-ask", Place(lang, Screen.ASK), script),),
    )
    return message(place, script, moment, body, rows)
