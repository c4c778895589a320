"""What a player met in the stories, told to whoever writes them.

Rule: what is wrong is told with the one command that shows it again; `--path` shows it.
The words are here, in both languages; what was met comes from `core.play` and `core.oddities`.
"""

from __future__ import annotations

import random
import shlex
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from statistics import median_low
from typing import TYPE_CHECKING, Final

from bot.adapters.written import counted, listed, number, percent, quoted
from bot.core.oddities import WORDS_A_MINUTE, oddities
from bot.core.play import PathError, Player, along, at_random
from bot.core.script import Both
from bot.core.turn import LANGS, Moment, Screen, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO

    from bot.core.faults import Fault, FaultKind
    from bot.core.oddities import Oddity, OddityKind
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
        known: set[tuple[Fault, str, Screen]] = set()
        every = (*self.explored.found, *(found for walk in self.walks for found in walk.found))
        for found in sorted(every, key=lambda each: len(each.path)):
            key = (found.fault, found.node, found.screen)
            if key not in known:
                known.add(key)
                yield found


def play(script: Script, asked: Asked, out: TextIO) -> bool:
    """Play the stories asked for, or all; tell what was met. Say whether nothing was wrong.

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
    return not any(True for _, played in everything for each in played for _ in each.found())


def replay(script: Script, asked: Asked, path: Sequence[str], out: TextIO) -> bool:
    """Show each message on a path through one story, what was chosen, and what is wrong. Say whether nothing was.

    Raises PlayingError when not one story is asked for, or a choice of the path does not exist.
    """
    lang = asked.report
    if len(asked.stories) != 1:
        raise PlayingError(_ERRORS["one-story"][lang])
    (story,) = _stories(script, asked)
    fine = True
    for each in asked.langs:
        try:
            walk = Player(story, script, each, _MOMENT).walk(along(path))
        except PathError as error:
            raise PlayingError(_no_choice(error, lang)) from None
        if len(walk.path) < len(path) and not walk.found:
            end, beyond = quoted(walk.nodes[-1], lang), listed(path[len(walk.path) :], lang)
            raise PlayingError(_ERRORS["beyond"][lang].format(node=end, names=beyond))
        fine = fine and not walk.found
        out.writelines(f"{line}\n" for line in _replayed(story, each, walk, lang))
    return fine


def _stories(script: Script, asked: Asked) -> list[Scenario]:
    lang = asked.report
    for name in asked.stories:
        if name not in script.scenarios:
            known = ", ".join(script.scenarios)
            raise PlayingError(_ERRORS["no-story"][lang].format(name=quoted(name, lang), known=known))
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
    played = _AND[lang].join(_NAME_OF[each][lang] for each in asked.langs)
    walks = number(asked.walks, lang)
    return _TOLD["intro"][lang].format(played=played, walks=walks, seed=asked.seed)


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
            yield f"  ✗ {_where(found, lang)}{_colon(lang)}{_fault(found.fault, lang)}"
            yield f"    {_command(story, each.lang, found.path, asked)}"


def _coverage(story: Scenario, played: Sequence[_Played], lang: Lang) -> Iterator[str]:
    """Say what pressing everything once reached, by name what was never reached, and what chance met of it."""
    choices = {(node.id, choice) for node in story.nodes.values() for choice in node.choices}
    reached = set.intersection(*(set(each.explored.led) for each in played))
    pressed = set.intersection(*(_pressed(each) for each in played))
    yield _TOLD["coverage"][lang].format(
        nodes=_of(len(reached), len(story.nodes), lang), choices=_of(len(pressed), len(choices), lang)
    )
    missed = [name for name in story.nodes if name not in reached]
    if missed:
        yield _TOLD["missed-nodes"][lang].format(names=listed(missed, lang, len(missed)))
    unpressed = [f"{node}/{choice}" for node, choice in sorted(choices - pressed)]
    if unpressed:
        yield _TOLD["missed-choices"][lang].format(names=listed(unpressed, lang, len(unpressed)))
    met = {name for each in played for walk in each.walks for name in walk.nodes}
    unmet = [name for name in story.nodes if name in reached and name not in met]
    if unmet and any(each.walks for each in played):
        yield _TOLD["unmet"][lang].format(names=listed(unmet, lang))


def _pressed(played: _Played) -> set[tuple[str, str]]:
    return {(node, choice) for node, led in played.explored.led.items() for choice in led}


def _endings(story: Scenario, played: Sequence[_Played], lang: Lang) -> str:
    """Say how many endings of each outcome were reached, and how often chance ended so."""
    reached = {name for each in played for name in each.explored.led if story.nodes[name].ending}
    kinds = Counter(_outcome(story, name) for name in reached)
    ended = Counter(_outcome(story, walk.ending) for each in played for walk in each.walks if walk.ending)
    whole = sum(ended.values())
    parts = [
        f"{counted(kinds[kind], _OUTCOME_ONE[kind], _OUTCOME_MANY[kind], lang)} ({percent(ended[kind], whole, lang)})"
        for kind in _OUTCOMES
        if kinds[kind]
    ]
    return _TOLD["endings"][lang].format(parts=", ".join(parts) or _TOLD["none"][lang])


def _outcome(story: Scenario, name: str) -> str:
    ending = story.nodes[name].ending
    return ending.outcome if ending else ""


def _lengths(story: Scenario, played: Sequence[_Played], lang: Lang) -> str:
    """Say how many answers a walk to an end takes, and how many words and minutes it reads."""
    lengths = [len(walk.path) for each in played for walk in each.walks if walk.ending]
    if not lengths:
        return _TOLD["no-end"][lang]
    words = {each.lang: median_low(walk.words for walk in each.walks) for each in played}
    told = _AND[lang].join(f"{number(count, lang)} {_IN[each][lang]}" for each, count in words.items())
    return _TOLD["lengths"][lang].format(
        shortest=min(lengths),
        middle=median_low(lengths),
        longest=max(lengths),
        words=told,
        minutes=max(1, round(max(words.values()) / WORDS_A_MINUTE)),
        promised=story.minutes,
    )


def _odd(odd: Iterable[Oddity], lang: Lang) -> Iterator[str]:
    for each in odd:
        yield _ODD[each.kind][lang].format(
            node=quoted(each.node, lang),
            path=" → ".join(each.names),
            number=number(each.number, lang),
            of=number(each.of, lang),
        )


def _total(everything: Sequence[tuple[Scenario, Sequence[_Played]]], lang: Lang) -> Iterator[str]:
    nodes = [len(story.nodes) for story, _ in everything]
    choices = [sum(len(node.choices) for node in story.nodes.values()) for story, _ in everything]
    reached = [len(set.intersection(*(set(each.explored.led) for each in played))) for _, played in everything]
    pressed = [len(set.intersection(*(_pressed(each) for each in played))) for _, played in everything]
    outcomes = Counter(
        _outcome(story, name)
        for story, played in everything
        for name in set().union(*(each.explored.led for each in played))
        if story.nodes[name].ending
    )
    found = sum(1 for _, played in everything for each in played for _ in each.found())
    yield _TOLD["total"][lang].format(
        stories=counted(len(everything), _STORY, _STORIES, lang),
        nodes=_of(sum(reached), sum(nodes), lang),
        choices=_of(sum(pressed), sum(choices), lang),
        endings=", ".join(
            counted(outcomes[kind], _OUTCOME_ONE[kind], _OUTCOME_MANY[kind], lang)
            for kind in _OUTCOMES
            if outcomes[kind]
        ),
    )
    yield _TOLD["faults" if found else "no-faults"][lang].format(faults=counted(found, _FAULT, _FAULTS, lang))


def _of(part: int, whole: int, lang: Lang) -> str:
    return _TOLD["of"][lang].format(part=number(part, lang), whole=number(whole, lang))


def _command(story: Scenario, lang: Lang, path: Sequence[str], asked: Asked) -> str:
    words = ["pile-ou-face", "play", story.id, "--lang", lang, "--path", ",".join(path)]
    return shlex.join([*words, *([asked.folder] if asked.folder else [])])


def _where(found: Found, lang: Lang) -> str:
    screen = _SCREEN.get(found.screen)
    node = quoted(found.node, lang) if found.node else ""
    return " ".join(part for part in (screen[lang] if screen else "", node) if part)


def _fault(fault: Fault, lang: Lang) -> str:
    return _WRONG[fault.kind][lang].format(about=quoted(fault.about, lang), number=fault.about)


def _colon(lang: Lang) -> str:
    return "\u00a0: " if lang == "fr" else ": "


def _no_choice(error: PathError, lang: Lang) -> str:
    return _ERRORS["no-choice"][lang].format(
        node=quoted(error.node, lang), choice=quoted(error.choice, lang), known=", ".join(error.choices)
    )


# ---- one path ------------------------------------------------------------------------------------------------------


def _replayed(story: Scenario, played: Lang, walk: Walk, lang: Lang) -> Iterator[str]:
    yield _TOLD["replay"][lang].format(story=story.id, title=story.title[played], lang=_NAME_OF[played][lang])
    for message in walk.messages:
        yield from _message(message, lang)
    beyond = [found for found in walk.found if not any(found.fault in each.faults for each in walk.messages)]
    for found in beyond:
        yield f"✗ {_where(found, lang)}{_colon(lang)}{_fault(found.fault, lang)}"
    count = len(walk.found)
    yield ""
    yield _TOLD["faults" if count else "no-faults"][lang].format(faults=counted(count, _FAULT, _FAULTS, lang))


def _message(message: Message, lang: Lang) -> Iterator[str]:
    reply = message.reply
    yield "─" * 60
    yield text_of(reply)
    yield ""
    yield from _buttons(reply, message.chosen)
    yield from (f"✗ {_fault(fault, lang)}" for fault in message.faults)


def _buttons(reply: Reply, chosen: str) -> Iterator[str]:
    """Show the buttons as they lie; what was chosen has an arrow."""
    for row in reply.buttons:
        marks = ["▶ " if chosen and button.press and button.press.choice == chosen else "" for button in row]
        yield "  " + "  ".join(f"{mark}[{button.label}]" for mark, button in zip(marks, row, strict=True))


# ---- words ---------------------------------------------------------------------------------------------------------

_AND: Final = Both(" et ", " and ")
_NAME_OF: Final[dict[Lang, Both]] = {"fr": Both("français", "French"), "en": Both("anglais", "English")}
_IN: Final[dict[Lang, Both]] = {"fr": Both("en français", "in French"), "en": Both("en anglais", "in English")}
_STORY, _STORIES = Both("histoire ou module", "story or module"), Both("histoires et modules", "stories and modules")
_FAULT, _FAULTS = Both("défaut", "fault"), Both("défauts", "faults")
_OUTCOME_ONE: Final = {
    "safe": Both("fin en sécurité", "safe ending"),
    "open": Both("fin ouverte", "open ending"),
    "caught": Both("fin prise au piège", "caught ending"),
    "done": Both("fin de module", "end of a module"),
}
_OUTCOME_MANY: Final = {
    "safe": Both("fins en sécurité", "safe endings"),
    "open": Both("fins ouvertes", "open endings"),
    "caught": Both("fins prises au piège", "caught endings"),
    "done": Both("fins de module", "ends of modules"),
}
_SCREEN: Final[dict[Screen, Both]] = {
    Screen.NOTE: Both("note de contenu", "content note"),
    Screen.NODE: Both("scène", "scene"),
    Screen.SKIPPED: Both("« Passer » de la scène", "«Skip» of scene"),
    Screen.DEBRIEF: Both("retour sur la fin", "debrief of ending"),
    Screen.SIGNS: Both("signaux de la fin", "signs of ending"),
}
_TOLD: Final[dict[str, Both]] = {
    "intro": Both(
        "Joué en {played} : chaque réponse une fois, puis {walks} parcours au hasard par histoire et par langue "
        "(graine {seed}).",
        "Played in {played}: every answer once, then {walks} random walks for each story and language (seed {seed}).",
    ),
    "coverage": Both(
        "atteint : {nodes} scènes et fins, {choices} réponses", "reached: {nodes} scenes and endings, {choices} answers"
    ),
    "missed-nodes": Both("jamais atteint : {names}", "never reached: {names}"),
    "missed-choices": Both("réponses jamais offertes : {names}", "answers never offered: {names}"),
    "unmet": Both("jamais rencontré au hasard : {names}", "never met at random: {names}"),
    "endings": Both("fins (part du hasard) : {parts}", "endings (share at random): {parts}"),
    "lengths": Both(
        "réponses jusqu'à la fin : {shortest} au moins, {middle} d'habitude, {longest} au plus\n"
        "  mots à lire d'habitude : {words}, environ {minutes} min (annoncé : {promised} min)",
        "answers to the end: {shortest} at least, {middle} usually, {longest} at most\n"
        "  words to read, usually: {words}, about {minutes} min (promised: {promised} min)",
    ),
    "no-end": Both("aucun parcours au hasard n'arrive à une fin", "no random walk comes to an end"),
    "none": Both("aucune", "none"),
    "of": Both("{part} sur {whole}", "{part} of {whole}"),
    "total": Both(
        "En tout : {stories}; {nodes} scènes et fins atteintes, {choices} réponses; {endings}.",
        "In total: {stories}; {nodes} scenes and endings reached, {choices} answers; {endings}.",
    ),
    "faults": Both("{faults} à corriger.", "{faults} to mend."),
    "no-faults": Both("Aucun défaut.", "No faults."),
    "replay": Both("{story} — {title} ({lang})", "{story} — {title} ({lang})"),
}
_ODD: Final[dict[OddityKind, Both]] = {
    "resisting-caught": Both(
        "on résiste à chaque réponse, et on finit quand même pris au piège à {node} : {path}",
        "every answer resists, and still it ends caught at {node}: {path}",
    ),
    "going-along-safe": Both(
        "on embarque à chaque réponse, et on finit quand même en sécurité à {node} : {path}",
        "every answer goes along, and still it ends safe at {node}: {path}",
    ),
    "loop": Both("on peut tourner en rond : {path} → …", "one can go round in circles: {path} → …"),
    "rare-ending": Both(
        "fin rarement vue : {node}, {number} fois sur {of} parcours au hasard",
        "an ending hardly ever seen: {node}, {number} of {of} random walks",
    ),
    "long": Both(
        "plus long que promis : environ {number} minutes de lecture, {of} annoncées",
        "longer than promised: about {number} minutes to read, {of} announced",
    ),
}
_WRONG: Final[dict[FaultKind, Both]] = {
    "empty-part": Both("le message, ou une partie du message, est vide", "the message, or a part of it, is empty"),
    "too-long": Both(
        "le message a {number} caractères, Telegram en accepte 4096",
        "the message has {number} characters, Telegram takes 4096",
    ),
    "no-help-line": Both("le message n'a pas de ligne d'aide", "the message has no help line"),
    "no-help-button": Both("le message n'a pas de bouton vers l'aide", "the message has no button to help"),
    "no-label": Both("un bouton n'a pas de texte", "a button has no label"),
    "no-target": Both("le bouton {about} ne mène nulle part", "the button {about} leads nowhere"),
    "too-many-bytes": Both(
        "le bouton {about} dépasse les 64 octets permis", "the button {about} is over the 64 bytes allowed"
    ),
    "not-read-back": Both("le bouton {about} n'est pas relu tel quel", "the button {about} is not read as written"),
    "broke": Both("le bot a planté ici ({number})", "the bot broke here ({number})"),
    "refused": Both("le bouton n'est pas accepté : le bot recommence", "the button is refused: the bot starts over"),
    "no-beginning": Both("aucun bouton ne commence l'histoire", "no button begins the story"),
    "dead-end": Both(
        "cul-de-sac : aucune réponse, et ce n'est pas une fin", "dead end: there is no answer, and it is no ending"
    ),
    "endless": Both("pas de fin après {number} réponses", "no end after {number} answers"),
    "back-elsewhere": Both(
        "« Essayer autrement » mène à {about}, qui n'est pas sur ce chemin",
        "«Try another way» leads to {about}, which is not on this path",
    ),
    "back-to-nothing": Both(
        "« Essayer autrement » mène à {about}, où il n'y a rien à choisir",
        "«Try another way» leads to {about}, where there is nothing to choose",
    ),
}
_ERRORS: Final[dict[str, Both]] = {
    "no-story": Both(
        "Il n'y a pas d'histoire {name}. Il y a : {known}.", "There is no story {name}. There are: {known}."
    ),
    "one-story": Both(
        "--path rejoue une seule histoire : nomme-la, par exemple « play new-best-friend --path stay-and-talk ».",
        "--path replays one story: name it, for example «play new-best-friend --path stay-and-talk».",
    ),
    "beyond": Both(
        "L'histoire finit à {node} : enlève du chemin ce qui vient après ({names}).",
        "The story ends at {node}: take what comes after it out of the path ({names}).",
    ),
    "no-choice": Both(
        "À {node}, il n'y a pas de réponse {choice}. Il y a : {known}.",
        "At {node} there is no answer {choice}. There are: {known}.",
    ),
}
