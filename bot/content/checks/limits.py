"""What the buttons and the clock can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content import schema
from bot.content.build import scenario_signs
from bot.content.checks.found import Found
from bot.content.graph import turns
from bot.content.kinds import of_kind, played
from bot.content.learn import harmless_questions, lexicon_of
from bot.content.problem import did_you_mean
from bot.core.alarm import PatternError, compile_steps
from bot.core.help import WAYS
from bot.core.logbook import PLAN
from bot.core.place import MOST_SIGNS, digest
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.content.problem import Path
    from bot.content.schema import Model


def digests(models: Mapping[str, Model]) -> Iterator[Found]:
    """No two ids of one kind have the same four letters in a button."""
    stories = list(played(models))
    yield from _colliding((file, ("id",), story.id) for file, story in stories)
    for file, story in stories:
        yield from _colliding((file, ("nodes", name), name) for name in story.nodes)
        for name, node in story.nodes.items():
            if isinstance(node, schema.Scene):
                path = ("nodes", name, "choices")
                yield from _colliding((file, (*path, place), choice.id) for place, choice in enumerate(node.choices))
    yield from _colliding(_items(models))


def _items(models: Mapping[str, Model]) -> Iterator[tuple[str, Path, str]]:
    """Give what a place may be about, with where it stands; what the bot itself names is not the writers' to change."""
    for file, signs_ in of_kind(models, schema.SignFile):
        yield from ((file, ("signs", name), name) for name in (*WAYS, PLAN))
        yield from ((file, ("signs", name), name) for name in signs_.signs)
    for file, book in of_kind(models, schema.LogbookFile):
        yield from ((file, ("workshops", number), f"workshop-{number}") for number in book.workshops)
    for file, film in of_kind(models, schema.Film):
        yield file, ("id",), film.id
    for file, lines in of_kind(models, schema.HelplineFile):
        yield from ((file, ("menus", topic), str(topic)) for topic in lines.menus)
        yield from ((file, ("resources", place, "id"), each.id) for place, each in enumerate(lines.resources))
    for file, shelf in of_kind(models, schema.EntryFile):
        yield file, ("theme",), shelf.theme
        yield from ((file, ("entries", place, "id"), each.id) for place, each in enumerate(shelf.entries))


def _colliding(ids: Iterable[tuple[str, Path, str]]) -> Iterator[Found]:
    taken: dict[str, str] = {}
    for file, path, name in ids:
        first = taken.setdefault(digest(name), name)
        if first != name:
            sentence = f"«{name}» and «{first}» would look alike in a button"
            yield Found(file, path, "digest-collision", sentence, "choose another id for one of them")


def signs(models: Mapping[str, Model]) -> Iterator[Found]:
    """A story shows no more signs, and has no more turning points to remember, than fit in a button."""
    for file, story in played(models):
        count = len(scenario_signs(story))
        if count > MOST_SIGNS:
            yield Found(file, ("nodes",), "too-many-signs", f"the story shows {count} signs, {MOST_SIGNS} are the most")
        elif count + len(turns(story)) > MOST_SIGNS:
            sentence = f"{count} signs and {len(turns(story))} turning points are more than a button remembers"
            hint = f"together {MOST_SIGNS} are the most: let several endings retry from the same scene"
            yield Found(file, ("nodes",), "too-many-signs", sentence, hint)


def patterns(models: Mapping[str, Model]) -> Iterator[Found]:
    """Every danger pattern can be read, and names classes of words that exist."""
    classes = [name for _, file in of_kind(models, schema.WordClassFile) for name in file.classes]
    for file, path, text in _patterns(models):
        try:
            steps = compile_steps(text)
        except PatternError as error:
            yield Found(file, path, "pattern", f"«{text}» {error}", "see knowledge/README.md, Danger")
            continue
        named = sorted({form[1:-1] for step in steps for form in step.fits if form.startswith("<")})
        for name in named if classes else ():
            if name not in classes:
                sentence = f"«{text}» names the class «{name}», which does not exist"
                yield Found(file, path, "pattern", sentence, did_you_mean(name, classes))


