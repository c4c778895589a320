"""Why typed words were answered as they were, in words a moderator can act on.

Rule: the values are those that decided; nothing is computed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.adapters.studio.region import Region, tag
from bot.adapters.studio.words import say
from bot.core.alarm import RINGS, RINGS_IN_PART, RINGS_WITH_PATTERN
from bot.core.turn import Choose, Danger, Question, Unclear, Wordless

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.adapters.reasons import Ranked, Reasons
    from bot.core.alarm.listener import Heard
    from bot.core.script import Script
    from bot.core.turn import Intent, Lang


@dataclass(frozen=True, slots=True)
class Account:
    """What was typed, how it was taken, and why. `titles`: the statement of each ranked entry."""

    typed: str
    taken: str
    level: str
    reasons: Reasons
    titles: tuple[str, ...]


def account(typed: str, intent: Intent, reasons: Reasons, script: Script, lang: Lang) -> Account:
    """Put together what is told about typed words. Of an entry that is gone since it was learned, the id is told."""
    titles = tuple(
        script.entries[each.entry].statement[lang] if each.entry in script.entries else each.entry
        for each in reasons.ranked
    )
    level = intent.alarm.level.value if isinstance(intent, Danger) else ""
    return Account(typed, _taken(intent, script), level, reasons, titles)


def _taken(intent: Intent, script: Script) -> str:
    """Give the key of the sentence that says how words were taken, or `choice:` with the label of the answer."""
    match intent:
        case Danger():
            return "taken-danger"
        case Question(verdict):
            return f"taken-{verdict.kind}"
        case Choose(place, choice):
            label = script.scenarios[place.scenario].nodes[place.node].choices[choice].label[place.lang]
            return f"choice:{label}"
        case Unclear():
            return "taken-unclear"
        case Wordless():
            return "taken-wordless"
        case _:
            return "taken-command"


class Why:
    """The panel."""

    def __init__(self, choose: Callable[[str, str], None]) -> None:
        """`choose` is told which entry to show."""
        self._choose = choose
        self._region = Region(tag("section", look="why", aria_labelledby="why-title"), self._draw)

    def show(self, found: Account | None, lang: Lang, spoken: Lang) -> None:
        """Show the account of the last typed words, or what would stand here."""
        self._region.show((found, lang, spoken))

    def _draw(self, shown: tuple[Account | None, Lang, Lang]) -> None:
        found, lang, spoken = shown
        tag("h2", say("why", lang), id="why-title")
        if found is None:
            tag("p", say("why-none", lang), "quiet")
            return
        with tag("p", look="typed"):
            tag("q", found.typed)
        choice = found.taken.removeprefix("choice:")
        told = say("taken-choice", lang, choice=choice) if choice != found.taken else say(found.taken, lang)
        tag("p", told, "taken")
        self._danger(found.reasons.heard, found.level, lang)
        self._candidates(found, lang, spoken)
        read = " · ".join(
            " / ".join(f"{word} {share:.0%}" if share < 1 else word for word, share in reading)
            for reading in found.reasons.read
        )
        if read:
            tag("h3", say("read-as", lang))
            tag("p", read, "read")

    def _candidates(self, found: Account, lang: Lang, spoken: Lang) -> None:
        if not found.reasons.ranked:
            return
        limits = found.reasons.thresholds
        tag("h3", say("candidates", lang))
        tag("p", say("thresholds", lang, answer=f"{limits.answer:.0%}", ask=f"{limits.ask:.0%}"), "quiet")
        with tag("ol", look="candidates"):
            for each, title in zip(found.reasons.ranked, found.titles, strict=True):
                with tag("li"):
                    self._candidate(each, title, lang, spoken)

    def _candidate(self, each: Ranked, title: str, lang: Lang, spoken: Lang) -> None:
        with tag("div", look="ranked"):
            tag("span", f"{each.probability:.0%}", "score")
            button = tag("button", title, "link", type="button", id=f"ranked-{each.entry}", lang=spoken)
            button.on("click", lambda: self._choose("entry", each.entry), args=[])
        if each.words:
            with tag("p", look="words"):
                tag("span", say("words-that-count", lang) + " : ", "unseen")
                for word, part in each.words:
                    tag("span", f"{word} {part:+.2f}", "for" if part > 0 else "against")

    def _danger(self, heard: Heard, level: str, lang: Lang) -> None:
        tag("h3", say("danger", lang) + (f" – {say(f'level-{level}', lang)}" if level else ""))
        told = {"belief": f"{heard.belief:.0%}", "rings": f"{RINGS:.0%}", "pattern": f"{RINGS_WITH_PATTERN:.0%}"}
        tag("p", say("danger-likely", lang, **told))
        if heard.part:
            tag("p", say("danger-part", lang, belief=f"{heard.part:.0%}", rings=f"{RINGS_IN_PART:.0%}"))
        if heard.dangers:
            tag("p", say("danger-patterns", lang, names=", ".join(heard.dangers)))
        if heard.known is not None:
            tag("p", say("harmless-example" if heard.known else "danger-example", lang))
