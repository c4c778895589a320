"""A sign that is shown stands in signs.yaml.

A teen would be told of a sign that has no name and no explanation.

Right, in `dialogues/ride-home.yaml`:

    signs: [rush]

Wrong:

    signs: [rushed]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.graph import choices
from bot.content.kinds import of_kind, played
from bot.content.known import sign_ids
from bot.content.problem import did_you_mean
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.problem import Path
    from bot.content.rule import Found
    from bot.content.schema import Model

BESIDE: Final = (schema.SignFile,)
RULE: Final = Rule(
    "sign-missing",
    "error",
    Both("{where} « {name} » n'existe pas", "{where} «{name}» does not exist"),
    Both(
        "prends un signal de knowledge/signs.yaml, ou ajoute-le là",
        "use a sign of knowledge/signs.yaml, or add it there",
    ),
)
_SIGN: Final = Both("le signal", "sign")


def check(draft: Draft) -> Iterator[Found]:
    """Look at every node, choice, frame of a film and entry."""
    known = draft.beside.once(sign_ids)
    for file, path, where, name in _named(draft.models) if known else ():
        if name not in known:
            yield RULE.found(file, path, did_you_mean(name, known), where=where, name=name)


def _named(models: Mapping[str, Model]) -> Iterator[tuple[str, Path, Both, str]]:
    for file, story in played(models):
        for name, node in story.nodes.items():
            where = Both(f"« {name} » : le signal", f"«{name}»: sign")
            yield from ((file, ("nodes", name, "signs", place), where, sign) for place, sign in enumerate(node.signs))
        for name, path, choice in choices(story):
            where = Both(f"« {name} » : le signal", f"«{name}»: sign")
            yield from ((file, (*path, "signs", place), where, sign) for place, sign in enumerate(choice.signs))
    for file, film in of_kind(models, schema.Film):
        for side, half in enumerate(film.sides):
            for number, scene in enumerate(half.scenes):
                here: Path = ("sides", side, "scenes", number, "signs")
                yield from ((file, (*here, place), _SIGN, sign) for place, sign in enumerate(scene.signs))
    for file, shelf in of_kind(models, schema.EntryFile):
        for number, entry in enumerate(shelf.entries):
            here = ("entries", number, "signs")
            yield from ((file, (*here, place), _SIGN, sign) for place, sign in enumerate(entry.signs))
