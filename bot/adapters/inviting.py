"""Suggesting something to a group from the command line, for printing: what is meant, and what is told.

Rule: the same invitation as the bot makes. Whatever is wrong with the call is one sentence that says what there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.content.problem import nearest
from bot.core.game import LENGTHS, SEEDS, Round, cards_of
from bot.core.invitation import (
    MOST_STORIES,
    MOST_STORIES_WITH_QUESTION,
    RESULTS_PREFIX,
    Invitation,
    last_day,
    week_after,
)
from bot.core.screens.handed_out import forward
from bot.core.screens.suggesting import day_in_words
from bot.core.script import Both
from bot.core.turn import Moment, Place, Screen, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.core.script import Script
    from bot.core.turn import Lang

#: A link may be printed for so many days ahead.
MOST_DAYS: Final = 365

_NO_SUCH: Final = Both(
    "Rien ne s'appelle « {name} » ({kind}).{meant} Il y a : {names}.",
    "There is no {kind} «{name}».{meant} There are: {names}.",
)
_MEANT: Final = Both(" Vouliez-vous dire « {meant} »?", " Did you mean «{meant}»?")
_KINDS: Final = {
    "story": Both("histoire", "story"),
    "theme": Both("thème", "theme"),
    "page": Both("page", "page"),
    "card": Both("affirmation", "statement"),
}
_ONE_KIND: Final = Both(
    "Nommez des histoires, ou --cards, ou --page : une seule sorte à la fois.",
    "Name stories, or --cards, or --page: one kind at a time.",
)
_TOO_MANY: Final = Both(
    "{most} histoires au plus, et {asked} avec une question avant et après.",
    "{most} stories at most, and {asked} with a question before and after.",
)
_TWICE: Final = Both("Nommez chaque histoire une seule fois.", "Name each story once.")
_NOT_COUNTED: Final = Both(
    "Ce qu'on fait avec une page du carnet n'est compté nulle part : retirez --results.",
    "What is done with a page of the logbook is counted nowhere: leave --results out.",
)
_QUESTION_OF_STORIES: Final = Both(
    "Une question avant et après va avec des histoires, et avec --results.",
    "A question before and after goes with stories, and with --results.",
)
_FEW_CARDS: Final = Both("Ce thème a moins de {number} cartes.", "This theme has fewer than {number} cards.")
_TOLD: Final = (
    Both("Lien", "Link"),
    Both("Dernier jour", "Last day"),
    Both("Message à transférer", "Message to forward"),
)
_RESULTS: Final = Both(
    "Pour vous seulement : gardez ce lien et ne l'envoyez à personne. Il ouvre les résultats du groupe, et personne ne "
    "peut le refaire :",
    "For you only: keep this link and send it to nobody. It opens the group's results, and nobody can make it again:",
)


class InviteError(Exception):
    """Nothing can be suggested so; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, and of which bot.

    `cards`: a theme, "" for all, None for none. `lang` None: both languages. `told`: the language of what is told.
    `seed`: from where cards are shuffled; `group`: the code of a group, with `results`.
    """

    bot: str
    told: Lang = "en"
    stories: tuple[str, ...] = ()
    cards: str | None = None
    length: int = LENGTHS[0]
    page: str = ""
    lang: Lang | None = None
    days: int = 30
    question: str = ""
    results: bool = False
    seed: int = 0
    group: str = ""


def invitation_of(asked: Asked, script: Script, now: datetime) -> Invitation:
    """Make the invitation that was asked for. Raises InviteError."""
    told, group = asked.told, asked.group
    until = week_after(now.date(), asked.days)
    if sum((bool(asked.stories), asked.cards is not None, bool(asked.page))) != 1:
        raise InviteError(_ONE_KIND[told])
    if asked.question and not (asked.stories and asked.results):
        raise InviteError(_QUESTION_OF_STORIES[told])
    if asked.page:
        _must_be("page", asked.page, script.logbook.pages, told)
        if asked.results:
            raise InviteError(_NOT_COUNTED[told])
        return Invitation(until, asked.lang, item=asked.page)
    if asked.cards is not None:
        return _cards(asked, until, script)
    stories = [name for name, story in script.scenarios.items() if story.workshop]
    for name in asked.stories:
        _must_be("story", name, stories, told)
    if len({*asked.stories}) < len(asked.stories):
        raise InviteError(_TWICE[told])
    most = MOST_STORIES_WITH_QUESTION if asked.question else MOST_STORIES
    if len(asked.stories) > most:
        raise InviteError(_TOO_MANY[told].format(most=MOST_STORIES, asked=MOST_STORIES_WITH_QUESTION))
    if asked.question:
        _must_be("card", asked.question, [entry.id for entry in script.entries.values() if entry.card], told)
    return Invitation(until, asked.lang, asked.stories, question=asked.question, group=group)


def _cards(asked: Asked, until: int, script: Script) -> Invitation:
    theme = asked.cards or ""
    if theme:
        _must_be("theme", theme, script.themes, asked.told)
    if len(cards_of(theme, script)) < asked.length:
        raise InviteError(_FEW_CARDS[asked.told].format(number=asked.length))
    return Invitation(until, asked.lang, played=Round(asked.seed % SEEDS, asked.length), item=theme, group=asked.group)


def _must_be(kind: str, name: str, names: Iterable[str], told: Lang) -> None:
    known = sorted(names)
    if name in known:
        return
    meant = nearest(name, set(known))
    said = _MEANT[told].format(meant=meant) if meant else ""
    raise InviteError(_NO_SUCH[told].format(kind=_KINDS[kind][told], name=name, meant=said, names=", ".join(known)))


def link(suggested: Invitation, bot: str) -> str:
    """Give the link of an invitation, for the bot of this name."""
    return f"https://t.me/{bot}?start={suggested.payload()}"


def in_words(suggested: Invitation, asked: Asked, key: str, script: Script, now: datetime) -> str:
    """Tell the link, its last day, a message to hand on; and, apart from them, the link that opens the results."""
    bot, told = asked.bot, asked.told
    # What is printed is read at any hour: the line beneath it is the one of noon.
    moment = Moment(now.replace(hour=12), address=f"https://t.me/{bot}")
    linked, works, handed_on = (said[told] for said in _TOLD)
    colon = " : " if told == "fr" else ": "
    until = day_in_words(last_day(suggested.until, now.date()), told, script)
    message = text_of(forward(Place(told, Screen.FORWARD), suggested, script, moment))
    lines = [f"{linked}{colon}{link(suggested, bot)}", f"{works}{colon}{until}", "", f"{handed_on}{colon}", "", message]
    if key:
        lines += ["", "-" * 60, _RESULTS[told], f"https://t.me/{bot}?start={RESULTS_PREFIX}{key}"]
    return "\n".join(lines) + "\n"
