"""A story has three endings or more.

With fewer, it is a lesson, not a choice.

Right: A story can end well, stay open, or end badly.

Wrong: It can end in two ways.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
FEWEST_ENDINGS: Final = 3
RULE: Final = Rule(
    "too-few-endings",
    "error",
    Both(
        "l'histoire a {count} fin(s), et il en faut {fewest} ou plus",
        "the story has {count} endings, and needs {fewest} or more",
    ),
    Both("ajoute une fin à laquelle mène un autre choix", "add an ending that another choice leads to"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Count the endings of every story for teens."""
    for file, story in of_kind(draft.models, schema.Scenario):
        count = sum(isinstance(node, schema.Ending) for node in story.nodes.values())
        if count < FEWEST_ENDINGS:
            yield RULE.found(file, ("nodes",), count=count, fewest=FEWEST_ENDINGS)
