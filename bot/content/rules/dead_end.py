"""From every scene an ending can be reached.

A teen would go round and round, without a last word and without what follows it: the debrief and the help lines.
Of scenes that lead to each other, the first is told.
A circle in which there is nothing to choose is `loop-without-choice`.

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
        - id: call-out
          stance: hesitates
          label: {fr: "J'appelle", en: "I call out"}
          feedback: {fr: "Bonne idée.", en: "Good idea."}
          to: in-the-car
        - id: look-out
          stance: hesitates
          label: {fr: "Je regarde dehors", en: "I look out"}
          feedback: {fr: "Tu cherches une sortie.", en: "You look for a way out."}
          to: in-the-car
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.graph import choices, circles, flood, following, heads, turned
from bot.content.kinds import played
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "dead-end",
    "error",
    Both("de « {name} », on ne peut atteindre aucune fin", "from «{name}» no ending can be reached"),
    Both("donne-lui un choix qui mène plus loin", "give it a choice that leads on"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Search every story backwards from its endings, and from choices that lead nowhere: those are told already."""
    for file, story in played(draft.models):
        ends = [name for name, node in story.nodes.items() if isinstance(node, schema.Ending)]
        ends += [name for name, _, choice in choices(story) if choice.to not in story.nodes]
        backward = turned(following(story))
        finishing = flood(ends, backward)
        told = {name for circle in circles(story) for name in circle}
        for name in heads((name for name in story.nodes if name not in finishing), backward):
            if name not in told:
                yield RULE.found(file, ("nodes", name), name=name)
