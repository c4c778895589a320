"""JSON Schemas of the files writers write, so that an editor completes keys and underlines what cannot be.

Rule: made from the models, so that they never differ; what one file says about another only `check` knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bot.content import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
#: Which model the files of a folder have, where that is more than one file.
_FOLDERS: Final[dict[str, tuple[str, type[schema.Model]]]] = {
    "story": ("dialogues/[1-6]-*/*.yaml", schema.Scenario),
    "training": ("dialogues/training/*.yaml", schema.Training),
    "film": ("dialogues/film/*.yaml", schema.Film),
    "entries": ("knowledge/entries/*.yaml", schema.EntryFile),
    "danger": ("knowledge/danger/!(words).yaml", schema.DangerFile),
    "harmless": ("knowledge/danger/harmless/*.yaml", schema.HarmlessFile),
}


@dataclass(frozen=True, slots=True)
class EditorSchema:
    """One schema: what it is called, for which files it is (as editors write that), and itself."""

    name: str
    files: str
    schema: dict[str, Any]


def editor_schemas() -> Iterator[EditorSchema]:
    """Give a schema for every kind of file."""
    for name, (files, model) in _FOLDERS.items():
        yield EditorSchema(name, files, _of(model))
    for path in schema.REQUIRED_FILES:
        model_ = schema.file_model(path)
        if model_ is not None:
            name = path.partition("/")[2].removesuffix(".yaml").replace("/", "-")
            yield EditorSchema(name, path, _of(model_))


def _of(model: type[schema.Model]) -> dict[str, Any]:
    return {"$schema": _DIALECT, **model.model_json_schema()}


def editor_settings(folder: str) -> dict[str, Any]:
    """Give the settings of an editor that reads YAML schemas from a folder: which schema is for which files."""
    return {"yaml.schemas": {f"{folder}/{each.name}.json": f"/{each.files}" for each in editor_schemas()}}
