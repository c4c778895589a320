"""A sign of the glossary shows in a story, a training module or the film.

Teens learn a sign by meeting it; one that nobody meets is a word in a list.

Right, in `knowledge/signs.yaml`:

    signs:

Wrong:

    signs:
      big-gifts:
        name: {fr: "De gros cadeaux, vite", en: "Big gifts, fast"}
        why: {fr: "Un cadeau ne crée pas de dette.", en: "A gift creates no debt."}
        fact: M1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind, played
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.rule import Found

RULE: Final = Rule(
    "unused-sign",
    "warning",
    Both("aucune histoire ne montre le signal « {name} »", "no story shows the sign «{name}»"),
    Both("ajoute-le à une scène, ou enlève-le d'ici", "add it to a scene, or take it away from here"),
    when="no-error",
)


def check(draft: Draft) -> Iterator[Found]:
    """Compare the glossary with what is met."""
    met = {sign for signs in _met(draft.models) for sign in signs}
    for file, glossary in of_kind(draft.models, schema.SignFile):
        for name in glossary.signs:
            if name not in met:
                yield RULE.found(file, ("signs", name), name=name)


def _met(models: Mapping[str, schema.Model]) -> Iterator[tuple[str, ...]]:
    for _, story in played(models):
        for node in story.nodes.values():
            yield node.signs
            yield from (choice.signs for choice in (node.choices if isinstance(node, schema.Scene) else ()))
    for _, film in of_kind(models, schema.Film):
        yield from (scene.signs for side in film.sides for scene in side.scenes)
