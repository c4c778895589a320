"""A retry leads to a scene of the same story, where something can be chosen again.

A teen who wants to try another way would stand before an ending, or before nothing.

Right, in `dialogues/ride-home.yaml`:

    retry: at-the-stop

Wrong:

    retry: at-home
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import played
from bot.content.problem import did_you_mean
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "retry-missing",
    "error",
    Both("fin « {ending} » : le retour (« retry ») « {name} » {wrong}", "ending «{ending}»: retry «{name}» {wrong}"),
    Both("mets l'id d'une scène de cette histoire", "put the id of a scene of this story"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every ending that leads back."""
    for file, story in played(draft.models):
        scenes = [name for name, node in story.nodes.items() if isinstance(node, schema.Scene)]
        for name, node in story.nodes.items():
            if isinstance(node, schema.Ending) and node.retry is not None and node.retry not in scenes:
                wrong = Both("n'est pas une scène", "is no scene")
                if node.retry not in story.nodes:
                    wrong = Both("n'existe pas", "does not exist")
                hint = did_you_mean(node.retry, scenes)
                yield RULE.found(file, ("nodes", name, "retry"), hint, ending=name, name=node.retry, wrong=wrong)
