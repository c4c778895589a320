"""What a player met in the stories, told to whoever writes them.

Rule: what is wrong is told with the one command that shows it again; `--path` shows it.
What was met comes from `core.play` and `core.oddities`, the words from `words`.
"""

from __future__ import annotations

import random
import shlex
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median_low
from typing import TYPE_CHECKING, Final

from bot.adapters.playing.words import (
    AND,
    ERRORS,
    FAULT,
    FAULTS,
    IN,
    NAME_OF,
    ODD,
    OUTCOME_MANY,
    OUTCOME_ONE,
    SCREEN,
    STORIES,
    STORY,
    TOLD,
    WRONG,
)
from bot.adapters.written import counted, listed, number, percent, quoted
from bot.core.oddities import WORDS_A_MINUTE, oddities
from bot.core.play import PathError, Player, along, at_random, most_answers
from bot.core.turn import LANGS, Moment, Screen, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from bot.core.faults import Fault
    from bot.core.oddities import Oddity
    from bot.core.play import Explored, Found, Message, Walk
    from bot.core.script import Scenario, Script
    from bot.core.turn import Lang, Reply

#: Walks through each story in each language: enough to meet nearly all of it, in a few seconds.
WALKS: Final = 100
MOST_WALKS: Final = 100_000
#: A Wednesday at noon in Québec: the help line does not change from one run to the next.
_MOMENT: Final = Moment(datetime(2026, 3, 11, 12, 0))  # noqa: DTZ001 - the core takes local time
_OUTCOMES: Final = ("safe", "open", "caught", "done")


class PlayingError(Exception):
    """The stories cannot be played as asked; the message says what to do, in the language of the report."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What to play and how to tell it. `langs`: the languages played. `folder`: as it was named, or ""."""

    stories: tuple[str, ...] = ()
    langs: tuple[Lang, ...] = LANGS
    walks: int = WALKS
    seed: int = 1
    report: Lang = "fr"
    folder: str = ""


@dataclass(frozen=True, slots=True)
class _Played:
    """One story in one language."""

    lang: Lang
    explored: Explored
    walks: tuple[Walk, ...]

    def found(self) -> Iterator[Found]:
        """Give each fault once, on the shortest path that leads to it."""
        known: set[tuple[str, str, str, Screen]] = set()
        every = (*self.explored.found, *(found for walk in self.walks for found in walk.found))
        for found in sorted(every, key=lambda each: len(each.path)):
            # How much too long depends on the way; that it is, is one fault.
            about = "" if found.fault.kind == "too-long" else found.fault.about
            key = (found.fault.kind, about, found.node, found.screen)
            if key not in known:
                known.add(key)
                yield found


def play(script: Script, asked: Asked, out: TextIO) -> bool:
    """Play the stories asked for, or all; tell what was met. Say whether all was reached and nothing was wrong.

    Raises PlayingError for a story that does not exist.
    """
    lang = asked.report
    stories = _stories(script, asked)
    out.write(_intro(asked) + "\n")
    everything: list[tuple[Scenario, list[_Played]]] = []
    for story in stories:
        played = [_play(story, script, each, asked) for each in asked.langs]
        everything.append((story, played))
        out.write("\n" + "".join(f"{line}\n" for line in _story(story, played, asked)))
        out.flush()
    out.write("\n" + "".join(f"{line}\n" for line in _total(everything, lang)))
    return not _missed(everything) and not _count(everything)


def replay(script: Script, asked: Asked, path: Sequence[str], out: TextIO) -> bool:
    """Show each message on a path through one story, what was chosen, and what is wrong. Say whether nothing was.

    Raises PlayingError when not one story is asked for, or a choice of the path does not exist.
    """
    lang = asked.report
    if len(asked.stories) != 1:
        raise PlayingError(ERRORS["one-story"][lang])
    (story,) = _stories(script, asked)
    fine = True
    for each in asked.langs:
        try:
            walk = Player(story, script, each, _MOMENT).walk(along(path))
        except PathError as error:
            raise PlayingError(_no_choice(error, lang)) from None
        if len(walk.path) < len(path) and not walk.found:
            end, beyond = quoted(walk.nodes[-1], lang), listed(path[len(walk.path) :], lang)
            raise PlayingError(ERRORS["beyond"][lang].format(node=end, names=beyond))
        fine = fine and not walk.found
        out.writelines(f"{line}\n" for line in _replayed(story, each, walk, lang))
    return fine


def _stories(script: Script, asked: Asked) -> list[Scenario]:
    lang = asked.report
    for name in asked.stories:
        if name not in script.scenarios:
            known = ", ".join(script.scenarios)
            raise PlayingError(ERRORS["no-story"][lang].format(name=quoted(name, lang), known=known))
    names = dict.fromkeys(asked.stories) or dict.fromkeys(script.scenarios)
    return [script.scenarios[name] for name in names]


