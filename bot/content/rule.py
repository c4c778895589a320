"""One rule of the content: its code, how serious it is, and its words in both languages.

Rule: a code never changes its meaning; who searches for it finds one file, and in it all that is known about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.content.problem import NOTHING, Path, Problem, Severity
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.core.turn import Lang


@dataclass(frozen=True, slots=True)
class Rule:
    """What is told when it is broken. `sentence` and `hint` may hold `{names}` of values given with each finding.

    `when` a rule is looked at: `always`, with whatever files could be read; only when `all-read`, since what one file
    holds would seem to be missing; only when there is `no-error` else, since the whole is put together to look at it.
    """

    code: str
    severity: Severity
    sentence: Both
    hint: Both = NOTHING
    when: Literal["always", "all-read", "no-error"] = "always"

    def found(self, file: str, path: Path, hint: Both | None = None, **values: object) -> Found:
        """Say that it is broken at a path inside a file. `hint` when this one is better than the rule's own."""
        return Found(file, path, self, *self._words(hint, values))

    def at(self, file: str, place: tuple[int, int], hint: Both | None = None, **values: object) -> Problem:
        """Say that it is broken at a line and a column of a file."""
        return Problem(file, *place, self.code, self.severity, *self._words(hint, values))

    def _words(self, hint: Both | None, values: Mapping[str, object]) -> tuple[Both, Both]:
        said = dict(_in_both(values))
        own = _filled(self.hint, said)
        return _filled(self.sentence, said), own if hint in (None, NOTHING) else hint


@dataclass(frozen=True, slots=True)
class Found:
    """A broken rule at a path inside a file: a problem whose line is not looked up yet."""

    file: str
    path: Path
    rule: Rule
    sentence: Both
    hint: Both

    def at(self, place: tuple[int, int]) -> Problem:
        """Make it a problem at a line and a column."""
        return Problem(self.file, *place, self.rule.code, self.rule.severity, self.sentence, self.hint)


def _in_both(values: Mapping[str, object]) -> Iterator[tuple[str, Both]]:
    """Give each value in both languages: most are names, which are the same in both."""
    for name, value in values.items():
        yield name, value if isinstance(value, Both) else Both(str(value), str(value))


def _filled(template: Both, values: Mapping[str, Both]) -> Both:
    def fill(lang: Lang) -> str:
        return template[lang].format(**{name: value[lang] for name, value in values.items()})

    return Both(fill("fr"), fill("en"))
