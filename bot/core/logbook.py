"""The logbook: what is ticked, and the page it makes.

Rule: built from buttons only. What is ticked travels as bits in the button; nothing is typed, nothing is stored.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.core.script import Both, Tick, seen_signs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.script import LogPage, Prompt, Scenario, Script, Sign
    from bot.core.turn import Lang, Place

#: The id of the last page: the safety plan.
PLAN: Final = "plan"
#: Of the signs met in a story, this many are listed and this many may be ticked.
MOST_LISTED_SIGNS: Final = 8
MOST_TICKED_SIGNS: Final = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """The prompts of one page, with what is ticked. `ticked`: bit i is the i-th option, all prompts in a row."""

    prompts: tuple[Prompt, ...]
    ticked: int

    @property
    def bits(self) -> int:
        """How many options there are in all."""
        return sum(len(prompt.options) for prompt in self.prompts)

    def first_bit(self, number: int) -> int:
        """Give the place of the first option of a prompt."""
        return sum(len(prompt.options) for prompt in self.prompts[:number])

    def chosen(self, number: int) -> tuple[int, ...]:
        """List the options of a prompt that are ticked."""
        start = self.first_bit(number)
        return tuple(place for place in range(len(self.prompts[number].options)) if self.ticked >> (start + place) & 1)

    def full(self, number: int) -> bool:
        """Say whether no more options of a prompt may be ticked."""
        return len(self.chosen(number)) >= self.prompts[number].most

    def after(self, number: int, option: int) -> int:
        """Give what is ticked after an option is pressed: off when it was on; the only one where one is the most."""
        bit = 1 << (self.first_bit(number) + option)
        if self.ticked & bit:
            return self.ticked & ~bit
        if self.prompts[number].most == 1:
            return self.without(number) | bit
        return self.ticked if self.full(number) else self.ticked | bit

    def without(self, number: int) -> int:
        """Give what is ticked when nothing of one prompt is."""
        options = (1 << len(self.prompts[number].options)) - 1
        return self.ticked & ~(options << self.first_bit(number))

    def allowed(self) -> bool:
        """Say whether these bits could have been ticked."""
        return not self.ticked >> self.bits and all(
            len(self.chosen(number)) <= prompt.most for number, prompt in enumerate(self.prompts)
        )

    def lines(self, lang: Lang) -> tuple[tuple[str, str], ...]:
        """Write the page: how each line begins, and what was ticked; a prompt left out has no line."""
        found = []
        for number, prompt in enumerate(self.prompts):
            words = [prompt.options[place].words[lang] for place in self.chosen(number)]
            if words:
                found.append((prompt.line[lang], " · ".join(words)))
        return tuple(found)


def _of_page(page: LogPage, ticked: int) -> Asked:
    """Ask the prompts of a page."""
    return Asked(page.prompts, ticked)


def _of_story(script: Script, story: Scenario, signs: Sequence[Sign], ticked: int) -> Asked:
    """Ask about a story: the signs met on the way, a sentence to keep, and what is asked after every story."""
    logbook = script.logbook
    met = tuple(Tick(sign.name, sign.name) for sign in signs[:MOST_LISTED_SIGNS])
    sentences = tuple(Tick(Both(str(number), str(number)), words) for number, words in enumerate(story.sentences, 1))
    own = (replace(logbook.signs, options=met), replace(logbook.sentence, options=sentences))
    return Asked(tuple(prompt for prompt in own if prompt.options) + logbook.story, ticked)


def asked_at(place: Place, script: Script) -> Asked:
    """Give the prompts of the page a place is about, with what is ticked."""
    if place.scenario:
        story = script.scenarios[place.scenario]
        return _of_story(script, story, seen_signs(story, place.seen), place.held)
    return _of_page(script.logbook.pages[place.item], place.held)
