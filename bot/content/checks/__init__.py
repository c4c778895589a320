"""What one file says about another, and what a teen would meet.

Rule: a check yields `Found` values and nothing else: no printing, no raising, no stopping at the first.
A check that needs a file which could not be read says nothing: its own problem is told already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content.checks import levels, limits, messages, paths, programme, prose, references, stories, twins
from bot.content.problem import Problem, legacy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.checks.found import Found
    from bot.content.positions import Document
    from bot.content.schema import Model

#: Every check that looks at the models, whichever could be read.
CHECKS = (
    *references.CHECKS,
    *paths.CHECKS,
    *prose.CHECKS,
    *twins.CHECKS,
    *levels.CHECKS,
    *stories.CHECKS,
    *programme.CHECKS,
    *limits.CHECKS,
)
#: Checks that ask what the files hold together: where one could not be read, what it holds would seem to be missing.
ACROSS_CHECKS = (references.related, references.dangers, programme.grid, programme.numbers)
#: Checks that ask what is missing, or what the whole would look like: they need every file, without a problem.
WHOLE_CHECKS = (limits.levels, messages.too_long)


def run(models: Mapping[str, Model], documents: Mapping[str, Document], *, whole: bool) -> list[Problem]:
    """Run every check; `whole` says that every file was read, so that the Script may be built and looked at."""
    problems = [
        legacy(found.file, *documents[found.file].at(found.path), found.code, found.sentence, found.hint)
        for check in (*CHECKS, *(ACROSS_CHECKS if whole else ()))
        for found in check(models)
    ]
    for check in WHOLE_CHECKS if whole and not problems else ():
        problems.extend(_placed(check(models), documents))
    return problems


def _placed(found: Iterator[Found], documents: Mapping[str, Document]) -> Iterator[Problem]:
    for each in found:
        yield legacy(each.file, *documents[each.file].at(each.path), each.code, each.sentence, each.hint)
