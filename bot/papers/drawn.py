"""A story of the finished content as the map reads it.

Rule: only what is drawn is filled in; what stands nowhere on a map is left out, and nothing is checked again.
The map is drawn from files, so that moderators see what is wrong. Paper is made where there are no files any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.content import schema
from bot.content.build import NARRATOR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.script import Both, Choice, Line, Node, Scenario

#: A sign is counted on a map and not named, so any id will do.
_SIGN = "sign"


def as_written(story: Scenario) -> schema.Scenario:
    """Turn a story back into the model that its map is drawn from."""
    speakers = _speakers(story)
    drawn: dict[str, Any] = {
        "id": story.id,
        "title": _text(story.title),
        "characters": {name: schema.Character.model_construct(name=_text(who)) for who, name in speakers.items()},
        "start": story.start,
        "nodes": {name: _node(node, story, speakers) for name, node in story.nodes.items()},
    }
    return schema.Scenario.model_construct(**drawn)


def _speakers(story: Scenario) -> dict[Both, str]:
    """Give everybody who speaks an id."""
    names = dict.fromkeys(line.who for node in story.nodes.values() for line in node.lines if line.who)
    return {who: f"speaker-{number}" for number, who in enumerate(names)}


def _node(node: Node, story: Scenario, speakers: dict[Both, str]) -> schema.Scene | schema.Ending:
    drawn: dict[str, Any] = {
        "lines": tuple(_line(line, speakers) for line in node.lines),
        "signs": _signs(node.seen, story),
    }
    if node.ending:
        # The first scene to go back to is the one its writer named.
        retry = node.ending.retry[0] if node.ending.retry else None
        return schema.Ending.model_construct(kind="ending", outcome=node.ending.outcome, retry=retry, **drawn)
    choices = _choices(node.choices.values(), story)
    return schema.Scene.model_construct(kind="scene", say_it_your_way=node.say_it_your_way, choices=choices, **drawn)


def _choices(choices: Iterable[Choice], story: Scenario) -> tuple[schema.Choice, ...]:
    return tuple(
        schema.Choice.model_construct(
            id=choice.id,
            stance=choice.stance,
            label=_text(choice.label),
            signs=_signs(choice.seen, story),
            to=choice.to,
        )
        for choice in choices
    )


def _signs(seen: int, story: Scenario) -> tuple[str, ...]:
    """Give as many signs as there are; the bits above those of signs say which turns were passed."""
    return (_SIGN,) * sum(seen >> bit & 1 for bit in range(len(story.signs)))


def _text(both: Both) -> schema.Text:
    return schema.Text.model_construct(fr=both.fr, en=both.en)


def _line(line: Line, speakers: dict[Both, str]) -> schema.Line:
    who = speakers[line.who] if line.who else NARRATOR
    return schema.Line.model_construct(who=who, fr=line.words.fr, en=line.words.en)
