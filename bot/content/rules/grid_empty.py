"""Where the programme promises it, the stories together show every perspective in every setting.

A group that never plays a witness, or never anything outside a screen, takes home half of it.

Right: Among the stories with `perspective: witness`, one has `setting: online` and one `setting: in-person`.

Wrong: The only one with `in-person` was changed to `online`.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final, get_args

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.rule import Found
    from bot.content.schema import Model

BESIDE: Final = (schema.Scenario,)
RULE: Final = Rule(
    "grid-empty",
    "error",
    Both(
        "aucune histoire n'a la perspective « {perspective} » et le cadre « {setting} »",
        "no story has perspective «{perspective}» and setting «{setting}»",
    ),
    Both("écris-en une, ou change le cadre d'une autre", "write one, or change the setting of another"),
    when="all-read",
)


def check(draft: Draft) -> Iterator[Found]:
    """Look for every pair of perspective and setting."""
    fields = schema.Scenario.model_fields
    perspectives, settings = (get_args(fields[name].annotation) for name in ("perspective", "setting"))
    for file, programme in of_kind(draft.models, schema.ProgrammeFile):
        for perspective, setting in product(perspectives, settings) if programme.grid == "true" else ():
            if (perspective, setting) not in draft.beside.once(_shown):
                yield RULE.found(file, ("grid",), perspective=perspective, setting=setting)


def _shown(models: Mapping[str, Model]) -> frozenset[tuple[str, str]]:
    return frozenset((story.perspective, story.setting) for _, story in of_kind(models, schema.Scenario))
