"""A workshop has as many stories as it promises.

Write another story for this workshop, or promise fewer.

Right, in `dialogues/workshops.yaml`:

    stories: 1

Wrong:

    stories: 2
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.problem import Path
    from bot.content.rule import Found
    from bot.content.schema import Model

BESIDE: Final = (schema.Scenario,)
RULE: Final = Rule(
    "too-few-stories",
    "error",
    Both(
        "l'atelier {number} a {count} histoire(s), et en promet {promised}",
        "workshop {number} has {count} stories, and promises {promised}",
    ),
    Both("écris-en une autre", "write another"),
    when="all-read",
)


def check(draft: Draft) -> Iterator[Found]:
    """Count the stories of every workshop."""
    for file, programme in of_kind(draft.models, schema.ProgrammeFile):
        counts = draft.beside.once(_counts)
        for number, workshop in programme.workshops.items():
            if counts[number] < workshop.stories:
                path: Path = ("workshops", str(number), "stories")
                yield RULE.found(file, path, number=number, count=counts[number], promised=workshop.stories)


def _counts(models: Mapping[str, Model]) -> Counter[int]:
    return Counter(story.workshop for _, story in of_kind(models, schema.Scenario))
