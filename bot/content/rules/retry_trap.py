"""From where an ending leads back to, there is a way to another ending, and not to caught ones only.

A teen who goes back to try again must be able to get out of it.

Right, in `dialogues/ride-home.yaml`:

    retry: at-the-stop
    sentences:

Wrong:

    retry: on-the-road
  on-the-road:
    kind: scene
    lines:
      - {who: narrator, fr: "L'auto roule.", en: "The car drives on."}
    choices:
      - id: sit
        stance: neutral
        label: {fr: "Attendre", en: "Wait"}
        to: in-the-car
    sentences:
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.graph import flood, following
from bot.content.kinds import played
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "retry-trap",
    "error",
    Both(
        "le retour de « {name} » ramène toujours à une fin « caught »",
        "the way back from «{name}» always leads to a «caught» ending",
    ),
    Both("choisis une scène d'où l'on peut s'en sortir", "choose a scene from which one can get out of it"),
)
UNSETTLED: Final = ("open", "caught")


def check(draft: Draft) -> Iterator[Found]:
    """Walk on from where each ending that is open or caught leads back to."""
    for file, story in played(draft.models):
        edges = following(story)
        ends = {name: node for name, node in story.nodes.items() if isinstance(node, schema.Ending)}
        for name, ending in ends.items():
            if ending.outcome not in UNSETTLED or ending.retry not in edges or ending.retry in ends:
                continue
            ahead = flood([ending.retry], edges) & ends.keys()
            if ahead and all(other == name or ends[other].outcome == "caught" for other in ahead):
                yield RULE.found(file, ("nodes", name, "retry"), name=name)
