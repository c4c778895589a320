"""The problems of the content, each with its line, its sentence and its hint.

Rule: nothing is hidden: what the check command says stands here, as soon as a file is saved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.adapters.studio.problems import in_words
from bot.adapters.studio.region import Region, tag
from bot.adapters.studio.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.adapters.studio.problems import Told
    from bot.adapters.studio.watched import Seen
    from bot.core.turn import Lang


class Faults:
    """The list of problems; how many there are is said aloud when it changes."""

    def __init__(self, show: Callable[[str, int], None]) -> None:
        """`show` is told the file and line that somebody wants to see."""
        self._show = show
        with tag("div", look="heading"):
            self._title = Region(tag("h2", id="problems-title", tabindex=-1), self._draw_title)
            self._count = Region(tag("p", role="status", look="count-of-problems"), self._draw_count)
        self._list = Region(tag("div", look="problems"), self._draw)

    def show(self, seen: Seen, lang: Lang) -> None:
        """Show every problem."""
        self._title.show(lang)
        self._count.show((len(seen.problems), lang))
        self._list.show((tuple(in_words(problem, lang) for problem in seen.problems), lang))

    def _draw_title(self, lang: Lang) -> None:
        tag("span", say("problems-title", lang))

    def _draw_count(self, shown: tuple[int, Lang]) -> None:
        number, lang = shown
        tag("span", counted(number, lang))

    def _draw(self, shown: tuple[tuple[Told, ...], Lang]) -> None:
        problems, lang = shown
        with tag("ul"):
            for number, problem in enumerate(problems):
                with tag("li", look=f"problem {problem.severity}"):
                    tag("span", say(problem.severity, lang), f"badge {problem.severity}")
                    self._place(problem, f"problem-{number}")
                    tag("span", problem.sentence, "sentence")
                    if problem.hint:
                        tag("span", problem.hint, "hint")
                    tag("code", problem.code, "quiet")

    def _place(self, problem: Told, name: str) -> None:
        button = tag("button", f"{problem.file}:{problem.line}", "link place", id=name, type="button", data_problem="")
        button.on("click", lambda: self._show(problem.file, problem.line), args=[])


def counted(number: int, lang: Lang) -> str:
    """Say how many problems there are."""
    if not number:
        return say("no-problems", lang)
    return say("one-problem" if number == 1 else "many-problems", lang, number=number)
