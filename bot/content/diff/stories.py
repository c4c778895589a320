"""What a change in a story means: where choices lead now, which endings are lost, which buttons are.

Rule: a scene that only has another name is the same scene.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content import schema
from bot.content.build import scenario_signs
from bot.content.diff.change import Told
from bot.content.diff.tree import renamings
from bot.content.graph import flood, following, turns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.content.diff.change import Thing
    from bot.content.diff.tree import Difference

    Played = schema.Scenario | schema.Training


def of_story(thing: Thing, old: Played, new: Played) -> Iterator[Told]:
    """Tell what the changes of a story mean for who plays it."""
    renamed = renamings(old.nodes, new.nodes)
    yield from _led_elsewhere(thing, old, new, renamed)
    yield from _endings(thing, old, new, renamed)
    gone = tuple(_gone(old, new))
    if gone:
        yield Told(thing, "buttons-gone", gone)
    # A button holds the signs met as bits, and above them the turning points that were passed.
    before, after = ([*scenario_signs(story), *turns(story)] for story in (old, new))
    if after[: len(before)] != before:
        yield Told(thing, "seen-bits")


def led_on(found: Iterable[Difference], old: Played, new: Played) -> Iterator[Difference]:
    """Leave out where only the name of a scene changed that a choice, the start or a way back leads to."""
    renamed = renamings(old.nodes, new.nodes)
    for each in found:
        leads = each.fields[-1] in ("to", "start", "retry") and each.how == "changed"
        if not (leads and renamed.get(each.old) == each.new):
            yield each


def _led_elsewhere(thing: Thing, old: Played, new: Played, renamed: Mapping[str, str]) -> Iterator[Told]:
    if renamed.get(old.start, old.start) != new.start:
        yield Told(thing, "starts-elsewhere", (old.start, new.start))
    for name, node in old.nodes.items():
        now = new.nodes.get(renamed.get(name, name))
        if isinstance(node, schema.Scene) and isinstance(now, schema.Scene):
            led = {choice.id: choice.to for choice in now.choices}
            for choice in node.choices:
                to = led.get(choice.id)
                if to is not None and to != renamed.get(choice.to, choice.to):
                    yield Told(thing, "leads-elsewhere", (choice.id, renamed.get(name, name), choice.to, to))


def _endings(thing: Thing, old: Played, new: Played, renamed: Mapping[str, str]) -> Iterator[Told]:
    """Tell each ending that is there and cannot be reached; when ways changed and all can be, tell that."""
    before, after = _reached(old), _reached(new)
    lost = False
    for name in sorted(before):
        if isinstance(old.nodes[name], schema.Ending):
            here = renamed.get(name, name)
            lost = lost or here not in after
            if here in new.nodes and here not in after:
                yield Told(thing, "ending-out-of-reach", (here,))
    if not lost and _ways(old, renamed) != _ways(new, {}):
        yield Told(thing, "endings-kept")


def _reached(story: Played) -> set[str]:
    edges = following(story)
    return flood([story.start], edges) if story.start in edges else set()


def _ways(story: Played, renamed: Mapping[str, str]) -> set[tuple[str, str, str]]:
    return {
        (renamed.get(name, name), choice.id, renamed.get(choice.to, choice.to))
        for name, node in story.nodes.items()
        if isinstance(node, schema.Scene)
        for choice in node.choices
    }


def _gone(old: Played, new: Played) -> Iterator[str]:
    """Name the nodes and choices whose ids stand in old buttons and mean nothing any more."""
    for name, node in old.nodes.items():
        now = new.nodes.get(name)
        if now is None:
            yield name
        elif isinstance(node, schema.Scene):
            kept = {choice.id for choice in now.choices} if isinstance(now, schema.Scene) else set()
            yield from (f"{name}/{choice.id}" for choice in node.choices if choice.id not in kept)
