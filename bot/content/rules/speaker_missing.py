"""Who speaks is one of the characters of the story or the film, the narrator among them.

The bot would not know which name to put before the words.

Right, in `dialogues/ride-home.yaml`:

    - {who: driver, fr: "Une autre fois, alors.", en: "Some other time, then."}

Wrong:

    - {who: drivers, fr: "Une autre fois, alors.", en: "Some other time, then."}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind, played
from bot.content.problem import did_you_mean
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from bot.content.draft import Draft
    from bot.content.problem import Path
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "speaker-missing",
    "error",
    Both("{where} « {name} » n'existe pas", "{where} «{name}» does not exist"),
    Both(
        "prends quelqu'un de « characters », ou ajoute-le là", "use somebody of «characters», or add the person there"
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every line of every story, module and film."""
    for file, story in played(draft.models):
        for name, node in story.nodes.items():
            where = Both(f"« {name} » : le personnage", f"«{name}»: speaker")
            yield from _unknown(file, ("nodes", name), node.lines, story.characters, where)
    for file, film in of_kind(draft.models, schema.Film):
        for side, half in enumerate(film.sides):
            for number, scene in enumerate(half.scenes):
                path: Path = ("sides", side, "scenes", number)
                yield from _unknown(file, path, scene.lines, film.characters, Both("le personnage", "speaker"))


def _unknown(
    file: str, path: Path, lines: Sequence[schema.Line], known: Collection[str], where: Both
) -> Iterator[Found]:
    for place, line in enumerate(lines):
        if line.who not in known:
            hint = did_you_mean(line.who, known)
            yield RULE.found(file, (*path, "lines", place, "who"), hint, where=where, name=line.who)
