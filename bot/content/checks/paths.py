"""Every story can be walked: nothing out of reach, no way without an end, a way back where the other one wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content import schema
from bot.content.checks.found import Found
from bot.content.graph import flood, following, turned
from bot.content.kinds import of_kind, played

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.schema import Model

#: A story with fewer ends than this is a lesson, not a choice.
FEWEST_ENDINGS = 3


def reach(models: Mapping[str, Model]) -> Iterator[Found]:
    """Every node can be reached from the start, and from every node an ending can be reached."""
    for file, story in played(models):
        forward = following(story)
        endings = [name for name, node in story.nodes.items() if isinstance(node, schema.Ending)]
        # A start that is nowhere is told by another check; saying of every node that it is out of reach would hide it.
        reached = flood([story.start], forward) if story.start in forward else set(forward)
        finishing = flood(endings, turned(forward))
        for name in story.nodes:
            if name not in reached:
                sentence = f"no choice leads to node «{name}»"
                yield Found(file, ("nodes", name), "node-unreachable", sentence, "lead a choice to it, or delete it")
            if name not in finishing:
                sentence = f"from node «{name}» no ending can be reached"
                yield Found(file, ("nodes", name), "dead-end", sentence, "give it a choice that leads on")


def endings(models: Mapping[str, Model]) -> Iterator[Found]:
    """A story has three endings or more, and each where the other one wins has a way back."""
    for file, story in played(models):
        ends = {name: node for name, node in story.nodes.items() if isinstance(node, schema.Ending)}
        if isinstance(story, schema.Scenario) and len(ends) < FEWEST_ENDINGS:
            sentence = f"the story has {len(ends)} endings, and needs {FEWEST_ENDINGS} or more"
            yield Found(file, ("nodes",), "too-few-endings", sentence, "add an ending that another choice leads to")
        for name, ending in ends.items():
            if ending.outcome in ("open", "caught") and ending.retry is None:
                sentence = f"ending «{name}» has no way back"
                yield Found(file, ("nodes", name), "no-way-back", sentence, "add «retry:» with the turning point")


def acts(models: Mapping[str, Model]) -> Iterator[Found]:
    """Where teens say it their way, words that refuse lead somewhere, and an act means one choice; elsewhere, none."""
    for file, story in played(models):
        for name, node in story.nodes.items():
            if isinstance(node, schema.Ending):
                continue
            named = [(place, act) for place, choice in enumerate(node.choices) for act in dict.fromkeys(choice.acts)]
            if node.say_it_your_way and "refuse" not in {act for _, act in named}:
                sentence = f"in «{name}» no choice is meant by words that refuse"
                yield Found(file, ("nodes", name), "acts", sentence, "add «acts: [refuse]» to the choice that says no")
            taken: set[str] = set()
            for place, act in named:
                path = ("nodes", name, "choices", place, "acts")
                if not node.say_it_your_way:
                    sentence = f"«{name}» is no scene to say it your way"
                    yield Found(file, path, "acts", sentence, "add «say_it_your_way: true» to it, or take «acts» away")
                elif act in taken:
                    yield Found(file, path, "acts", f"«{act}» means two choices of «{name}»", "leave it to one of them")
                taken.add(act)


def names(models: Mapping[str, Model]) -> Iterator[Found]:
    """An id names one thing: one scenario, one entry, one shelf, one choice of a node."""
    taken: dict[tuple[str, str], str] = {}
    for file, story in played(models):
        yield from _twice(taken, "scenario", story.id, file, ("id",))
        for name, node in story.nodes.items():
            for place, choice in enumerate(node.choices if isinstance(node, schema.Scene) else ()):
                path = ("nodes", name, "choices", place, "id")
                yield from _twice(taken, f"choice of {file}/{name}", choice.id, file, path)
    for file, shelf in of_kind(models, schema.EntryFile):
        yield from _twice(taken, "theme", shelf.theme, file, ("theme",))
        for place, entry in enumerate(shelf.entries):
            yield from _twice(taken, "entry", entry.id, file, ("entries", place, "id"))
    for file, lines in of_kind(models, schema.HelplineFile):
        for place, resource in enumerate(lines.resources):
            yield from _twice(taken, "resource", resource.id, file, ("resources", place, "id"))


def _twice(
    taken: dict[tuple[str, str], str], kind: str, name: str, file: str, path: tuple[str | int, ...]
) -> Iterator[Found]:
    first = taken.get((kind, name))
    if first:
        yield Found(file, path, "id-twice", f"the id «{name}» is already used in {first}", "choose another id")
    taken.setdefault((kind, name), file)


CHECKS = (reach, endings, acts, names)
