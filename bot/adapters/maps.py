"""The maps of stories, for moderators: which story is meant, and the form it is drawn in.

Rule: a story that can be read is drawn, whatever problems it has; how many it has is said beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, Literal, get_args

from bot.content import schema
from bot.content.kinds import played
from bot.content.load import inspect
from bot.content.map.mermaid import mermaid
from bot.content.map.outline import outline
from bot.content.map.png import png
from bot.content.map.svg import svg
from bot.content.problem import ContentError, did_you_mean
from bot.content.schema import file_model

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.content.problem import Problem
    from bot.core.turn import Lang

Form = Literal["outline", "svg", "png", "mermaid"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)


class UnknownStoryError(Exception):
    """There is no story of this name; the message says which there are."""


@dataclass(frozen=True, slots=True)
class Found:
    """A story as it was read: its file, its model, its problems."""

    file: str
    story: schema.Scenario | schema.Training
    problems: tuple[Problem, ...]


def find(files: Mapping[str, bytes], name: str) -> Found:
    """Find a story among files of content (path -> bytes) by its id, or by the name of its file.

    Raises UnknownStoryError, and ContentError with its problems when its file cannot be read as a story.
    """
    content = inspect(files)
    known = {story.id: (file, story) for file, story in played(content.models)}
    by_file = {
        PurePosixPath(file).stem: file for file in files if file_model(file) in (schema.Scenario, schema.Training)
    }
    file, story = known.get(name) or (by_file.get(name, ""), None)
    if not file:
        hint = did_you_mean(name, {*known, *by_file})
        names = ", ".join(sorted(known))
        raise UnknownStoryError(
            f"There is no story «{name}»{f'; {hint}' if 'did you' in hint else '.'} There are: {names}."
        )
    problems = tuple(problem for problem in content.problems if problem.file == file)
    story = story or next((each for path, each in known.values() if path == file), None)
    if story is None:
        raise ContentError(problems)
    return Found(file, story, problems)


def drawn(story: schema.Scenario | schema.Training, form: Form, lang: Lang) -> str | bytes:
    """Draw a story; a PNG is bytes, all else is text. Raises PngError when a package for PNG is missing."""
    match form:
        case "outline":
            return outline(story, lang)
        case "mermaid":
            return mermaid(story, lang)
        case "svg":
            return svg(story, lang)
        case "png":
            return png(svg(story, lang, focusable=False))


def told(found: Found) -> str:
    """Say how many problems a drawn story has, and how to see them; nothing when it has none."""
    number = len(found.problems)
    if not number:
        return ""
    problems = "1 problem" if number == 1 else f"{number} problems"
    return f"{found.file} has {problems}, and is drawn as it stands. See them with: pile-ou-face check\n"
