"""The shipped content as it is played, and every text that something is learned from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.app import cache_folder
from bot.content import schema
from bot.content.check import inspect
from bot.content.kinds import of_kind, only
from bot.content.learn import MOST_BACKGROUND, lexicon_of
from bot.content.load import load, read_files
from bot.core.matching import Known
from bot.core.questions import SMALL
from bot.core.turn import LANGS
from bot.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.schema import Model
    from bot.core.lexicon import Lexicon
    from bot.core.script import Script

ROOT: Final = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Shipped:
    """The content: what writers wrote (`models`), what is said about words, and what is played (`script`)."""

    models: Mapping[str, Model]
    lexicon: Lexicon
    script: Script

    @classmethod
    def of(cls, script: Script) -> Shipped:
        """Read what writers wrote beside a script that is loaded already."""
        models = inspect(read_files(ROOT)).models
        return cls(models, lexicon_of(models), script)


def shipped() -> Shipped:
    """Load the content as the bot does; what is learned is kept where the bot keeps it."""
    return Shipped.of(load(ROOT, cache_folder(read_settings())))


def phrasings(script: Script) -> list[Known]:
    """Give how every entry is asked, its own title first."""
    return [
        Known(entry.id, lang, (entry.statement[lang], *entry.phrasings[lang]))
        for entry in script.entries.values()
        for lang in LANGS
    ]


def small_talk(models: Mapping[str, Model]) -> list[Known]:
    """Give how small talk is said."""
    return [
        Known(SMALL + kind, lang, getattr(talk.phrasings, lang))
        for kind, talk in only(models, schema.SmallTalkFile).kinds.items()
        for lang in LANGS
    ]


def background(models: Mapping[str, Model]) -> list[str]:
    """Give what questions learn to leave alone."""
    texts = [
        text
        for _, file in of_kind(models, schema.HarmlessFile)
        if file.off_topic
        for lang in LANGS
        for text in getattr(file.examples, lang)
    ]
    return texts[:: max(1, len(texts) // MOST_BACKGROUND)]


def learned_texts(content: Shipped) -> Iterator[tuple[str, str]]:
    """Give every text that something is learned from: the kind of text it is, and the text."""
    for known in phrasings(content.script):
        yield from (("phrasing", text) for text in known.phrasings)
    for known in small_talk(content.models):
        yield from (("small talk", text) for text in known.phrasings)
    for lang in LANGS:
        for _, danger in of_kind(content.models, schema.DangerFile):
            yield from (("danger", text) for text in getattr(danger.examples, lang))
        for _, harmless in of_kind(content.models, schema.HarmlessFile):
            yield from (("harmless", text) for text in getattr(harmless.examples, lang))
        for act in only(content.models, schema.ReplyFile).acts.values():
            yield from (("reply", text) for text in getattr(act.examples, lang))
