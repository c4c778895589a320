"""A figure is plain words.

What stands in it is shown as it is: a teen would read the braces.

Right, in `knowledge/figures.yaml`:

    consent-age: {fr: "16 ans", en: "16", fact: M2}

Wrong:

    consent-age: {fr: "{seize} ans", en: "16", fact: M2}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "brace-in-figure",
    "error",
    Both("un chiffre ne contient ni {{ ni }}", "a figure holds no {{ and no }}"),
    Both("écris les mots eux-mêmes", "write the words themselves"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every figure."""
    for file, figures in of_kind(draft.models, schema.FigureFile):
        for name, figure in figures.figures.items():
            for lang in LANGS:
                if set("{}") & set(getattr(figure, lang)):
                    yield RULE.found(file, ("figures", name, lang))
