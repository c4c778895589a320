"""Does a file have the shape of its model? Each misfit told at its place, in a writer's words.

Rule: a problem names what stands in the file: a key, never a type, a place in a list or a word of pydantic's.

pydantic's paths hold more than the file does: the kind a union was told by, `[key]` for the name of a key.
So each path is walked through the model's types, which know what is a key of the file and what is not: a node called
`ending` and the kind `ending` look alike in a path.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import ValidationError

from bot.content.problem import Problem, did_you_mean, legacy
from bot.content.schema import Model

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

    from bot.content.positions import Document
    from bot.content.problem import Path

#: What a writer typed is shown up to this length.
_MOST_SHOWN = 60


def fit(document: Document, model: type[Model]) -> tuple[Model | None, list[Problem]]:
    """Read a document as a model: the model, or every problem of its shape."""
    try:
        return model.model_validate(document.value), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
        return None, [_problem(document, model, each) for each in errors if not _follows(each, errors)]


def _follows(error: ErrorDetails, errors: list[ErrorDetails]) -> bool:
    """Whether a list is only too short because of an item in it that is told already."""
    path = error["loc"]
    return error["type"] == "too_short" and any(
        len(other["loc"]) > len(path) and other["loc"][: len(path)] == path for other in errors
    )


@dataclass(slots=True)
class _Found:
    """Where a pydantic path leads: the part of it that is in the file, and what the models say of that place."""

    real: list[str | int] = field(default_factory=list)
    types: list[Any] = field(default_factory=list)
    around: list[Any] = field(default_factory=list)
    is_key: bool = False

    def name(self) -> str:
        """Name the place as the writer knows it."""
        words = [step for step in self.real if isinstance(step, str)]
        if self.is_key and len(words) > 1:
            return f"a key of «{words[-2]}»"
        return f"«{words[-1]}»" if words else "«the file»"

    def keys(self) -> list[str]:
        """List the keys that would be right beside the last one."""
        return sorted({name for each in self.around if _is_model(each) for name in each.model_fields})


def _walk(model: type[Model], path: Path) -> _Found:
    found = _Found(types=[model])
    for step in path:
        if step == "[key]":
            found.is_key = True
            continue
        narrowed = _told_by_kind(found.types, step)
        if narrowed:
            found.types = narrowed
            continue
        found.around = found.types
        found.real.append(step)
        found.types = [inner for each in found.types for inner in _inside(each, step)]
    return found


def _told_by_kind(types: list[Any], step: str | int) -> list[Any]:
    """When several models may stand here, pydantic's path says next which one it took."""
    if len(types) <= 1:
        return []
    return [each for each in types if step in _kinds(each)]


def _kinds(kind: Any) -> tuple[Any, ...]:
    if _is_model(kind):
        return get_args(kind.model_fields["kind"].annotation) if "kind" in kind.model_fields else ()
    return ("one",) if kind is str else ("each",) if get_origin(kind) is dict else ()


def _inside(kind: Any, step: str | int) -> list[Any]:
    """Give the types of what stands under a key or a place of a list."""
    if _is_model(kind):
        field_ = kind.model_fields.get(str(step))
        return _alternatives(field_.annotation) if field_ else []
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is dict:
        return _alternatives(arguments[1])
    if origin is tuple:
        return _alternatives(arguments[0])
    return []


def _alternatives(annotation: Any) -> list[Any]:
    """Take unions apart and the constraints off."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _alternatives(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return [inner for part in get_args(annotation) for inner in _alternatives(part) if inner is not type(None)]
    return [annotation] if origin is not Literal else []


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Model)


def _problem(document: Document, model: type[Model], error: ErrorDetails) -> Problem:
    found = _walk(model, tuple(error["loc"]))
    line, column = document.at(tuple(found.real))
    code, sentence, hint = _in_words(error, found)
    return legacy(document.file, line, column, code, sentence, hint)


def _typed(value: object) -> str:
    """Show what the writer typed, on one line."""
    words = " ".join(str(value).split())
    return words if len(words) <= _MOST_SHOWN else words[: _MOST_SHOWN - 1] + "…"


def _listed(expected: object) -> Iterator[str]:
    """Read pydantic's list of what it would have taken."""
    for part in str(expected).replace(" or ", ", ").split(", "):
        yield part.strip("'")


def _in_words(  # noqa: C901 - one case for each kind of mistake
    error: ErrorDetails, found: _Found
) -> tuple[str, str, str]:
    """Say what is wrong: code, sentence, hint."""
    context: dict[str, Any] = error.get("ctx") or {}
    kind, name, typed = error["type"], found.name(), _typed(error["input"])
    match kind:
        case "extra_forbidden":
            return (
                "unknown-key",
                f"{name} is no key that is known here",
                did_you_mean(str(found.real[-1]), found.keys()),
            )
        case "missing":
            return "missing-key", f"{name} is missing", f"add {name.replace('»', ':»')} here"
        case "union_tag_not_found":
            return "missing-key", "«kind» is missing", "add «kind:» here"
        case "union_tag_invalid":
            tag = _typed(context.get("tag"))
            known = _listed(context.get("expected_tags"))
            return "unknown-value", f"«{tag}» is no kind that is known here", did_you_mean(tag, known)
        case "literal_error":
            known = _listed(context.get("expected"))
            return "unknown-value", f"«{typed}» is no value that {name} may have", did_you_mean(typed, known)
        case "string_pattern_mismatch":
            return "wrong-form", f"«{typed}» has not the form of {name}", f"expected: {context.get('pattern')}"
        case "too_short":
            held, least = context.get("actual_length"), context.get("min_length")
            return "too-few", f"{name} holds {held}, and needs {least} or more", "add what is missing"
        case "too_long" | "string_too_long":
            return "too-long", f"{name} holds more than {context.get('max_length')}", "shorten it or split it"
        case "string_too_short":
            return "empty-text", f"{name} is empty", "write the text, in this language too"
        case _ if kind in _SHAPES:
            return "wrong-shape", f"{name} holds another kind of value than expected", _SHAPES[kind]
        case _:
            return "wrong-value", f"{name}: {str(error['msg']).removeprefix('Value error, ')}", ""


_SHAPES = {
    "string_type": "write a text between double quotes",
    "model_type": "write keys and values, such as fr: and en:",
    "model_attributes_type": "write keys and values, such as fr: and en:",
    "dict_type": "write keys and values",
    "tuple_type": "write a list, each item after a dash",
}
