"""A figure is shown in a text.

A number that nobody reads is checked every year for nothing, and hides those that count.

Right, in `knowledge/figures.yaml`:

    figures:

Wrong:

    figures:
      adult-age: {fr: "18 ans", en: "18", fact: M2}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.build import PLACEHOLDER
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.content.texts import shown_texts
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

RULE: Final = Rule(
    "unused-figure",
    "warning",
    Both("aucun texte ne montre le chiffre « {name} »", "no text shows the figure «{name}»"),
    Both("enlève-le, ou écris {{{name}}} dans un texte", "take it away, or write {{{name}}} in a text"),
    when="no-error",
)


def check(draft: Draft) -> Iterator[Found]:
    """Compare the figures with what the texts show."""
    shown = {name for text in shown_texts(draft.models) for name in PLACEHOLDER.findall(text.words)}
    for file, found in of_kind(draft.models, schema.FigureFile):
        for name in found.figures:
            if name not in shown:
                yield RULE.found(file, ("figures", name), name=name)
