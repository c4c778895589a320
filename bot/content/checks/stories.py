"""A story is fair: at every tactic there is a way to resist, and the safe answer has no place of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.checks.found import Found
from bot.content.kinds import of_kind, played
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.content.schema import Choice, Model, Scene

#: What a teen may do when somebody pushes; a scene that shows a sign offers all three.
ANSWERS: Final = ("resists", "hesitates", "goes-along")
#: No place and no length may be the right one more often than this, or teens learn the place instead of the sign.
MOST_RIGHT: Final = 0.5
#: In a story with fewer weighed scenes, one of two is already more than half; nothing can be learned from one scene.
FEWEST_WEIGHED: Final = 2


def stances(models: Mapping[str, Model]) -> Iterator[Found]:
    """At every tactic there is a choice that resists, one that hesitates, one that goes along."""
    for file, story in of_kind(models, schema.Scenario):
        for name, scene in _scenes(story):
            offered = {choice.stance for choice in scene.choices}
            missing = [stance for stance in ANSWERS if stance not in offered]
            if scene.signs and missing:
                sentence = f"«{name}» shows a sign, and no choice there {' or '.join(missing)}"
                yield Found(file, ("nodes", name, "choices"), "stance-missing", sentence, "add one, or move the sign")


def feedback(models: Mapping[str, Model]) -> Iterator[Found]:
    """Every choice that leans somewhere says what it does."""
    for file, story in played(models):
        for name, scene in _scenes(story):
            for place, choice in enumerate(scene.choices):
                if choice.feedback is None and choice.stance != "neutral":
                    sentence = f"«{name}»: the choice «{choice.id}» has no feedback"
                    path = ("nodes", name, "choices", place)
                    yield Found(file, path, "feedback-missing", sentence, "say why it helps or hurts, without blame")


def own_words(models: Mapping[str, Model]) -> Iterator[Found]:
    """Every story invites the teen's own words at one point or more."""
    for file, story in of_kind(models, schema.Scenario):
        if not any(scene.say_it_your_way for _, scene in _scenes(story)):
            sentence = "no scene invites the teen to answer in their own words"
            hint = "add «say_it_your_way: true» to a turning point, and «acts» to its choices"
            yield Found(file, ("nodes",), "own-words-missing", sentence, hint)


def positions(models: Mapping[str, Model]) -> Iterator[Found]:
    """The safe answer is not mostly first, last or longest: no place and no length is right more than half the time."""
    for file, story in played(models):
        weighed = [scene.choices for _, scene in _scenes(story) if _weighed(scene.choices)]
        if len(weighed) < FEWEST_WEIGHED:
            continue
        for what, share in _shares(weighed):
            if share > MOST_RIGHT:
                sentence = f"the safe answer is {what} in {share:.0%} of the scenes, {MOST_RIGHT:.0%} are the most"
                yield Found(file, ("nodes",), "answer-position", sentence, "change the order or the length of answers")


def _shares(weighed: Sequence[Sequence[Choice]]) -> Iterator[tuple[str, float]]:
    """Give each place and each rank of length, and the share of scenes in which a resisting answer has it."""
    most = max(len(choices) for choices in weighed)
    for place in range(most):
        hits = sum(place < len(choices) and choices[place].stance == "resists" for choices in weighed)
        yield f"number {place + 1}", hits / len(weighed)
    for lang in LANGS:
        ranked = [sorted(choices, key=lambda choice: -len(getattr(choice.label, lang))) for choices in weighed]
        for rank in range(most):
            hits = sum(rank < len(choices) and choices[rank].stance == "resists" for choices in ranked)
            yield f"number {rank + 1} by length in «{lang}»", hits / len(weighed)


def _weighed(choices: Sequence[Choice]) -> bool:
    """Say whether something can be right or wrong here: one choice resists and another does not."""
    return {"resists"} < {choice.stance for choice in choices}


def _scenes(story: schema.Scenario | schema.Training) -> Iterator[tuple[str, Scene]]:
    for name, node in story.nodes.items():
        if isinstance(node, schema.Scene):
            yield name, node


CHECKS = (stances, feedback, own_words, positions)
