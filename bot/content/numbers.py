"""Every number at which somebody can be called or texted, with where it stands and whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.problem import Path
    from bot.content.schema import Model

#: What a region's number may say of itself: when it answers.
_ASIDE: Final = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Number:
    """One number, as it is written; `whose`: the resource, and the region where it has several."""

    file: str
    path: Path
    whose: Both
    written: str

    @property
    def digits(self) -> str:
        """What is dialled."""
        return re.sub(r"\D", "", self.written)


def numbers(models: Mapping[str, Model]) -> Iterator[Number]:
    """Give every number of every resource; a region may have several, with words between them."""
    for file, lines in of_kind(models, schema.HelplineFile):
        for place, resource in enumerate(lines.resources):
            whose = Both(resource.id, resource.id)
            for number, way in enumerate(resource.ways):
                if isinstance(way, schema.TextWay | schema.PhoneWay):
                    yield Number(file, ("resources", place, "ways", number, "number"), whose, way.number)
            for number, regional in enumerate(resource.regional):
                there = Both(f"{resource.id}, {regional.region.fr}", f"{resource.id}, {regional.region.en}")
                for one in _ASIDE.sub("", regional.number).split("/"):
                    path = ("resources", place, "regional", number, "number")
                    yield Number(file, path, there, re.split("[a-z]", one)[0].strip())
