"""What is read on a phone: short, without typed numbers, in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.build import PLACEHOLDER, of_kind
from bot.content.checks.found import Found
from bot.content.checks.texts import shown_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    "sign": 25,
    "who-for": 30,
    "know": 45,
    "small-talk": 35,
    "strength": 12,
    "interface": 60,
}
#: All lines of one scene together, and of one ending.
MOST_WORDS_IN_SCENE: Final = 52
MOST_WORDS_IN_ENDING: Final = 58
#: A service may be called by its number, a person by any name.
_NAMED_BY_NUMBER: Final = frozenset(("character", "name", "keyword", "region"))
_DIGIT: Final = re.compile(r"\d")
_WORD: Final = re.compile(r"[^\W_][\w'’-]*")


def numbers(models: Mapping[str, Model]) -> Iterator[Found]:
    """A number stands once, in figures.yaml or helplines.yaml, never in a sentence."""
    for text in shown_texts(models):
        if text.kind not in _NAMED_BY_NUMBER and _DIGIT.search(PLACEHOLDER.sub("", text.words)):
            sentence = "a number is typed into the text"
            hint = "put it into figures.yaml and write {its-id} here, or say it in words"
            yield Found(text.file, text.path, "number-in-text", sentence, hint)


def lengths(models: Mapping[str, Model]) -> Iterator[Found]:
    """A text fits on a phone and is read to its end."""
    for text in shown_texts(models):
        most = MOST_WORDS.get(text.kind)
        count = _count(text.words)
        if most and count > most:
            sentence = f"this {text.kind} has {count} words in «{text.lang}», {most} are the most"
            yield Found(text.file, text.path, "text-too-long", sentence, "say less, or say it in two places")
    for file, story in of_kind(models, schema.Scenario):
        for name, node in story.nodes.items():
            most = MOST_WORDS_IN_ENDING if isinstance(node, schema.Ending) else MOST_WORDS_IN_SCENE
            for lang in ("fr", "en"):
                count = sum(_count(getattr(line, lang)) for line in node.lines)
                if count > most:
                    sentence = f"the lines of «{name}» have {count} words in «{lang}», {most} are the most"
                    yield Found(file, ("nodes", name, "lines"), "text-too-long", sentence, "make two scenes of it")


def _count(text: str) -> int:
    return len(_WORD.findall(text))


CHECKS = (numbers, lengths)
