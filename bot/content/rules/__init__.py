"""Every rule of the content, one file each: its words, its page of the manual, and how it is looked at.

Rule: a rule's file is named by its code, and holds

- a docstring: the law, and why; then what is right and what is wrong, as an excerpt of the small content of the tests
  (`pages` reads it, a test tries it);
- `RULE`: severity and words;
- `check(draft)`, which yields what it finds and nothing else: no printing, no raising, no stopping at the first.
  Rules that are told while a file is read or given its shape have none;
- `BESIDE`, when the rule looks at one file at a time: the kinds of files it looks things up in, through `draft.beside`.
  Without it, it looks at all files together.

A check that needs a file which could not be read says nothing: its own problem is told already.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.rule import Found, Rule
    from bot.content.schema import Model


@dataclass(frozen=True, slots=True)
class Law:
    """One file of this folder. `beside` is None for a rule that looks at all files together."""

    rule: Rule
    page: str
    check: Callable[[Draft], Iterator[Found]] | None
    beside: tuple[type[Model], ...] | None


def _laws() -> Iterator[tuple[str, Law]]:
    for found in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{found.name}")
        check, beside = getattr(module, "check", None), getattr(module, "BESIDE", None)
        yield module.RULE.code, Law(module.RULE, module.__doc__ or "", check, beside)


#: Code -> law, in the order of the alphabet.
LAWS: Final[Mapping[str, Law]] = dict(sorted(_laws()))
