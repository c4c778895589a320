"""No two scenes of a story have the same lines.

A teen who meets the same words again thinks that the choice before them did nothing.

Right, in `dialogues/ride-home.yaml`:

    - {who: narrator, fr: "L'auto part.", en: "The car leaves."}

Wrong:

    - {who: narrator, fr: "Tu rentres à pied.", en: "You walk home."}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.kinds import played
from bot.content.rule import Rule
from bot.core.script import Both
from bot.core.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "scene-twice",
    "warning",
    Both("« {scene} » a les mêmes répliques que « {other} »", "«{scene}» has the same lines as «{other}»"),
    Both(
        "montre ce que le choix a changé, ou mène les deux choix à la même scène",
        "show what the choice changed, or lead both choices to one scene",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Compare the lines of every scene and ending with those before it in the same story."""
    for file, story in played(draft.models):
        first: dict[tuple[tuple[str, str], ...], str] = {}
        for name, node in story.nodes.items():
            lines = tuple((line.who, fold(line.fr)) for line in node.lines)
            before = first.setdefault(lines, name)
            if before != name:
                yield RULE.found(file, ("nodes", name, "lines", 0), scene=name, other=before)
