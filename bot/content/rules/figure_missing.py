"""What stands between { and } is a figure of figures.yaml, or in the interface one of the values the bot fills in.

A teen would read the braces.

Right, in `knowledge/entries/rides.yaml`:

    answer: {fr: "Un oui libre, clair, et qui peut changer.", en: "A free and clear yes, which may change."}

Wrong:

    answer: {fr: "Un oui libre, dès {consnt-age}.", en: "A free yes, from {consnt-age} on."}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.build import PLACEHOLDER
from bot.content.known import figure_ids
from bot.content.problem import did_you_mean
from bot.content.rule import Rule
from bot.content.texts import shown_texts
from bot.core.interface import KEYS
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = (schema.FigureFile,)
RULE: Final = Rule(
    "figure-missing",
    "error",
    Both("le chiffre « {name} » n'existe pas", "figure «{name}» does not exist"),
    Both(
        "prends un chiffre de knowledge/figures.yaml, ou ajoute-le là",
        "use a figure of knowledge/figures.yaml, or add it there",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text."""
    figures = draft.beside.once(figure_ids)
    for text in shown_texts(draft.models) if figures else ():
        for name in PLACEHOLDER.findall(text.words):
            if name not in figures and name not in KEYS.get(text.key, ()):
                hint = did_you_mean(name, figures.union(KEYS.get(text.key, ())))
                yield RULE.found(text.file, text.path, hint, name=name)
