"""Help lines as they stand on a paper: every way to each, and how old that is.

Rule: a paper does not know what time it is, so it says nothing about open or closed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.core.help import ANYONE, NOT_SAFE
from bot.core.screens.message import colon, way_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.script import Resource, Script, Way
    from bot.core.turn import Lang

#: Ways whose words do not say where: on paper, the address is written out.
_BY_ADDRESS: Final = ("chat", "site")
_IN_NUMBER: Final = re.compile(r"(?<=\d) (?=\d)")


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One help line in words. `regions`: its number in each region, where it has several.

    `know`: what to know before; "" for nothing.
    `numbers`: those of `ways` that are one to write to or to call. `checked`: on which day it was, as 2026-11-23.
    """

    name: str
    who_for: str
    ways: tuple[str, ...]
    numbers: tuple[str, ...]
    regions: tuple[str, ...]
    know: str
    checked: str


def help_lines(topics: Iterable[str], script: Script, lang: Lang) -> tuple[HelpLine, ...]:
    """Give the lines of some help menus, each once, in the order in which they are offered."""
    found = {resource.id: resource for topic in topics for resource in script.menus[topic].order}
    return tuple(help_line(resource, script, lang) for resource in found.values())


def help_line(resource: Resource, script: Script, lang: Lang) -> HelpLine:
    """Write one help line."""
    check = script.say("to-verify", lang)
    return HelpLine(
        name=resource.name[lang],
        who_for=resource.who_for[lang],
        ways=tuple(_way(way, script, lang) for way in resource.ways),
        numbers=tuple(_way(way, script, lang) for way in resource.ways if way.kind not in _BY_ADDRESS),
        regions=tuple(
            each.region[lang] + colon(lang) + _unbroken(each.number) + (f" {check}" if each.verify else "")
            for each in resource.regional
        ),
        know=resource.know[lang] if resource.know else "",
        checked=resource.checked_on.isoformat(),
    )


def always_there(topics: Iterable[str], script: Script, lang: Lang) -> tuple[HelpLine, ...]:
    """Give who answers day and night, with that way alone: somebody who listens, then who comes when it is urgent."""
    listening = _first((*topics, ANYONE), ("text", "phone"), script)
    urgent = _first((NOT_SAFE,), ("phone",), script)
    chosen = {resource.id: (resource, way) for resource, way in (*listening, *urgent)}
    return tuple(
        HelpLine(resource.name[lang], "", (said,), (said,), (), "", resource.checked_on.isoformat())
        for resource, way in chosen.values()
        for said in (_unbroken(way_text(way, lang, script)),)
    )


def _first(topics: Iterable[str], kinds: tuple[str, ...], script: Script) -> list[tuple[Resource, Way]]:
    """Give the first resource that always answers in one of these ways, the easiest of them; an empty list for none."""
    for kind in kinds:
        for topic in topics:
            for resource in script.menus[topic].order:
                for way in resource.ways:
                    if resource.listens and way.kind == kind and way.always and not way.verify:
                        return [(resource, way)]
    return []


def _way(way: Way, script: Script, lang: Lang) -> str:
    said = _unbroken(way_text(way, lang, script))
    said = said[:1].upper() + said[1:]
    return f"{said}{colon(lang)}{way.where[lang]}" if way.kind in _BY_ADDRESS else said


def _unbroken(text: str) -> str:
    """Keep a number on one line."""
    return _IN_NUMBER.sub("\xa0", text)
