"""Every level of danger can be heard.

Without an example of distress, who is in distress would get an answer from the knowledge base.

Right: `knowledge/danger/` holds an emergency, a distress and a disclosure.

Wrong: The only file with `level: distress` was deleted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

RULE: Final = Rule(
    "danger-missing",
    "error",
    Both("aucun fichier de danger n'a le niveau « {level} »", "no file of danger has the level «{level}»"),
    Both("remets les fichiers de knowledge/danger", "bring back the files of knowledge/danger"),
    when="all-read",
)


def check(draft: Draft) -> Iterator[Found]:
    """Look for each level, once."""
    written = {danger.level for _, danger in of_kind(draft.models, schema.DangerFile)}
    for file, _ in of_kind(draft.models, schema.WordClassFile):
        for level in get_args(schema.DangerFile.model_fields["level"].annotation):
            if level not in written:
                yield RULE.found(file, (), level=level)