def _play(story: Scenario, script: Script, lang: Lang, asked: Asked) -> _Played:
    """Play one story; its walks depend on the seed and on nothing that other stories hold."""
    player = Player(story, script, lang, _MOMENT)
    chance = random.Random(f"{asked.seed}/{story.id}/{lang}")  # noqa: S311 - a walk through a story is no secret
    walks = tuple(player.walk(at_random(chance.randrange)) for _ in range(asked.walks))
    return _Played(lang, player.explore(), walks)


# ---- one story -----------------------------------------------------------------------------------------------------


def _intro(asked: Asked) -> str:
    lang = asked.report
    played = AND[lang].join(NAME_OF[each][lang] for each in asked.langs)
    walks = number(asked.walks, lang)
    return TOLD["intro"][lang].format(played=played, walks=walks, seed=asked.seed)


def _story(story: Scenario, played: Sequence[_Played], asked: Asked) -> Iterator[str]:
    lang = asked.report
    yield f"{story.id} — {story.title[lang]}"
    yield from (f"  {line}" for line in _coverage(story, played, lang))
    if asked.walks:
        yield "  " + _endings(story, played, lang)
        yield "  " + _lengths(story, played, lang)
    odd = dict.fromkeys(oddity for each in played for oddity in oddities(story, each.explored, each.walks))
    yield from (f"  ? {line}" for line in _odd(odd, lang))
    for each in played:
        for found in each.found():
            yield f"  ✗ {_where(found.screen, found.node, lang)}{_colon(lang)}{_fault(found.fault, lang)}"
            yield f"    {_command(story, each.lang, found.path, asked)}"


def _coverage(story: Scenario, played: Sequence[_Played], lang: Lang) -> Iterator[str]:
    """Say what pressing everything once reached, by name what was never reached, and what chance met of it."""
    choices = {(node.id, choice) for node in story.nodes.values() for choice in node.choices}
    reached, pressed = _met(played), _all_pressed(played)
    yield TOLD["coverage"][lang].format(
        nodes=_of(len(reached), len(story.nodes), lang), choices=_of(len(pressed), len(choices), lang)
    )
    missed = [name for name in story.nodes if name not in reached]
    if missed:
        yield TOLD["missed-nodes"][lang].format(names=listed(missed, lang, len(missed)))
    unpressed = [f"{node}/{choice}" for node, choice in sorted(choices - pressed)]
    if unpressed:
        yield TOLD["missed-choices"][lang].format(names=listed(unpressed, lang, len(unpressed)))
    met = {name for each in played for walk in each.walks for name in walk.nodes}
    unmet = [name for name in story.nodes if name in reached and name not in met]
    if unmet and any(each.walks for each in played):
        yield TOLD["unmet"][lang].format(names=listed(unmet, lang))


def _pressed(played: _Played) -> set[tuple[str, str]]:
    return {(node, choice) for node, led in played.explored.led.items() for choice in led}


def _endings(story: Scenario, played: Sequence[_Played], lang: Lang) -> str:
    """Say how many endings of each outcome were reached, and how often chance ended so."""
    reached = {name for each in played for name in each.explored.led if story.nodes[name].ending}
    kinds = Counter(_outcome(story, name) for name in reached)
    ended = Counter(_outcome(story, walk.ending) for each in played for walk in each.walks if walk.ending)
    whole = sum(ended.values())
    parts = [
        f"{counted(kinds[kind], OUTCOME_ONE[kind], OUTCOME_MANY[kind], lang)} ({percent(ended[kind], whole, lang)})"
        for kind in _OUTCOMES
        if kinds[kind]
    ]
    return TOLD["endings"][lang].format(parts=", ".join(parts) or TOLD["none"][lang])


def _outcome(story: Scenario, name: str) -> str:
    ending = story.nodes[name].ending
    return ending.outcome if ending else ""


def _lengths(story: Scenario, played: Sequence[_Played], lang: Lang) -> str:
    """Say how many answers a walk to an end takes, and how many words and minutes it reads."""
    lengths = [len(walk.path) for each in played for walk in each.walks if walk.ending]
    if not lengths:
        return TOLD["no-end"][lang]
    words = {each.lang: median_low(walk.words for walk in each.walks) for each in played}
    told = AND[lang].join(f"{number(count, lang)} {IN[each][lang]}" for each, count in words.items())
    most = [most_answers(story, each.explored) for each in played]
    bounded = [each for each in most if each is not None]
    return TOLD["lengths"][lang].format(
        shortest=min(
            len(each.explored.paths[name]) for each in played for name in each.explored.led if story.nodes[name].ending
        ),
        middle=median_low(lengths),
        most=TOLD["at-most"][lang].format(longest=max(bounded)) if bounded == most else "",
        words=told,
        minutes=max(1, round(max(words.values()) / WORDS_A_MINUTE)),
        promised=story.minutes,
    )


