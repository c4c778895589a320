"""Both languages say the same: as many sentences, as many questions, the same figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content import schema
from bot.content.build import PLACEHOLDER
from bot.content.checks.found import Found
from bot.content.kinds import of_kind
from bot.content.reading import sentences
from bot.content.texts import shown_texts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from bot.content.schema import Model
    from bot.content.texts import Shown


def twins(models: Mapping[str, Model]) -> Iterator[Found]:
    """Each text has in both languages as many sentences, as many questions, and the same figures in it."""
    figures = {name for _, file in of_kind(models, schema.FigureFile) for name in file.figures}
    before: Shown | None = None
    for text in shown_texts(models):
        if before and text.lang == "en" and before.path[:-1] == text.path[:-1]:
            french, english = _parts(before.words), _parts(text.words)
            if not (_filled(before.words, figures) and _filled(text.words, figures)):
                french["figures"] = english["figures"]  # what cannot be filled in is told by another check
            differing = next((name for name in french if french[name] != english[name]), None)
            if differing:
                sentence = f"«fr» has {french[differing]} {differing}, «en» has {english[differing]}"
                hint = "say the same in both, sentence by sentence"
                yield Found(text.file, text.path, "twins-differ", sentence, hint)
        before = text


def _parts(words: str) -> dict[str, str]:
    """Say of what a text is made, each in words."""
    return {
        "sentences": str(sentences(words)),
        "questions": str(words.count("?")),
        "figures": ", ".join(sorted(PLACEHOLDER.findall(words))) or "no",
    }


def _filled(words: str, figures: Collection[str]) -> bool:
    return words.count("{") == words.count("}") and all(name in figures for name in PLACEHOLDER.findall(words))


CHECKS = (twins,)
