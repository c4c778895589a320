"""A text of the interface holds every value that the bot fills in, in both languages.

A line would be offered without its number.

Right, in `knowledge/interface.yaml`:

    help-line: {fr: "help-line {name} {way}", en: "help-line {name} {way}"}

Wrong:

    help-line: {fr: "help-line {name} {way}", en: "help-line {name}"}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.build import PLACEHOLDER
from bot.content.kinds import of_kind
from bot.content.known import figure_ids
from bot.content.rule import Rule
from bot.core.interface import KEYS
from bot.core.script import Both
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = (schema.FigureFile,)
RULE: Final = Rule(
    "placeholder-missing",
    "error",
    Both("il manque {{{name}}} à « {key} » en « {lang} »", "«{key}» in «{lang}» lacks {{{name}}}"),
    Both("mets-le là où ça se lit bien", "put it where it reads well"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text of the interface, in both languages."""
    figures = draft.beside.once(figure_ids)
    for file, texts in of_kind(draft.models, schema.InterfaceFile):
        for key, text in texts.texts.items():
            for lang in LANGS if key in KEYS else ():
                held = set(PLACEHOLDER.findall(getattr(text, lang)))
                missing = KEYS[key] - held
                # One that is there in another spelling is told once, as what it was meant to be.
                if len(missing) <= len(held - KEYS[key] - figures):
                    continue
                for name in sorted(missing):
                    yield RULE.found(file, ("texts", key, lang), key=key, lang=lang, name=name)
