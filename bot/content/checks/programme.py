"""The programme as a whole: what the stories show together, and what a card must have."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, get_args

from bot.content import schema
from bot.content.checks.found import Found
from bot.content.kinds import of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.schema import Model


def grid(models: Mapping[str, Model]) -> Iterator[Found]:
    """Where the programme promises it, the stories show every perspective in every setting, and every route."""
    stories = [story for _, story in of_kind(models, schema.Scenario)]
    shown = {(story.perspective, story.setting) for story in stories}
    routes = {route for story in stories for route in story.routes}
    fields = schema.Scenario.model_fields
    for file, programme in of_kind(models, schema.ProgrammeFile):
        if programme.grid != "true":
            continue
        for cell in product(get_args(fields["perspective"].annotation), get_args(fields["setting"].annotation)):
            if cell not in shown:
                sentence = f"no story has perspective «{cell[0]}» and setting «{cell[1]}»"
                yield Found(file, ("grid",), "grid-empty", sentence, "write one, or change the setting of another")
        for route in get_args(schema.Route):
            if route not in routes:
                yield Found(file, ("grid",), "grid-empty", f"no story shows the route «{route}»", "write one")


def numbers(models: Mapping[str, Model]) -> Iterator[Found]:
    """A workshop has as many stories as it says."""
    stories = [story for _, story in of_kind(models, schema.Scenario)]
    for file, programme in of_kind(models, schema.ProgrammeFile):
        for number, workshop in programme.workshops.items():
            count = sum(story.workshop == number for story in stories)
            if count < workshop.stories:
                sentence = f"workshop {number} has {count} stories, and promises {workshop.stories}"
                yield Found(file, ("workshops", number, "stories"), "too-few-stories", sentence, "write another")


def cards(models: Mapping[str, Model]) -> Iterator[Found]:
    """A card of a myth or a reality has another side; one that depends has none."""
    for file, shelf in of_kind(models, schema.EntryFile):
        for place, entry in enumerate(shelf.entries):
            if not isinstance(entry, schema.Statement):
                continue
            path = ("entries", place, "card")
            if entry.kind == "depends" and entry.card.flip:
                sentence = f"«{entry.id}» depends: its card has no other side"
                yield Found(file, (*path, "flip"), "card-side", sentence, "take «flip» away")
            if entry.kind != "depends" and not entry.card.flip:
                sentence = f"the card of «{entry.id}» has only one side"
                yield Found(file, path, "card-side", sentence, "add «flip», the statement turned round")


CHECKS = (cards,)
