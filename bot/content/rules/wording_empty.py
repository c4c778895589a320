"""A row of wording.yaml holds words.

A row of signs alone is compared with nothing: whoever wrote it would think that something is looked for.

Right, in `knowledge/wording.yaml`:

    never: {fr: ["pourquoi tu as"], en: ["why did you"]}

Wrong:

    never: {fr: ["pourquoi tu as"], en: ["*"]}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.content.wording import row_words
from bot.core.script import Both
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "wording-empty",
    "error",
    Both("« {row} » ne contient aucun mot", "«{row}» holds no word"),
    Both("écris des mots, ou enlève la ligne", "write words, or take the line away"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every row of every group."""
    for file, wording in of_kind(draft.models, schema.WordingFile):
        for group in schema.WordingFile.model_fields:
            for place, item in enumerate(getattr(wording, group)):
                for kind in ("never", "unless"):
                    for lang in LANGS:
                        for number, row in enumerate(getattr(getattr(item, kind), lang)):
                            if not row_words(row):
                                yield RULE.found(file, (group, place, kind, lang, number), row=row)
