"""The maps of stories, for moderators: which story is meant, and the form it is drawn in.

Rule: a story that can be read is drawn, whatever problems it has; how many it has is said beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, Literal, get_args

from bot.adapters.written import counted
from bot.content import schema
from bot.content.check import inspect
from bot.content.kinds import played
from bot.content.map.mermaid import mermaid
from bot.content.map.outline import outline
from bot.content.map.png import png
from bot.content.map.svg import svg
from bot.content.problem import ContentError, nearest
from bot.content.schema import file_model
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.content.problem import Problem
    from bot.core.turn import Lang

Form = Literal["outline", "svg", "png", "mermaid"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)


NOT_DRAWN: Final = Both(
    "Cette histoire ne peut pas être lue, donc pas dessinée. Corrige d'abord ces problèmes.\n",
    "This story cannot be read, so it cannot be drawn. Mend these problems first.\n",
)
_UNKNOWN: Final = Both(
    "Il n'y a pas d'histoire « {name} ». Il y a : {names}.", "There is no story «{name}». There are: {names}."
)
_MEANT: Final = Both(
    "Il n'y a pas d'histoire « {name} »; voulais-tu dire « {meant} »? Il y a : {names}.",
    "There is no story «{name}»; did you mean «{meant}»? There are: {names}.",
)
_SEVERAL: Final = Both(
    "« {name} » est dans plusieurs fichiers : {files}. Nomme le fichier, par exemple {first}.",
    "«{name}» is in several files: {files}. Name the file, such as {first}.",
)
_DRAWN_WITH: Final = Both(
    "{file} a {problems}, et est dessiné tel quel. Pour voir quoi : pile-ou-face check\n",
    "{file} has {problems}, and is drawn as it stands. See them with: pile-ou-face check\n",
)
_PROBLEM, _PROBLEMS = Both("problème", "problem"), Both("problèmes", "problems")


class UnknownStoryError(Exception):
    """The name is not that of one story; the message says which there are."""


@dataclass(frozen=True, slots=True)
class Found:
    """A story as it was read: its file, its model, its problems."""

    file: str
    story: schema.Scenario | schema.Training
    problems: tuple[Problem, ...]


def find(files: Mapping[str, bytes], name: str, lang: Lang) -> Found:
    """Find a story among files of content (path -> bytes) by its id, by the name of its file, or by its path.

    Raises UnknownStoryError, and ContentError with its problems when its file cannot be read as a story.
    """
    content = inspect(files)
    stories = dict(played(content.models))
    paths = [file for file in files if file_model(file) in (schema.Scenario, schema.Training)]
    file = _file(name, {file: story.id for file, story in stories.items()}, paths, lang)
    problems = tuple(problem for problem in content.problems if problem.file == file)
    if file not in stories:
        raise ContentError(problems)
    return Found(file, stories[file], problems)


def _file(name: str, ids: Mapping[str, str], paths: Sequence[str], lang: Lang) -> str:
    """Say which file is meant. `ids`: file -> id of the story in it; `paths`: those that cannot be read are among them.

    Raises UnknownStoryError.
    """
    if name in paths:
        return name
    named = [file for file in paths if ids.get(file) == name] or [
        file for file in paths if PurePosixPath(file).stem == name
    ]
    if not named:
        known = {*ids.values()}
        meant = nearest(name, known | {PurePosixPath(file).stem for file in paths})
        names = ", ".join(sorted(known))
        raise UnknownStoryError((_MEANT if meant else _UNKNOWN)[lang].format(name=name, meant=meant, names=names))
    if len(named) > 1:
        raise UnknownStoryError(_SEVERAL[lang].format(name=name, files=", ".join(sorted(named)), first=min(named)))
    return named[0]


def drawn(story: schema.Scenario | schema.Training, form: Form, lang: Lang) -> str | bytes:
    """Draw a story; a PNG is bytes, all else is text."""
    match form:
        case "outline":
            return outline(story, lang)
        case "mermaid":
            return mermaid(story, lang)
        case "svg":
            return svg(story, lang)
        case "png":
            return png(svg(story, lang, focusable=False))


def told(found: Found, lang: Lang) -> str:
    """Say how many problems a drawn story has, and how to see them; nothing when it has none."""
    if not found.problems:
        return ""
    problems = counted(len(found.problems), _PROBLEM, _PROBLEMS, lang)
    return _DRAWN_WITH[lang].format(file=found.file, problems=problems)