def _odd(odd: Iterable[Oddity], lang: Lang) -> Iterator[str]:
    for each in odd:
        yield ODD[each.kind][lang].format(
            node=quoted(each.node, lang),
            path=" → ".join(each.names),
            number=number(each.number, lang),
            of=number(each.of, lang),
        )


_All = Sequence[tuple["Scenario", Sequence[_Played]]]


def _total(everything: _All, lang: Lang) -> Iterator[str]:
    nodes = [len(story.nodes) for story, _ in everything]
    choices = [sum(len(node.choices) for node in story.nodes.values()) for story, _ in everything]
    reached = [len(_met(played)) for _, played in everything]
    pressed = [len(_all_pressed(played)) for _, played in everything]
    outcomes = Counter(
        _outcome(story, name)
        for story, played in everything
        for name in set().union(*(each.explored.led for each in played))
        if story.nodes[name].ending
    )
    yield TOLD["total"][lang].format(
        stories=counted(len(everything), STORY, STORIES, lang),
        nodes=_of(sum(reached), sum(nodes), lang),
        choices=_of(sum(pressed), sum(choices), lang),
        endings=", ".join(
            counted(outcomes[kind], OUTCOME_ONE[kind], OUTCOME_MANY[kind], lang) for kind in _OUTCOMES if outcomes[kind]
        ),
    )
    if _missed(everything):
        yield TOLD["missed"][lang].format(number=number(_missed(everything), lang))
    found = _count(everything)
    yield TOLD["faults" if found else "no-faults"][lang].format(faults=counted(found, FAULT, FAULTS, lang))


def _missed(everything: _All) -> int:
    """Count the nodes and answers that pressing everything did not reach in every language."""
    return sum(
        len(story.nodes)
        + sum(len(node.choices) for node in story.nodes.values())
        - len(_met(played))
        - len(_all_pressed(played))
        for story, played in everything
    )


def _count(everything: _All) -> int:
    """Count the faults."""
    return sum(1 for _, played in everything for each in played for _ in each.found())


def _met(played: Sequence[_Played]) -> set[str]:
    return set.intersection(*(set(each.explored.led) for each in played))


def _all_pressed(played: Sequence[_Played]) -> set[tuple[str, str]]:
    return set.intersection(*(_pressed(each) for each in played))


def _of(part: int, whole: int, lang: Lang) -> str:
    return TOLD["of"][lang].format(part=number(part, lang), whole=number(whole, lang))


def _command(story: Scenario, lang: Lang, path: Sequence[str], asked: Asked) -> str:
    named = [story.id, asked.folder] if asked.folder else [story.id]
    return shlex.join(["pile-ou-face", "play", *named, "--lang", lang, "--path", ",".join(path)])


def _where(screen: Screen, node: str, lang: Lang) -> str:
    return " ".join(part for part in (SCREEN[screen][lang], quoted(node, lang) if node else "") if part)


def _fault(fault: Fault, lang: Lang) -> str:
    return WRONG[fault.kind][lang].format(about=quoted(fault.about, lang), number=fault.about)


def _colon(lang: Lang) -> str:
    return "\u00a0: " if lang == "fr" else ": "


def _no_choice(error: PathError, lang: Lang) -> str:
    return ERRORS["no-choice"][lang].format(
        node=quoted(error.node, lang), choice=quoted(error.choice, lang), known=", ".join(error.choices)
    )


# ---- one path ------------------------------------------------------------------------------------------------------


def _replayed(story: Scenario, played: Lang, walk: Walk, lang: Lang) -> Iterator[str]:
    yield TOLD["replay"][lang].format(story=story.id, title=story.title[played], lang=NAME_OF[played][lang])
    for message in walk.messages:
        yield from _message(message, lang)
    beyond = [found for found in walk.found if not any(found.fault in each.faults for each in walk.messages)]
    for found in beyond:
        yield f"✗ {_where(found.screen, found.node, lang)}{_colon(lang)}{_fault(found.fault, lang)}"
    count = len(walk.found)
    yield ""
    yield TOLD["faults" if count else "no-faults"][lang].format(faults=counted(count, FAULT, FAULTS, lang))


def _message(message: Message, lang: Lang) -> Iterator[str]:
    reply = message.reply
    yield "─" * 60
    if reply.place.screen is not Screen.NODE:
        yield f"({_where(reply.place.screen, reply.place.node, lang)})"
    yield text_of(reply)
    yield ""
    yield from _buttons(reply, message.chosen)
    yield from (f"✗ {_fault(fault, lang)}" for fault in message.faults)


def _buttons(reply: Reply, chosen: str) -> Iterator[str]:
    """Show the buttons as they lie; what was chosen has an arrow."""
    for row in reply.buttons:
        marks = ["▶ " if chosen and button.press and button.press.choice == chosen else "" for button in row]
        yield "  " + "  ".join(f"{mark}[{button.label}]" for mark, button in zip(marks, row, strict=True))
