"""No two stories have the same title in a language.

A teen would see two buttons with the same words. A story begun from a copy keeps the title of the other one easily.

Right, in `dialogues/training/listening.yaml`:

    title: {fr: "Écouter", en: "Listening"}

Wrong:

    title: {fr: "Écouter", en: "A ride home"}
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from bot.content.kinds import played
from bot.content.rule import Rule
from bot.core.script import Both
from bot.core.text import fold
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.rule import Found
    from bot.content.schema import Model
    from bot.core.turn import Lang

RULE: Final = Rule(
    "title-twice",
    "error",
    Both("« {title} » est déjà le titre de {first}", "«{title}» is the title of {first} already"),
    Both("donne un autre titre à la plus récente des deux", "give the newer one of the two another title"),
    when="no-error",
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at the titles of stories and training modules; the copy is the one whose other title is its own."""
    for lang in LANGS:
        first: dict[str, str] = {}
        for file, title in sorted(_titles(draft.models, lang), key=lambda each: _is_copy(each[0], draft.models)):
            if first.setdefault(fold(title), file) != file:
                yield RULE.found(file, ("title", lang), title=title, first=first[fold(title)])


def _titles(models: Mapping[str, Model], lang: Lang) -> Iterator[tuple[str, str]]:
    yield from ((file, getattr(story.title, lang)) for file, story in played(models))


def _is_copy(file: str, models: Mapping[str, Model]) -> bool:
    """Say whether a file may be the copy: the one that is called like its id had its title first."""
    return PurePosixPath(file).stem != getattr(models[file], "id", "")
