"""How the scenes of a story hang together: what follows what, and where an ending can lead back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content import schema

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from bot.content.problem import Path

    Played = schema.Scenario | schema.Training


def scenes(story: Played) -> Iterator[tuple[str, schema.Scene]]:
    """Give the scenes in which something is chosen: name and scene."""
    for name, node in story.nodes.items():
        if isinstance(node, schema.Scene):
            yield name, node


def choices(story: Played) -> Iterator[tuple[str, Path, schema.Choice]]:
    """Give every choice: the name of its scene, its place in the file, the choice."""
    for name, scene in scenes(story):
        for place, choice in enumerate(scene.choices):
            yield name, ("nodes", name, "choices", place), choice


def following(story: Played) -> dict[str, list[str]]:
    """Give for each node the nodes its choices lead to, without those that do not exist."""
    return {
        name: [choice.to for choice in node.choices if choice.to in story.nodes]
        if isinstance(node, schema.Scene)
        else []
        for name, node in story.nodes.items()
    }


def turned(edges: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Give the same edges the other way round."""
    backward: dict[str, list[str]] = {name: [] for name in edges}
    for name, after in edges.items():
        for each in after:
            backward[each].append(name)
    return backward


def flood(starts: Iterable[str], edges: Mapping[str, Collection[str]]) -> set[str]:
    """Give what can be reached from some nodes, themselves among it."""
    found = set(starts)
    waiting = list(found)
    while waiting:
        for after in edges[waiting.pop()]:
            if after not in found:
                found.add(after)
                waiting.append(after)
    return found


def ways_back(story: Played) -> dict[str, tuple[str, ...]]:
    """Give for each ending the scenes to go back to: the first that was passed is meant, the last always was.

    First the turning point its writer named. Where a path can miss it: the last choice before the ending, the latest in
    the file first, and the start.
    """
    edges = following(story)
    if story.start not in edges:  # told by another check
        return {}
    backward = turned(edges)
    found: dict[str, tuple[str, ...]] = {}
    for name, node in story.nodes.items():
        if isinstance(node, schema.Scene) or node.retry is None:
            continue
        around = {each: [after for after in to if after != node.retry] for each, to in edges.items()}
        if story.start == node.retry or name not in flood([story.start], around):
            found[name] = (node.retry,)
            continue
        last = _last_choices(story, name, backward)
        found[name] = tuple(dict.fromkeys((node.retry, *last, story.start)))
    return found


def _last_choices(story: Played, ending: str, backward: Mapping[str, Iterable[str]]) -> list[str]:
    """Give the scenes in which something was chosen last before an ending, the latest in the file first."""
    found: set[str] = set()
    passed: set[str] = set()
    waiting = [ending]
    while waiting:
        for before in backward[waiting.pop()]:
            node = story.nodes[before]
            if isinstance(node, schema.Scene) and len(node.choices) > 1:
                found.add(before)
            elif before not in passed:
                passed.add(before)
                waiting.append(before)
    return [name for name in reversed(story.nodes) if name in found]


def turns(story: Played) -> list[str]:
    """List the scenes a button must remember to have passed, in the order of the file."""
    asked = {scene for scenes in ways_back(story).values() for scene in scenes[:-1]}
    return [name for name in story.nodes if name in asked]
