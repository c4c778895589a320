"""Every block of lines that the bot learns from, one sentence a line, with where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content import schema
from bot.content.kinds import of_kind
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.problem import Path

    Block = tuple[str, Path, tuple[str, ...]]


def blocks(models: Mapping[str, schema.Model]) -> Iterator[Block]:
    """Give the examples of dangers, of what is harmless, of acts and of small talk: file, place, lines."""
    for file, danger in of_kind(models, schema.DangerFile):
        yield from _both(file, ("examples",), danger.examples)
    for file, harmless in of_kind(models, schema.HarmlessFile):
        yield from _both(file, ("examples",), harmless.examples)
    for file, replies in of_kind(models, schema.ReplyFile):
        for act, found in replies.acts.items():
            yield from _both(file, ("acts", act, "examples"), found.examples)
    for file, talk in of_kind(models, schema.SmallTalkFile):
        for kind, small in talk.kinds.items():
            yield from _both(file, ("kinds", kind, "phrasings"), small.phrasings)


def _both(file: str, path: Path, lines: schema.Examples) -> Iterator[Block]:
    yield from ((file, (*path, lang), getattr(lines, lang)) for lang in LANGS)
