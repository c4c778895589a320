"""What is read on a phone: short, without typed numbers, in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.checks.found import Found
from bot.content.kinds import of_kind, played
from bot.content.texts import NAMED_BY_NUMBER, shown_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.content.problem import Path
    from bot.content.schema import Model

#: Words per text. The aim is 60 in a message; feedback and scene share one, so each has its part.
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
#: How a law, a part of it or a court's ruling is named in each language.
_LAW: Final = {
    "fr": re.compile(r"\b([Cc]ode (criminel|civil)|Loi sur|Charte|[Pp]rojet de loi|[Aa]rticle \w+ (du|de la))"),
    "en": re.compile(r"\b((Criminal|Civil) Code|[A-Z]\w+ Act\b|Charter|Bill [A-Z]|[Ss]ection \w+ of|R\. v\.)"),
}
_WORD: Final = re.compile(r"[^\W_][\w'’-]*")


def laws(models: Mapping[str, Model]) -> Iterator[Found]:
    """A law is named once, in laws.yaml with the row that proves it, never in a sentence."""
    for text in shown_texts(models):
        found = _LAW[text.lang].search(text.words)
        if found and text.kind not in NAMED_BY_NUMBER:
            sentence = f"«{found[0]}» names a law in the text"
            hint = "say what it says in plain words, and name it in «laws», by its id in laws.yaml"
            yield Found(text.file, text.path, "law-in-text", sentence, hint)


def lengths(models: Mapping[str, Model]) -> Iterator[Found]:
    """A text fits on a phone and is read to its end."""
    for text in shown_texts(models):
        most = MOST_WORDS.get(text.kind)
        count = _count(text.words)
        if most and count > most:
            sentence = f"this {text.kind} has {count} words in «{text.lang}», {most} are the most"
            yield Found(text.file, text.path, "text-too-long", sentence, "say less, or say it in two places")
    for file, path, lines, most in _together(models):
        for lang in ("fr", "en"):
            count = sum(_count(getattr(line, lang)) for line in lines)
            if count > most:
                sentence = f"the lines of «{path[-2]}» have {count} words in «{lang}», {most} are the most"
                yield Found(file, path, "text-too-long", sentence, "make two scenes of it")


def _together(models: Mapping[str, Model]) -> Iterator[tuple[str, Path, Sequence[schema.Line], int]]:
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


def _count(text: str) -> int:
    return len(_WORD.findall(text))


CHECKS = (laws, lengths)
