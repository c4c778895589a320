"""What a group did, in words: what a facilitator reads, and what is drawn from it.

Rule: made of what may be told (`disclosure.shown`), and of nothing else.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.core.game import BETS, cards_of, shuffled
from bot.core.invitation import invitation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.core.disclosure import Found
    from bot.core.invitation import Invitation
    from bot.core.script import Node, Scenario, Script
    from bot.core.turn import Lang

#: So many signs are named as those a group did not stop at.
MOST_MISSED: Final = 3


# ---- the names of scenes


def begun(story: str) -> str:
    """Name the beginning of a story, which has no choice."""
    return f"begun/{story}"


def at_node(story: str, node: str) -> str:
    """Name a point of a story; its choices are the ids of the choices."""
    return f"node/{story}/{node}"


def at_end(story: str) -> str:
    """Name how a story ended; its choices are the ids of the endings."""
    return f"end/{story}"


def of_card(entry: str, *, flipped: bool) -> str:
    """Name one side of a card; its choices are the bets."""
    return f"{'flip' if flipped else 'card'}/{entry}"


def asked(entry: str, *, after: bool) -> str:
    """Name the statement asked before, or after; its choices are the bets."""
    return f"{'after' if after else 'before'}/{entry}"


# ---- the report


@dataclass(frozen=True, slots=True)
class Row:
    """One answer, and about how many gave it. `kind` colours it: an outcome of a story, a bet, "" for none.

    Whether a choice resists or goes along is the writers' business: a class may see this.
    """

    label: str
    number: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One scene in words. `few`: the answers that too few gave to be told, or nobody."""

    title: str
    rows: tuple[Row, ...]
    few: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """What belongs to one story, or to a round of cards: its sections, the most general first.

    `number`: about how often it was played (0: fewer than five times, and there are no sections).
    """

    title: str
    number: int
    sections: tuple[Section, ...] = ()
    missed: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The results of a group in one language. `asked`: the statement asked before and after, as two sections."""

    lang: Lang
    chapters: tuple[Chapter, ...]
    asked: tuple[Section, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to be told yet."""
        return not self.asked and not any(chapter.number for chapter in self.chapters)


def report(found: Found, script: Script, lang: Lang) -> Report:
    """Tell what a group did. What is no longer in the content is left out."""
    suggested = invitation(found.payload, script)
    if suggested is None:
        return Report(lang, ())
    scenes = found.scenes
    if suggested.kind == "stories":
        chapters = [_of_story(script.scenarios[name], scenes, script, lang) for name in suggested.stories]
    elif suggested.kind == "cards":
        chapters = [_of_cards(suggested, scenes, script, lang)]
    else:
        chapters = []  # what is done with a logbook is counted nowhere
    return Report(lang, tuple(chapters), tuple(_asked(suggested.question, scenes, script, lang)))


def _section(title: str, answers: Iterable[tuple[str, str, str]], told: Mapping[str, int] | None) -> Iterator[Section]:
    """Give a section of answers (id, label, kind); none when the scene has nothing to be told."""
    if not told:
        return
    known = tuple(answers)
    rows = tuple(Row(label, told[name], kind) for name, label, kind in known if name in told)
    if rows:
        yield Section(title, rows, tuple(label for name, label, _ in known if name not in told))


def _of_story(story: Scenario, scenes: Mapping[str, Mapping[str, int]], script: Script, lang: Lang) -> Chapter:
    number = scenes.get(begun(story.id), {}).get("", 0)
    if not number:
        return Chapter(story.title[lang], 0)
    endings = [
        (node.id, _ending(node, node.ending.outcome, script, lang), node.ending.outcome)
        for node in story.nodes.values()
        if node.ending
    ]
    sections = [*_section("", endings, scenes.get(at_end(story.id)))]
    for node in story.nodes.values():
        choices = [(choice.id, choice.label[lang], "") for choice in node.choices.values()]
        title = script.say("results-scene", lang, words=_last_words(node, lang))
        sections += _section(title, choices, scenes.get(at_node(story.id, node.id)))
    return Chapter(story.title[lang], number, tuple(sections), _missed(story, scenes, lang))


def _ending(node: Node, outcome: str, script: Script, lang: Lang) -> str:
    kind = script.say(f"outcome-{outcome}", lang)
    return script.say("results-ending", lang, kind=kind, words=_last_words(node, lang))


def _last_words(node: Node, lang: Lang) -> str:
    """Name a point of a story by what was said last before the choice."""
    return node.lines[-1].words[lang]


def _missed(story: Scenario, scenes: Mapping[str, Mapping[str, int]], lang: Lang) -> tuple[Row, ...]:
    """Give the signs that were there when most went along, and about how often they did."""
    went_along: Counter[int] = Counter()
    for node in story.nodes.values():
        told = scenes.get(at_node(story.id, node.id), {})
        for choice in node.choices.values():
            if choice.goes_along:
                seen = node.seen | choice.seen
                for bit in range(len(story.signs)):
                    if seen >> bit & 1:
                        went_along[bit] += told.get(choice.id, 0)
    return tuple(
        Row(story.signs[bit].name[lang], number) for bit, number in went_along.most_common(MOST_MISSED) if number
    )


def _of_cards(suggested: Invitation, scenes: Mapping[str, Mapping[str, int]], script: Script, lang: Lang) -> Chapter:
    """Tell of the cards that were dealt, in their order; every one of the group gets the same."""
    title = script.themes[suggested.item].title[lang] if suggested.item else script.say("game-title", lang)
    sections: list[Section] = []
    if suggested.played:
        dealt = shuffled(cards_of(suggested.item, script), suggested.played.seed)[: suggested.played.length]
        for face in dealt:
            told = scenes.get(of_card(face.entry.id, flipped=face.flipped))
            quoted = script.say("results-card", lang, statement=face.statement[lang])
            sections += _section(quoted, _bets(script, lang), told)
    return Chapter(title, max((_sum(section) for section in sections), default=0), tuple(sections))


def _sum(section: Section) -> int:
    return sum(row.number for row in section.rows)


def _bets(script: Script, lang: Lang) -> list[tuple[str, str, str]]:
    return [(bet, script.say(f"button-bet-{bet}", lang), bet) for bet in BETS]


def _asked(entry: str, scenes: Mapping[str, Mapping[str, int]], script: Script, lang: Lang) -> Iterator[Section]:
    """Give what was answered before, and after."""
    if not entry:
        return
    for after in (False, True):
        key = "results-after" if after else "results-before"
        title = script.say(key, lang, statement=script.entries[entry].statement[lang])
        yield from _section(title, _bets(script, lang), scenes.get(asked(entry, after=after)))
