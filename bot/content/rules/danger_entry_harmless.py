"""The entry that is offered behind a danger is not marked as harmless.

The words by which a harmless question is asked are learned as no danger, and who types them gets no help first.

Right: The question that `entry` of a danger names has no `harmless`.

Wrong: It has `harmless: true`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.learn import danger_id, harmless_questions
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.rule import Found
    from bot.content.schema import Model

BESIDE: Final = (schema.DangerFile,)
RULE: Final = Rule(
    "danger-entry-harmless",
    "error",
    Both(
        "« {entry} » est la fiche du danger « {danger} » : elle n'est pas sans danger",
        "«{entry}» is the entry of the danger «{danger}»: it is not harmless",
    ),
    Both("enlève « harmless: true »", "take «harmless: true» away"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every question that says it is harmless."""
    offered = draft.beside.once(_offered)
    for file, place, entry in harmless_questions(draft.models):
        if entry.id in offered:
            yield RULE.found(file, ("entries", place, "harmless"), entry=entry.id, danger=offered[entry.id])


def _offered(models: Mapping[str, Model]) -> dict[str, str]:
    return {danger.entry: danger_id(file) for file, danger in of_kind(models, schema.DangerFile) if danger.entry}
