"""Whoever resists at every choice does not end up caught.

A story in which resisting changes nothing teaches that it is useless.
Where nothing can be weighed, the story simply goes on; wherever somebody can resist, they do.

Right, in `dialogues/ride-home.yaml`:

    acts: [refuse, seek-help]
    to: at-home

Wrong:

    acts: [refuse, seek-help]
    to: in-the-car
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import played
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.problem import Path
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "caught-by-resisting",
    "warning",
    Both(
        "même en résistant à chaque choix, on finit dans « {ending} », où l'autre gagne : {way}",
        "someone who resists at every choice still ends in «{ending}», where the other one wins: {way}",
    ),
    Both(
        "fais mener ce choix vers une autre fin : résister doit servir",
        "lead this choice to another ending: resisting must be worth it",
    ),
)
#: A scene, and whether something was resisted on the way to it or in it.
_At = tuple[str, bool]


def check(draft: Draft) -> Iterator[Found]:
    """Walk every story from its start, resisting wherever that is offered."""
    for file, story in played(draft.models):
        yield from _walked(file, story)


def _walked(file: str, story: schema.Scenario | schema.Training) -> Iterator[Found]:
    came: dict[_At, tuple[_At, str] | None] = {(story.start, False): None}
    waiting = [(story.start, False)]
    told: set[Path] = set()
    for at in waiting:  # grows while it is walked: the shortest ways come first
        for place, choice, resisted in _resisting(story, at):
            node = story.nodes.get(choice.to)
            path: Path = ("nodes", at[0], "choices", place, "to")
            if isinstance(node, schema.Scene) and (choice.to, resisted) not in came:
                came[choice.to, resisted] = (at, choice.id)
                waiting.append((choice.to, resisted))
            elif isinstance(node, schema.Ending) and node.outcome == "caught" and resisted and path not in told:
                told.add(path)
                way = " > ".join((*_way(came, at), choice.id))
                yield RULE.found(file, path, ending=choice.to, way=way)


def _resisting(story: schema.Scenario | schema.Training, at: _At) -> Iterator[tuple[int, schema.Choice, bool]]:
    """Give the choices that resist, or all where nothing is weighed: place, choice, whether one resisted so far."""
    scene = story.nodes.get(at[0])
    if not isinstance(scene, schema.Scene):
        return
    weighed = any(choice.stance != "neutral" for choice in scene.choices)
    for place, choice in enumerate(scene.choices):
        if choice.stance == "resists" or not weighed:
            yield place, choice, at[1] or weighed


def _way(came: Mapping[_At, tuple[_At, str] | None], at: _At) -> list[str]:
    """Give the choices from the start to here."""
    found: list[str] = []
    step = came[at]
    while step:
        found.append(step[1])
        step = came[step[0]]
    return found[::-1]
