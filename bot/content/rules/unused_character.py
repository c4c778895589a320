"""Whoever is listed under `characters` says something.

A name that was left behind after a change is often the trace of lines that now have another speaker.

Right, in `dialogues/ride-home.yaml`:

    narrator: {name: {fr: "…", en: "…"}}

Wrong:

    narrator: {name: {fr: "…", en: "…"}}
    lena: {name: {fr: "Léna", en: "Léna"}}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind, played
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "unused-character",
    "warning",
    Both("« {name} » ne dit rien dans cette histoire", "«{name}» says nothing in this story"),
    Both("donne-lui une réplique, ou enlève son nom", "give them a line, or take the name away"),
    when="no-error",
)


def check(draft: Draft) -> Iterator[Found]:
    """Compare the names with who speaks."""
    speaking = [
        (file, story.characters, [node.lines for node in story.nodes.values()]) for file, story in played(draft.models)
    ]
    speaking += [
        (file, film.characters, [scene.lines for side in film.sides for scene in side.scenes])
        for file, film in of_kind(draft.models, schema.Film)
    ]
    for file, characters, bubbles in speaking:
        heard = {line.who for lines in bubbles for line in lines}
        for name in characters:
            if name not in heard:
                yield RULE.found(file, ("characters", name), name=name)
