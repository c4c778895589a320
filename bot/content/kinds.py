"""Which files are of which kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from bot.content import schema
from bot.content.schema import Model

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

M = TypeVar("M", bound=Model)


def of_kind(models: Mapping[str, Model], kind: type[M]) -> Iterator[tuple[str, M]]:
    """Give the files of one kind, in order: path and model."""
    for name in sorted(models):
        model = models[name]
        if isinstance(model, kind):
            yield name, model


def played(models: Mapping[str, Model]) -> Iterator[tuple[str, schema.Scenario | schema.Training]]:
    """Give what is played scene by scene: stories, then training modules."""
    yield from of_kind(models, schema.Scenario)
    yield from of_kind(models, schema.Training)


def only(models: Mapping[str, Model], kind: type[M]) -> M:
    """Give the one model of a kind of which there is one file."""
    return next(model for _, model in of_kind(models, kind))
