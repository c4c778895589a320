"""Does a file have the shape of its model? Each misfit told at its place, in a writer's words.

Rule: a problem names what stands in the file: a key, never a type, a place in a list or a word of pydantic's.

pydantic's paths hold more than the file does: the kind a union was told by, `[key]` for the name of a key.
So each path is walked through the model's types, which know what is a key of the file and what is not: a node called
`ending` and the kind `ending` look alike in a path.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import ValidationError

from bot.content import schema
from bot.content.names import meant, slug
from bot.content.problem import did_you_mean
from bot.content.rules.act_missing import RULE as ACT_MISSING
from bot.content.rules.address_form import RULE as ADDRESS_FORM
from bot.content.rules.audience_form import RULE as AUDIENCE_FORM
from bot.content.rules.button_too_wide import RULE as BUTTON_TOO_WIDE
from bot.content.rules.date_form import RULE as DATE_FORM
from bot.content.rules.empty_value import RULE as EMPTY_VALUE
from bot.content.rules.fact_form import RULE as FACT_FORM
from bot.content.rules.hours_form import RULE as HOURS_FORM
from bot.content.rules.missing_key import RULE as MISSING_KEY
from bot.content.rules.name_form import RULE as NAME_FORM
from bot.content.rules.no_way_to_reach import RULE as NO_WAY_TO_REACH
from bot.content.rules.not_indented import RULE as NOT_INDENTED
from bot.content.rules.number_form import RULE as NUMBER_FORM
from bot.content.rules.number_out_of_range import RULE as NUMBER_OUT_OF_RANGE
from bot.content.rules.source_form import RULE as SOURCE_FORM
from bot.content.rules.too_few import RULE as TOO_FEW
from bot.content.rules.too_long import RULE as TOO_LONG
from bot.content.rules.too_many import RULE as TOO_MANY
from bot.content.rules.true_or_false import RULE as TRUE_OR_FALSE
from bot.content.rules.unknown_key import RULE as UNKNOWN_KEY
from bot.content.rules.unknown_value import RULE as UNKNOWN_VALUE
from bot.content.rules.whole_number import RULE as WHOLE_NUMBER
from bot.content.rules.workshop_missing import RULE as WORKSHOP_MISSING
from bot.content.rules.wrong_shape import RULE as WRONG_SHAPE
from bot.content.schema import Model
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic_core import ErrorDetails

    from bot.content.positions import Document
    from bot.content.problem import Path, Problem
    from bot.content.rule import Rule

#: What a writer typed is shown up to this length.
_MOST_SHOWN = 60
#: Misfits of one file that are told at once, from its top: who has mended a hundred looks again.
_MOST_TOLD: Final = 100


def fit(document: Document, model: type[Model]) -> tuple[Model | None, list[Problem]]:
    """Read a document as a model: the model, or every problem of its shape."""
    try:
        return model.model_validate(document.value), []
    except ValidationError as error:
        misfits = [_Misfit(each, _walk(model, tuple(each["loc"]))) for each in error.errors(include_url=False)]
        around = _Around(misfits)
        told = sorted((each for each in misfits if not each.follows(around)), key=lambda each: each.place(document))
        return None, [each.problem(document, around) for each in told[:_MOST_TOLD]]


@dataclass(slots=True)
class _Found:
    """Where a pydantic path leads: the part of it that is in the file, and what the models say of that place."""

    real: list[str | int] = field(default_factory=list)
    types: list[Any] = field(default_factory=list)
    around: list[Any] = field(default_factory=list)
    is_key: bool = False

    def key(self) -> str:
        """Give the last key of the place, or nothing for the whole file."""
        return next((step for step in reversed(self.real) if isinstance(step, str)), "")

    def name(self) -> Both:
        """Name the place as the writer knows it."""
        words = [step for step in self.real if isinstance(step, str)]
        if self.is_key and len(words) > 1:
            return Both(f"une clé de « {words[-2]} »", f"a key of «{words[-2]}»")
        return Both(f"« {words[-1]} »", f"«{words[-1]}»") if words else Both("le fichier", "the file")

    def keys(self) -> dict[str, Any]:
        """Give the keys that would be right beside the last one, and what each of them holds."""
        return {name: kind for each in self.around if _is_model(each) for name, kind in each.model_fields.items()}


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


@dataclass(frozen=True, slots=True)
class _Misfit:
    """One thing that does not fit: what pydantic says, and where that is."""

    error: ErrorDetails
    found: _Found

    @property
    def path(self) -> Path:
        return tuple(self.found.real)

    def follows(self, around: _Around) -> bool:
        """Whether it only follows from another one, which says what to do."""
        kind, beside = self.error["type"], around.beside[self.path[:-1]]
        if kind == "too_short":
            return self.path in around.inside
        if kind == "missing":
            return self.found.key() in beside.meant
        return kind == "extra_forbidden" and self.found.key() in beside.lacked

    def meant(self) -> str:
        """Give the known key that an unknown one was meant to be, or nothing."""
        return meant(self.found.key(), self.found.keys()) if self.error["type"] == "extra_forbidden" else ""

    def lacks(self) -> Iterator[str]:
        """Give the keys that belong under this one, when it holds nothing."""
        if self.error["input"] is None:
            for kind in self.found.types:
                yield from kind.model_fields if _is_model(kind) else ()

    def place(self, document: Document) -> tuple[int, int]:
        """Say where it stands."""
        context = self.error.get("ctx") or {}
        under = "kind" if self.error["type"] == "union_tag_invalid" else context.get("under")
        return document.at((*self.path, under) if under else self.path)

    def problem(self, document: Document, around: _Around) -> Problem:
        """Say it in a writer's words, where it stands."""
        if self.error["type"] in _OWN:
            values = {name: value for name, value in (self.error.get("ctx") or {}).items() if name != "under"}
            told = _Told(
                _OWN[self.error["type"]], {"name": self.found.name(), "typed": _typed(self.error["input"]), **values}
            )
        elif not around.beside[self.path[:-1]].unknown.isdisjoint(self.lacks()):
            told = _Told(NOT_INDENTED, {"name": self.found.key()})
        else:
            told = _in_words(self.error, self.found)
        return told.rule.at(document.file, self.place(document), told.hint, **told.values)


