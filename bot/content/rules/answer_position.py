"""The safe answer has no place of its own: it is not mostly first, last or longest.

Otherwise teens learn the place instead of the sign.
Change the order of the answers, or their length, until the safe one can only be found by reading.

Right: In one scene the answer that resists is first, in the next one last, in another the longest.

Wrong: It is the first one in every scene, so a teen learns its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.graph import scenes
from bot.content.kinds import played
from bot.content.rule import Rule
from bot.core.script import Both
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.content import schema
    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
#: No place and no length may be the right one more often than this.
_MOST_RIGHT: Final = 0.5
#: In a story with fewer weighed scenes, one of two is already more than half; nothing can be learned from one scene.
_FEWEST_WEIGHED: Final = 2
RULE: Final = Rule(
    "answer-position",
    "error",
    Both(
        "la réponse sûre est {what} dans {share}\N{NO-BREAK SPACE}% des scènes ({most}\N{NO-BREAK SPACE}% au plus)",
        "the safe answer is {what} in {share}% of the scenes ({most}% at most)",
    ),
    Both("change l'ordre ou la longueur des réponses", "change the order or the length of answers"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every scene in which something can be right or wrong: one choice resists and another does not."""
    for file, story in played(draft.models):
        weighed = [scene.choices for _, scene in scenes(story) if _weighed(scene.choices)]
        for what, share in _shares(weighed) if len(weighed) >= _FEWEST_WEIGHED else ():
            if share > _MOST_RIGHT:
                told, most = f"{100 * share:.0f}", f"{100 * _MOST_RIGHT:.0f}"
                yield RULE.found(file, ("nodes",), what=what, share=told, most=most)


def _shares(weighed: Sequence[Sequence[schema.Choice]]) -> Iterator[tuple[Both, float]]:
    """Give each place and each rank of length, and the share of scenes in which a resisting answer has it."""
    most = max(len(choices) for choices in weighed)
    for place in range(most):
        yield Both(f"la numéro {place + 1}", f"number {place + 1}"), _share(weighed, place)
    for lang in LANGS:
        ranked = [sorted(choices, key=lambda choice: -len(getattr(choice.label, lang))) for choices in weighed]
        for rank in range(most):
            number = rank + 1
            what = Both(
                f"la numéro {number} de la plus longue à la plus courte en « {lang} »",
                f"number {number} from longest to shortest in «{lang}»",
            )
            yield what, _share(ranked, rank)


def _share(weighed: Sequence[Sequence[schema.Choice]], place: int) -> float:
    return sum(place < len(each) and each[place].stance == "resists" for each in weighed) / len(weighed)


def _weighed(choices: Sequence[schema.Choice]) -> bool:
    return {"resists"} < {choice.stance for choice in choices}
