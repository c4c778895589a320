"""The ids that may be named, each read once from the files for all rules (`draft.beside.once`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content import schema
from bot.content.kinds import of_kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.content.schema import Model


def sign_ids(models: Mapping[str, Model]) -> frozenset[str]:
    """Give the ids of the signs."""
    return frozenset(name for _, file in of_kind(models, schema.SignFile) for name in file.signs)


def law_ids(models: Mapping[str, Model]) -> frozenset[str]:
    """Give the ids of the laws."""
    return frozenset(name for _, file in of_kind(models, schema.LawFile) for name in file.laws)


def figure_ids(models: Mapping[str, Model]) -> frozenset[str]:
    """Give the ids of the figures."""
    return frozenset(name for _, file in of_kind(models, schema.FigureFile) for name in file.figures)


def entry_ids(models: Mapping[str, Model]) -> frozenset[str]:
    """Give the ids of the entries."""
    return frozenset(entry.id for _, shelf in of_kind(models, schema.EntryFile) for entry in shelf.entries)


def class_names(models: Mapping[str, Model]) -> frozenset[str]:
    """Give the names of the classes of words."""
    return frozenset(name for _, file in of_kind(models, schema.WordClassFile) for name in file.classes)


def evidence(models: Mapping[str, Model]) -> schema.FactFile | None:
    """Give the evidence table, when it could be read."""
    return next((file for _, file in of_kind(models, schema.FactFile)), None)