def _patterns(models: Mapping[str, Model]) -> Iterator[tuple[str, Path, str]]:
    for name, danger in of_kind(models, schema.DangerFile):
        yield from _each(name, "patterns", danger.patterns)
    for name, harmless in of_kind(models, schema.HarmlessFile):
        yield from _each(name, "phrases", harmless.phrases)


def _each(file: str, key: str, found: schema.Patterns) -> Iterator[tuple[str, Path, str]]:
    for lang in LANGS:
        yield from ((file, (key, lang, place), text) for place, text in enumerate(getattr(found, lang)))


def examples(models: Mapping[str, Model]) -> Iterator[Found]:
    """A line is harmless or one kind of danger: folded alike, it is an example of one thing only.

    What teens may type in stories counts as harmless, since the listener learns it so.
    """
    if not any(of_kind(models, schema.LexiconFile)) or not any(of_kind(models, schema.SynonymFile)):
        return
    lexicon = lexicon_of(models)
    taken: dict[tuple[str, ...], tuple[str, str]] = {}
    for file, path, danger, text in _examples(models):
        words = tuple(lexicon.words(text))
        first, other = taken.setdefault(words, (file, danger)) if words else (file, danger)
        if other != danger:
            both = "of two dangers" if other and danger else "of danger and a harmless one"
            sentence = f"«{text}» is an example {both} (in {first} too)"
            yield Found(file, path, "example-twice", sentence, "keep the one that is true")


def _examples(models: Mapping[str, Model]) -> Iterator[tuple[str, Path, str, str]]:
    """Give every example of danger, then every harmless one: file, place, the file of its danger or "", and words."""
    written: list[tuple[str, Path, str, schema.Examples]] = [
        (name, ("examples",), name, file.examples) for name, file in of_kind(models, schema.DangerFile)
    ]
    written += [(name, ("examples",), "", file.examples) for name, file in of_kind(models, schema.HarmlessFile)]
    for name, replies in of_kind(models, schema.ReplyFile):
        written += [(name, ("acts", act, "examples"), "", found.examples) for act, found in replies.acts.items()]
    for name, path, danger, examples_ in written:
        for lang in LANGS:
            yield from ((name, (*path, lang), danger, text) for text in getattr(examples_, lang))
    for name, place, asked in harmless_questions(models):
        for lang in LANGS:
            at: Path = ("entries", place, "phrasings", lang)
            yield from ((name, at, "", text) for text in getattr(asked.phrasings, lang))


def levels(models: Mapping[str, Model]) -> Iterator[Found]:
    """Every level of danger can be heard."""
    written = {file.level for _, file in of_kind(models, schema.DangerFile)}
    for file, _ in of_kind(models, schema.WordClassFile):
        for level in ("emergency", "distress", "disclosure"):
            if level not in written:
                sentence = f"no file of danger has the level «{level}»"
                yield Found(file, (), "danger-missing", sentence, "bring back the files of knowledge/danger")


def always_open(models: Mapping[str, Model]) -> Iterator[Found]:
    """Whatever the need and the hour, somebody answers: every menu has a person day and night, in both languages."""
    for file, lines in of_kind(models, schema.HelplineFile):
        awake = {
            resource.id
            for resource in lines.resources
            if resource.listens
            and set(resource.languages) == {"fr", "en"}
            and any(way.kind != "site" and (way.hours or resource.hours) == "24/7" for way in resource.ways)
        }
        for topic, menu in lines.menus.items():
            if not awake & set(menu.order):
                sentence = f"menu «{topic}» has no line that answers day and night"
                yield Found(file, ("menus", topic), "nobody-at-night", sentence, "add one whose hours are 24/7")


CHECKS = (digests, signs, patterns, examples, always_open)
