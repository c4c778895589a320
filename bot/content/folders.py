"""Where a file belongs, by the keys it has.

Rule: only what has every key of a kind, and no other key, belongs to that kind; of all else nothing is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args, get_origin

from bot.content import schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.content.schema import Model

#: The kinds of which there may be many files -> where they stand.
_FOLDERS: Final[Mapping[type[Model], str]] = {
    schema.Scenario: "dialogues/",
    schema.Training: "dialogues/training/",
    schema.Film: "dialogues/film/",
    schema.EntryFile: "knowledge/entries/",
    schema.DangerFile: "knowledge/danger/",
    schema.HarmlessFile: "knowledge/danger/harmless/",
}


def better_folder(value: object, model: type[Model] | None) -> str:
    """Give the folder in which a file with this value would have its place; empty when it stands well, or is unknown.

    `model`: what a file must be where this one stands; None where there is no kind of file.
    """
    if not isinstance(value, dict) or (model and _may_be(value, model)):
        return ""
    return next((folder for kind, folder in _FOLDERS.items() if _may_be(value, kind)), "")


def _may_be(value: Mapping[str, object], model: type[Model]) -> bool:
    """Say whether the keys are those of a kind, and so are the values that are fixed for it."""
    fields = model.model_fields
    needed = {name for name, field in fields.items() if field.is_required()}
    fixed = {name: get_args(field.annotation) for name, field in fields.items() if _is_fixed(field.annotation)}
    return needed <= value.keys() <= fields.keys() and all(value[name] in fixed[name] for name in fixed.keys() & needed)


def _is_fixed(annotation: object) -> bool:
    return get_origin(annotation) is Literal
