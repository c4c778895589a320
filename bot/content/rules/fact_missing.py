"""An entry, a sign, a figure and a law rest on a row of facts.yaml.

What has no row cannot be proved, and nobody can tell when it stopped being true.
Use an id of the table, or add the row to it.

Right, in `knowledge/entries/rides.yaml`:

    fact: M1

Wrong:

    fact: M9
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.known import evidence
from bot.content.problem import did_you_mean
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.problem import Path
    from bot.content.rule import Found
    from bot.content.schema import Model

BESIDE: Final = (schema.FactFile,)
RULE: Final = Rule(
    "fact-missing",
    "error",
    Both("le fait « {name} » n'existe pas", "fact «{name}» does not exist"),
    Both(
        "prends un fait de knowledge/facts.yaml, ou ajoute-le là avec sa source",
        "use a fact of knowledge/facts.yaml, or add it there with its source",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at everything that names a row."""
    table = draft.beside.once(evidence)
    for file, path, name in _named(draft.models):
        if table and name not in table.facts:
            yield RULE.found(file, path, did_you_mean(name, table.facts), name=name)


def _named(models: Mapping[str, Model]) -> Iterator[tuple[str, Path, str]]:
    for file, shelf in of_kind(models, schema.EntryFile):
        yield from ((file, ("entries", place, "fact"), entry.fact) for place, entry in enumerate(shelf.entries))
    for file, signs in of_kind(models, schema.SignFile):
        yield from ((file, ("signs", name, "fact"), sign.fact) for name, sign in signs.signs.items())
    for file, figures in of_kind(models, schema.FigureFile):
        yield from ((file, ("figures", name, "fact"), figure.fact) for name, figure in figures.figures.items())
    for file, laws in of_kind(models, schema.LawFile):
        yield from ((file, ("laws", name, "fact"), law.fact) for name, law in laws.laws.items())
