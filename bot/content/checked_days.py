"""The days on which somebody checked something: a help line, the figures, the laws, the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content import schema
from bot.content.kinds import of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from bot.content.problem import Path


def checked_days(models: Mapping[str, schema.Model]) -> Iterator[tuple[str, Path, date]]:
    """Give every such day, with where it stands: file, path, day."""
    for file, lines in of_kind(models, schema.HelplineFile):
        for place, resource in enumerate(lines.resources):
            yield file, ("resources", place, "checked_on"), resource.checked_on
    for file, figures in of_kind(models, schema.FigureFile):
        yield file, ("checked_on",), figures.checked_on
    for file, laws in of_kind(models, schema.LawFile):
        yield file, ("checked_on",), laws.checked_on
    for file, facts in of_kind(models, schema.FactFile):
        yield file, ("compiled_on",), facts.compiled_on
