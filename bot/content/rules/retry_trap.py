"""From where an ending leads back to, another ending can be reached.

A teen who goes back to try again must be able to get out of it.

Right, in `dialogues/ride-home.yaml`:

    in-the-car:
      kind: ending
      outcome: caught
      lines:
        - {who: narrator, fr: "L'auto part.", en: "The car leaves."}
      debrief: {fr: "Ce n'est pas ta faute.", en: "It is not your fault."}
      signs: [secrecy]
      help: [danger]
      retry: at-the-stop

Wrong:

    in-the-car:
      kind: scene
      lines:
        - {who: narrator, fr: "L'auto part.", en: "The car leaves."}
      choices:
        - {id: wait, stance: neutral, label: {fr: "J'attends", en: "I wait"}, to: far-away}
    far-away:
      kind: ending
      outcome: caught
      lines:
        - {who: narrator, fr: "Tu es loin.", en: "You are far away."}
      debrief: {fr: "Ce n'est pas ta faute.", en: "It is not your fault."}
      signs: [secrecy]
      help: [danger]
      retry: in-the-car
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
        "le retour (« retry ») de « {name} » ramène toujours à cette même fin",
        "the way back from «{name}» always leads to this ending again",
    ),
    Both("choisis une scène d'où l'on peut s'en sortir", "choose a scene from which one can get out of it"),
    when="no-error",
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
            if ahead == {name}:
                yield RULE.found(file, ("nodes", name, "retry"), name=name)
