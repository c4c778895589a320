"""A story as an outline that can be read aloud.

Rule: each scene is told once; where a choice leads is said by number, so nothing repeats, however the story turns.
Words carry everything: no arrow, mark or table that a screen reader would skip or spell out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.map import words
from bot.content.map.order import Order, Way, order
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.turn import Lang

    Played = schema.Scenario | schema.Training
    Node = schema.Scene | schema.Ending

_SCENE: Final = Both("Scène", "Scene")
_ENDING: Final = Both("Fin", "Ending")
_TO_SCENE: Final = Both("mène à la scène {number}", "goes to scene {number}")
_TO_ENDING: Final = Both("mène à la fin {number} ({outcome})", "goes to ending {number} ({outcome})")
_BACK: Final = Both("revient à la scène {number}", "back to scene {number}")
_NOWHERE: Final = Both("ne mène nulle part : {quoted} n'existe pas", "goes nowhere: {quoted} does not exist")
_RETRY: Final = Both("On peut reprendre à la scène {number}.", "One can try again from scene {number}.")
_RETRY_NOWHERE: Final = Both(
    "Reprendre ne mène nulle part : {quoted} n'existe pas.", "Trying again goes nowhere: {quoted} does not exist."
)
_UNREACHED: Final = Both("Personne n'arrive ici", "Nobody reaches these")
_NO_START: Final = Both("Le début {quoted} n'existe pas.", "The start {quoted} does not exist.")


def outline(story: Played, lang: Lang) -> str:
    """Write the outline: a heading, then each scene and ending on a line, with its choices under it."""
    told = order(story)
    lines = [*_heading(story, told, lang)]
    for name in told.numbers:
        if told.numbers[name] == told.reached + 1:
            lines += ["", f"{_UNREACHED[lang]}{words.colon(lang)}"]
        lines += ["", *_node(name, story, told, lang)]
    return "\n".join(lines) + "\n"


def _heading(story: Played, told: Order, lang: Lang) -> Iterator[str]:
    yield f"{words.one_line(getattr(story.title, lang))} ({story.id})"
    yield f"{words.counts(story, len(told.ways), lang)}."
    if story.start not in story.nodes:
        yield _NO_START[lang].format(quoted=words.quoted(story.start, lang))


def _node(name: str, story: Played, told: Order, lang: Lang) -> Iterator[str]:
    node = story.nodes[name]
    kind = _SCENE if isinstance(node, schema.Scene) else _ENDING
    told_of = f"{kind[lang]} {told.numbers[name]}{words.colon(lang)} {name}."
    yield " ".join((told_of, *(f"{fact}." for fact in _facts(name, node, story, lang))))
    yield f"   {words.opening(node, story, lang)}"
    for way in told.of(name):
        yield f"   {_choice(way, story, told, lang)}"
    if isinstance(node, schema.Ending) and node.retry:
        number = told.numbers.get(node.retry)
        back = _RETRY if number else _RETRY_NOWHERE
        yield f"   {back[lang].format(number=number, quoted=words.quoted(node.retry, lang))}"


def _facts(name: str, node: Node, story: Played, lang: Lang) -> Iterator[str]:
    if name == story.start:
        yield words.START[lang]
    if isinstance(node, schema.Ending):
        yield words.OUTCOMES[node.outcome][lang]
    elif node.say_it_your_way:
        yield words.SAY[lang]
    if node.signs:
        yield words.signs(len(node.signs), lang).capitalize()


def _choice(way: Way, story: Played, told: Order, lang: Lang) -> str:
    """Tell one choice: its number, its stance, its words, where it leads."""
    choice = way.choice
    label = words.quoted(words.one_line(getattr(choice.label, lang)), lang)
    seen = f", {words.signs(len(choice.signs), lang)}" if choice.signs else ""
    stance = words.STANCES[choice.stance][lang]
    return f"{way.place + 1}. {label} ({stance}{seen}){words.colon(lang)} {_leads(way, story, told, lang)}."


def _leads(way: Way, story: Played, told: Order, lang: Lang) -> str:
    to = way.choice.to
    if way.broken:
        return _NOWHERE[lang].format(quoted=words.quoted(to, lang))
    target, number = story.nodes[to], told.numbers[to]
    if way.back:
        return _BACK[lang].format(number=number)
    if isinstance(target, schema.Ending):
        return _TO_ENDING[lang].format(number=number, outcome=words.OUTCOMES[target.outcome][lang].lower())
    return _TO_SCENE[lang].format(number=number)
