"""How many words a text may have, and how words are counted.

Rule: the manuals name these limits, and the tests compare them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind, played

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.content.problem import Path
    from bot.content.schema import Model

#: Words per kind of text. The aim is 60 in a message; feedback and scene share one, so each has its part.
MOST_WORDS: Final = {
    "summary": 30,
    "content_note": 40,
    "label": 10,
    "feedback": 32,
    "debrief": 65,
    "statement": 20,
    "question": 20,
    "answer": 65,
    "line": 60,
    "sentence": 20,
    "believed": 30,
    "sign": 25,
    "who-for": 30,
    "know": 45,
    "small-talk": 35,
    "strength": 12,
    "danger-answer": 45,
    "interface": 60,
    "guide": 90,
    "discussion": 25,
}
#: All lines of one scene together, and of one ending.
MOST_WORDS_IN_SCENE: Final = 52
MOST_WORDS_IN_ENDING: Final = 58
#: Adults at work read more at once; one bubble still holds no more than a teen's.
MOST_WORDS_IN_TRAINING: Final = 110
_WORD: Final = re.compile(r"[^\W_][\w'’-]*")


def word_count(text: str) -> int:
    """Count words as people do: an elided article, a hyphen, a dash or an emoji makes no word more."""
    return len(_WORD.findall(text))


def read_together(models: Mapping[str, Model]) -> Iterator[tuple[str, Path, Sequence[schema.Line], int]]:
    """Give the lines that are read in one message: file, place, lines, and how many words they may have."""
    for file, story in played(models):
        for name, node in story.nodes.items():
            most = MOST_WORDS_IN_ENDING if isinstance(node, schema.Ending) else MOST_WORDS_IN_SCENE
            most = MOST_WORDS_IN_TRAINING if isinstance(story, schema.Training) else most
            yield file, ("nodes", name, "lines"), node.lines, most
    for file, film in of_kind(models, schema.Film):
        for place, side in enumerate(film.sides):
            for number, scene in enumerate(side.scenes):
                path = ("sides", place, "scenes", number, "lines")
                yield file, path, scene.lines, MOST_WORDS_IN_SCENE
