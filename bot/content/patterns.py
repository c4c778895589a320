"""Every pattern that danger detection reads, with where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content import schema
from bot.content.kinds import of_kind
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.problem import Path
    from bot.content.schema import Model


def written_patterns(models: Mapping[str, Model]) -> Iterator[tuple[str, Path, str]]:
    """Give the patterns of every danger and the phrases of everything harmless: file, place, words."""
    for name, danger in of_kind(models, schema.DangerFile):
        yield from _each(name, "patterns", danger.patterns)
    for name, harmless in of_kind(models, schema.HarmlessFile):
        yield from _each(name, "phrases", harmless.phrases)


def _each(file: str, key: str, found: schema.Patterns) -> Iterator[tuple[str, Path, str]]:
    for lang in LANGS:
        yield from ((file, (key, lang, place), text) for place, text in enumerate(getattr(found, lang)))
