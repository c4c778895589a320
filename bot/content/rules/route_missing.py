"""Where the programme promises it, the stories together show every way in which recruiters come to teens.

A way that is never played is a way that nobody recognises.

Right: Some story names `helper` among its `routes`.

Wrong: The only one that did names it no longer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.rule import Found
    from bot.content.schema import Model

BESIDE: Final = (schema.Scenario,)
RULE: Final = Rule(
    "route-missing",
    "error",
    Both("aucune histoire n'a « {route} » dans « routes »", "no story has «{route}» in «routes»"),
    Both(
        "écris-en une, ou ajoute-le à une histoire qui montre déjà cette approche",
        "write one, or add it to a story that already shows this way",
    ),
    when="all-read",
)


def check(draft: Draft) -> Iterator[Found]:
    """Look for every route."""
    for file, programme in of_kind(draft.models, schema.ProgrammeFile):
        for route in get_args(schema.Route) if programme.grid == "true" else ():
            if route not in draft.beside.once(_shown):
                yield RULE.found(file, ("grid",), route=route)


def _shown(models: Mapping[str, Model]) -> frozenset[str]:
    return frozenset(route for _, story in of_kind(models, schema.Scenario) for route in story.routes)