@dataclass(slots=True)
class _Beside:
    """Of the misfits side by side in one place: unknown keys, the keys those were meant to be, and keys that lack."""

    unknown: set[str] = field(default_factory=set)
    meant: set[str] = field(default_factory=set)
    lacked: set[str] = field(default_factory=set)


class _Around:
    """What the misfits of a file say of each other, gathered once: there may be thousands.

    `beside`: by the path of the place they stand in. `inside`: the paths of all places that hold one.
    """

    def __init__(self, misfits: Iterable[_Misfit]) -> None:
        self.beside: defaultdict[Path, _Beside] = defaultdict(_Beside)
        self.inside: set[Path] = set()
        for each in misfits:
            path = each.path
            self.inside.update(path[:deep] for deep in range(len(path)))
            beside = self.beside[path[:-1]]
            beside.lacked.update(each.lacks())
            if each.error["type"] == "extra_forbidden":
                beside.unknown.add(each.found.key())
                beside.meant.add(each.meant())


class _Told(NamedTuple):
    """A rule, what fills in its words, and a better hint when there is one."""

    rule: Rule
    values: dict[str, object]
    hint: Both | None = None


def _typed(value: object) -> str:
    """Show what the writer typed, on one line."""
    words = " ".join(str(value).split())
    return words if len(words) <= _MOST_SHOWN else words[: _MOST_SHOWN - 1] + "…"


def _listed(expected: object) -> Iterator[str]:
    """Read pydantic's list of what it would have taken."""
    for part in str(expected).replace(" or ", ", ").split(", "):
        yield part.strip("'")


def _in_words(error: ErrorDetails, found: _Found) -> _Told:
    """Say which rule a misfit breaks."""
    kind, typed = error["type"], error["input"]
    context: dict[str, Any] = error.get("ctx") or {}
    if kind in ("missing", "union_tag_not_found"):
        key = found.key() if kind == "missing" else "kind"
        return _Told(MISSING_KEY, {"name": Both(f"« {key} »", f"«{key}»"), "key": key})
    if kind == "extra_forbidden":
        return _unknown_key(found)
    if kind == "union_tag_invalid":
        return _kind(typed["kind"], context)
    if kind in ("too_short", "too_long"):
        return _count(context, found)
    if kind in ("string_too_short", "string_too_long"):
        return _length(context, found)
    wanted = next((words for start, words in _WANTED.items() if kind.startswith(start)), _A_TEXT)
    if wanted not in (_KEYS, _A_LIST) and typed is None:
        return _empty(found)
    if wanted in (_KEYS, _A_LIST) or isinstance(typed, (dict, list)):
        return _Told(WRONG_SHAPE, {"name": found.name(), "held": _held(typed), "wanted": wanted}, _HOW.get(wanted))
    return _scalar(error, found, context)


def _unknown_key(found: _Found) -> _Told:
    known, written = found.keys(), found.key()
    return _Told(UNKNOWN_KEY, {"name": found.name()}, did_you_mean(meant(written, known) or written, known))


