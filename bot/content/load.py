"""A folder of content -> a Script, or every problem in it.

Rule: all or nothing. Content with one problem is not played.
This is the only module of the content that touches the disk.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from bot.content import checks
from bot.content.build import build
from bot.content.positions import MOST_BYTES, Document, read
from bot.content.problem import ContentError, Problem, did_you_mean
from bot.content.schema import REQUIRED_FILES, Model, file_model

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path as FilePath

    from pydantic_core import ErrorDetails

    from bot.content.problem import Path
    from bot.core.script import Script

FOLDERS: Final = ("dialogues", "knowledge")
MOST_FILES: Final = 500


class NoContentError(Exception):
    """There is no content to read; the message says what to do."""


@dataclass(slots=True)
class Content:
    """What was read: documents with positions, and the models of those whose shape is right."""

    documents: dict[str, Document] = field(default_factory=dict)
    models: dict[str, Model] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def load(folder: FilePath) -> Script:
    """Read, check and build the content of a folder.

    Raises NoContentError when there is none, ContentError with every problem when it must not be played.
    """
    content = inspect(read_files(folder))
    if content.problems:
        raise ContentError(content.problems)
    return build(content.models)


def read_files(folder: FilePath) -> dict[str, bytes]:
    """Read every YAML file under `dialogues/` and `knowledge/`: path with forward slashes -> bytes."""
    missing = [name for name in FOLDERS if not (folder / name).is_dir()]
    if missing:
        raise NoContentError(
            f"No content: {folder} has no folder «{missing[0]}». Set BOT_CONTENT to the folder that holds both."
        )
    paths = sorted(path for name in FOLDERS for end in ("yaml", "yml") for path in (folder / name).rglob(f"*.{end}"))
    if len(paths) > MOST_FILES:
        raise NoContentError(f"Too many files: {folder} holds {len(paths)} YAML files, {MOST_FILES} are the most.")
    return {path.relative_to(folder).as_posix(): _bytes(path) for path in paths if path.is_file()}


def _bytes(path: FilePath) -> bytes:
    """Read at most one byte more than allowed: enough to see that there is too much."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def inspect(files: Mapping[str, bytes]) -> Content:
    """Read, shape and check: every problem of every file, gathered. Touches nothing."""
    content = Content()
    for name, data in sorted(files.items()):
        _take(name, data, content)
    for name in REQUIRED_FILES:
        if name not in files:
            content.problems.append(
                Problem(
                    name,
                    1,
                    1,
                    "file-missing",
                    "this file is missing",
                    "bring it back from the last version that worked",
                )
            )
    whole = not content.problems
    content.problems.extend(checks.run(content.models, content.documents, whole=whole))
    content.problems = sorted(set(content.problems))
    return content


def _take(name: str, data: bytes, content: Content) -> None:
    document = read(name, data)
    content.documents[name] = document
    content.problems.extend(document.problems)
    model = file_model(name)
    if model is None:
        known = [path.removeprefix("knowledge/") for path in REQUIRED_FILES]
        hint = did_you_mean(name.removeprefix("knowledge/"), known)
        content.problems.append(Problem(name, 1, 1, "unknown-file", "nothing is read from a file of this name", hint))
        return
    if document.problems:
        return
    try:
        content.models[name] = model.model_validate(document.value)
    except ValidationError as error:
        content.problems.extend(_shape_problems(document, model, error.errors(include_url=False)))


def _shape_problems(document: Document, model: type[Model], errors: Iterable[ErrorDetails]) -> Iterable[Problem]:
    for error in errors:
        path = tuple(error["loc"])
        line, column = document.at(path)
        code, sentence, hint = _in_words(error, model, path)
        yield Problem(document.file, line, column, code, sentence, hint)


def _in_words(  # noqa: C901 - one case for each kind of mistake
    error: ErrorDetails, model: type[Model], path: Path
) -> tuple[str, str, str]:
    """Say what pydantic found in a writer's words: code, sentence, hint."""
    last = str(path[-1]) if path else "the file"
    context: dict[str, Any] = error.get("ctx") or {}
    match error["type"]:
        case "extra_forbidden":
            return "unknown-key", f"«{last}» is no key that is known here", did_you_mean(last, _keys_near(model, path))
        case "missing":
            return "missing-key", f"«{last}» is missing", f"add «{last}:» here"
        case "union_tag_invalid":
            expected = str(context.get("expected_tags", "")).replace("'", "").split(", ")
            return (
                "unknown-value",
                f"«{context.get('tag')}» is no kind that is known here",
                did_you_mean(str(context.get("tag")), expected),
            )
        case "union_tag_not_found":
            return "missing-key", "«kind» is missing", "add «kind:» here"
        case "literal_error":
            expected = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")
            return (
                "unknown-value",
                f"«{error['input']}» is no value that «{last}» may have",
                did_you_mean(str(error["input"]), expected),
            )
        case "string_pattern_mismatch":
            return (
                "wrong-form",
                f"«{error['input']}» has not the form of «{last}»",
                f"expected: {context.get('pattern')}",
            )
        case "string_type" | "model_type" | "model_attributes_type" | "dict_type" | "tuple_type":
            return "wrong-shape", f"«{last}» holds another kind of value than expected", _SHAPES.get(error["type"], "")
        case "too_short":
            least = context.get("min_length")
            return (
                "too-few",
                f"«{last}» holds {context.get('actual_length')}, and needs {least} or more",
                "add what is missing",
            )
        case "too_long" | "string_too_long":
            most = context.get("max_length")
            return "too-long", f"«{last}» holds more than {most}", "shorten it or split it"
        case "string_too_short":
            return "empty-text", f"«{last}» is empty", "write the text, in this language too"
        case _:
            said = str(error["msg"]).removeprefix("Value error, ")
            return "wrong-value", f"«{last}»: {said}", ""


_SHAPES = {
    "string_type": "write a text between double quotes",
    "model_type": "write keys and values, such as fr: and en:",
    "model_attributes_type": "write keys and values, such as fr: and en:",
    "dict_type": "write keys and values",
    "tuple_type": "write a list, each item after a dash",
}


def _keys_near(model: type[Model], path: Path) -> list[str]:
    """The keys that would be right at a path: those of the model that the path leads to."""
    reached: list[type[Model]] = [model]
    for step in path[:-1]:
        reached = [found for each in reached for found in _below(each, step)] or reached
    return sorted({name for each in reached for name in each.model_fields})


def _below(model: type[Model], step: str | int) -> list[type[Model]]:
    """The models that a field holds; a step that is no field (a key, a place in a list, a union's tag) stays.

    A union's tag narrows the models to the one of that kind.
    """
    field = model.model_fields.get(str(step))
    if field is not None:
        return _models_in(field.annotation)
    kind = model.model_fields.get("kind")
    if kind is not None and isinstance(step, str) and step in _SHAPE_TAGS:
        return [model] if step in getattr(kind.annotation, "__args__", ()) else []
    return [model]


_SHAPE_TAGS = frozenset(("scene", "ending", "myth", "reality", "depends", "question", "text", "phone", "chat", "site"))


def _models_in(annotation: Any) -> list[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return [annotation]
    return [found for part in getattr(annotation, "__args__", ()) for found in _models_in(part)]
