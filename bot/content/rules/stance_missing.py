"""Where a scene shows a sign, one choice resists, one hesitates, and one goes along.

A teen must be able to do what they would do, and see what it leads to.

Right, in `dialogues/ride-home.yaml`:

    choices:
      - id: say-no
        stance: resists

Wrong:

    signs: [rush]
    choices:
      - id: say-no
        stance: hesitates
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.graph import scenes
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
#: What a teen may do when somebody pushes.
_ANSWERS: Final = {
    "resists": Both("résiste", "resists"),
    "hesitates": Both("hésite", "hesitates"),
    "goes-along": Both("cède", "goes along"),
}
RULE: Final = Rule(
    "stance-missing",
    "error",
    Both(
        "« {name} » montre un signal, et il y manque un choix qui {missing}",
        "«{name}» shows a sign, and no choice there {missing}",
    ),
    Both("ajoute ce qui manque, ou déplace le signal", "add what is missing, or move the sign"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every scene of a story that shows a sign."""
    for file, story in of_kind(draft.models, schema.Scenario):
        for name, scene in scenes(story):
            offered = {choice.stance for choice in scene.choices}
            missing = [said for stance, said in _ANSWERS.items() if stance not in offered]
            if scene.signs and missing:
                said = Both(" et un qui ".join(each.fr for each in missing), " or ".join(each.en for each in missing))
                yield RULE.found(file, ("nodes", name, "choices"), name=name, missing=said)
