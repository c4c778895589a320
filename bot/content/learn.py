"""Checked models -> what typed words mean: the part of the work that takes minutes the first time.

Rule: what is learned depends on nothing but the files and the code named in `memory`, so that it can be kept.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind, only
from bot.core import script
from bot.core.alarm import Danger, Harmless, Level, Listener
from bot.core.language import Languages
from bot.core.lexicon import Lexicon
from bot.core.matching import THRESHOLDS, Known, factory
from bot.core.questions import SMALL, Questions
from bot.core.replies import Option, Replies
from bot.core.turn import LANGS, Lang

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.content.schema import Model
    from bot.core.learned import Memory

#: Of the lines that are about nothing here, about this many are enough to learn what to leave alone.
MOST_BACKGROUND: Final = 2500


def learn(
    models: Mapping[str, Model],
    entries: Iterable[script.Entry],
    scenarios: Iterable[script.Scenario],
    memory: Memory,
) -> script.Understanding:
    """Learn what typed words mean: the part of the work that takes seconds."""
    lexicon = lexicon_of(models)
    with lexicon.reading_content():
        return script.Understanding(
            _questions(models, tuple(entries), lexicon, memory),
            _replies(models, scenarios, lexicon, memory),
            _listener(models, lexicon, memory),
        )


def nothing_learned() -> script.Understanding:
    """Give an understanding of nothing, for whoever only looks at what is shown."""
    lexicon = Lexicon()
    questions = Questions(factory([]), Languages({}), lexicon, THRESHOLDS)
    return script.Understanding(questions, Replies({}, (), lexicon), Listener((), (), {}, lexicon))


def lexicon_of(models: Mapping[str, Model]) -> Lexicon:
    """Make the lexicon: the short forms of both languages serve every text, since its language is not known."""
    written = only(models, schema.LexiconFile)
    synonyms = only(models, schema.SynonymFile).groups
    return Lexicon.of(
        {key: value for lang in LANGS for key, value in written.short.get(lang, {}).items()},
        written.common,
        [group for lang in LANGS for group in synonyms.get(lang, ())],
    )


def _questions(
    models: Mapping[str, Model], entries: Sequence[script.Entry], lexicon: Lexicon, memory: Memory
) -> Questions:
    known = [
        Known(entry.id, lang, (entry.statement[lang], *entry.phrasings[lang])) for entry in entries for lang in LANGS
    ]
    counts: dict[Lang, Counter[str]] = {lang: Counter() for lang in LANGS}
    for each in known:
        for text in each.phrasings:
            counts[each.lang].update(lexicon.words(text))
    for lang in LANGS:
        for _, harmless in of_kind(models, schema.HarmlessFile):
            for text in getattr(harmless.examples, lang):
                counts[lang].update(lexicon.words(text))
        for talk in only(models, schema.SmallTalkFile).kinds.values():
            for text in getattr(talk.phrasings, lang):
                counts[lang].update(lexicon.words(text))
    small = [
        Known(SMALL + kind, lang, getattr(talk.phrasings, lang))
        for kind, talk in only(models, schema.SmallTalkFile).kinds.items()
        for lang in LANGS
    ]
    background = [
        text
        for _, harmless in of_kind(models, schema.HarmlessFile)
        if harmless.off_topic
        for lang in LANGS
        for text in getattr(harmless.examples, lang)
    ]
    background = background[:: max(1, len(background) // MOST_BACKGROUND)]
    matcher = factory([*known, *small], lexicon=lexicon, background=background, memory=memory)
    return Questions(matcher, Languages(counts), lexicon, THRESHOLDS)


def _replies(
    models: Mapping[str, Model], scenarios: Iterable[script.Scenario], lexicon: Lexicon, memory: Memory
) -> Replies:
    acts = {
        str(act): {lang: getattr(found.examples, lang) for lang in LANGS}
        for act, found in only(models, schema.ReplyFile).acts.items()
    }
    return Replies(acts, options(scenarios), lexicon, memory)


def options(scenarios: Iterable[script.Scenario]) -> list[Option]:
    """List every choice of every scene as words, in both languages."""
    return [
        choice.option(lang)
        for story in scenarios
        for node in story.nodes.values()
        for choice in node.choices.values()
        for lang in LANGS
    ]


def held_to(older: script.Understanding, new: script.Script) -> script.Understanding:
    """Give what was learned from an older content, so that it understands the stories of a new one.

    What the new one no longer has is never named. Nothing is learned, so this takes no time.
    """
    return script.Understanding(
        older.questions.among(new.entries, new.small_talk),
        older.replies.among(options(new.scenarios.values()), new.strengths),
        older.listener.among(new.menus),
    )


def harmless_questions(models: Mapping[str, Model]) -> Iterator[tuple[str, int, schema.Question]]:
    """Give the questions whose phrasings never tell of danger: file, place in it, and the question."""
    for file, shelf in of_kind(models, schema.EntryFile):
        for place, entry in enumerate(shelf.entries):
            if isinstance(entry, schema.Question) and entry.harmless:
                yield file, place, entry


def danger_id(file: str) -> str:
    """Give the id of a danger: the name of its file."""
    return file.removeprefix("knowledge/danger/").removesuffix(".yaml")


def _listener(models: Mapping[str, Model], lexicon: Lexicon, memory: Memory) -> Listener:
    """Make the listener.

    What teens type in stories is harmless: they tell a character what to do. So are small talk, the questions that say
    so, and the statements of the knowledge base, word for word: who types one asks about it, and its answer shows help.
    """
    dangers = [
        Danger(
            danger_id(name),
            Level(file.level),
            tuple(map(str, file.help)),
            (*file.patterns.fr, *file.patterns.en),
            (*file.examples.fr, *file.examples.en),
            file.outright,
        )
        for name, file in of_kind(models, schema.DangerFile)
    ]
    harmless = [
        Harmless((*file.phrases.fr, *file.phrases.en), (*file.examples.fr, *file.examples.en))
        for _, file in of_kind(models, schema.HarmlessFile)
    ]
    acts = only(models, schema.ReplyFile).acts.values()
    harmless += [Harmless((), (*act.examples.fr, *act.examples.en)) for act in acts]
    small = only(models, schema.SmallTalkFile).kinds.values()
    harmless += [Harmless((), (*talk.phrasings.fr, *talk.phrasings.en)) for talk in small]
    titles = [
        entry.question if isinstance(entry, schema.Question) else entry.statement
        for _, shelf in of_kind(models, schema.EntryFile)
        for entry in shelf.entries
    ]
    harmless.append(Harmless((), tuple(text for title in titles for text in (title.fr, title.en))))
    harmless += [Harmless((), (*asked.phrasings.fr, *asked.phrasings.en)) for _, _, asked in harmless_questions(models)]
    return Listener(dangers, harmless, classes_of(models), lexicon, memory)


def classes_of(models: Mapping[str, Model]) -> dict[str, tuple[str, ...]]:
    """Give for each word of the classes that patterns name the classes it is in."""
    classes: dict[str, list[str]] = {}
    for name, found in only(models, schema.WordClassFile).classes.items():
        for word in dict.fromkeys((*found.fr, *found.en)):
            classes.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in classes.items()}