def _unknown_value(typed: str, name: Both, expected: object) -> _Told:
    known = list(_listed(expected))
    return _Told(UNKNOWN_VALUE, {"typed": typed, "name": name}, did_you_mean(typed, known))


def _kind(typed: object, context: dict[str, Any]) -> _Told:
    """Say what is wrong with the value that tells which keys are known beside it."""
    name = Both("« kind »", "«kind»")
    if typed is None:
        return _Told(EMPTY_VALUE, {"name": name})
    if isinstance(typed, (dict, list)):
        return _Told(WRONG_SHAPE, {"name": name, "held": _held(typed), "wanted": _A_TEXT}, _HOW[_A_TEXT])
    return _unknown_value(_typed(typed), name, context.get("expected_tags"))


def _count(context: dict[str, Any], found: _Found) -> _Told:
    values = {"name": found.name(), "held": context.get("actual_length")}
    if "min_length" in context:
        return _Told(TOO_FEW, {**values, "least": context["min_length"]})
    return _Told(TOO_MANY, {**values, "most": context.get("max_length")})


def _length(context: dict[str, Any], found: _Found) -> _Told:
    if "min_length" in context:
        return _empty(found)
    return _Told(TOO_LONG, {"name": found.name(), "most": context.get("max_length")})


def _scalar(error: ErrorDetails, found: _Found, context: dict[str, Any]) -> _Told:
    """Say what is wrong with a single value."""
    kind, name, typed = error["type"], found.name(), _typed(error["input"])
    if kind == "literal_error":
        return _unknown_value(typed, name, context.get("expected"))
    if kind == "string_pattern_mismatch":
        return _Told(_FORMS[context["pattern"]], {"typed": typed, "name": name, "better": slug(typed) or "in-the-car"})
    if kind in _BOUNDS:
        bound, which = _BOUNDS[kind]
        values = {"name": name, "typed": typed, "bound": context.get(bound), "which": which}
        return _Told(NUMBER_OUT_OF_RANGE, values)
    rule = next((rule for start, rule in _READ_AS.items() if kind.startswith(start)), UNKNOWN_VALUE)
    return _Told(rule, {"typed": typed, "name": name})


def _empty(found: _Found) -> _Told:
    return _Told(EMPTY_VALUE, {"name": found.name()}, _IN_THIS_LANGUAGE if found.key() in _LANGUAGES else None)


def _held(value: object) -> Both:
    if value is None:
        return Both("ne contient rien", "holds nothing")
    if isinstance(value, dict):
        return Both("contient des clés", "holds keys")
    if isinstance(value, list):
        return Both("contient une liste", "holds a list")
    return Both("contient un texte", "holds a text")


#: The rules whose errors are made in `schema`, by their codes.
_OWN: Final = {
    rule.code: rule
    for rule in (ACT_MISSING, BUTTON_TOO_WIDE, HOURS_FORM, NO_WAY_TO_REACH, NUMBER_FORM, WORKSHOP_MISSING)
}
_FORMS: Final = {
    schema.SLUG: NAME_FORM,
    schema.TEXT_KEY: NAME_FORM,
    schema.FACT: FACT_FORM,
    schema.SOURCE: SOURCE_FORM,
    schema.ADDRESS: ADDRESS_FORM,
    schema.AGES: AUDIENCE_FORM,
    schema.REGIONAL_NUMBER: NUMBER_FORM,
}
_BOUNDS: Final = {
    "greater_than_equal": ("ge", Both("le minimum", "the least")),
    "less_than_equal": ("le", Both("le maximum", "the most")),
}
#: How pydantic's errors begin that say how a single value is read.
_READ_AS: Final = {"date": DATE_FORM, "int": WHOLE_NUMBER, "bool": TRUE_OR_FALSE}
_A_TEXT: Final = Both("un texte", "a text")
_A_LIST: Final = Both("une liste", "a list")
_KEYS: Final = Both("des clés et leurs valeurs", "keys and values")
#: How pydantic's errors begin that say which shape a value should have.
_WANTED: Final = {
    "model": _KEYS,
    "dict": _KEYS,
    "tuple": _A_LIST,
    "int": Both("un nombre", "a number"),
    "bool": Both("true ou false", "true or false"),
    "date": Both("une date", "a date"),
}
_LANGUAGES: Final = ("fr", "en")
_IN_THIS_LANGUAGE: Final = Both("écris le texte, dans cette langue aussi", "write the text, in this language too")
_HOW: Final = {
    _A_TEXT: Both("écris un texte entre guillemets doubles", "write a text between double quotes"),
    _KEYS: Both("écris des clés et leurs valeurs, comme fr: et en:", "write keys and values, such as fr: and en:"),
    _A_LIST: Both("écris une liste, chaque élément après un tiret", "write a list, each item after a dash"),
}
