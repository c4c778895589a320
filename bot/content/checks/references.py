"""Every name that points somewhere points at something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content import schema
from bot.content.build import PLACEHOLDER
from bot.content.checks.found import Found
from bot.content.kinds import of_kind, played
from bot.content.problem import did_you_mean
from bot.content.texts import shown_texts
from bot.core.interface import KEYS
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from bot.content.problem import Path
    from bot.content.schema import Model


#: How a text names the number to call in danger.
EMERGENCY_NUMBER = "{emergency-number}"


def speakers(models: Mapping[str, Model]) -> Iterator[Found]:
    """Who speaks is one of the scenario's characters."""
    for file, story in played(models):
        for name, node in story.nodes.items():
            for place, line in enumerate(node.lines):
                if line.who not in story.characters:
                    path = ("nodes", name, "lines", place, "who")
                    yield _missing(file, path, "speaker-missing", f"node «{name}»: speaker", line.who, story.characters)


def film(models: Mapping[str, Model]) -> Iterator[Found]:
    """Who speaks in a film is one of its characters, and the signs it shows exist."""
    known = {name for _, file in of_kind(models, schema.SignFile) for name in file.signs}
    for file, shown in of_kind(models, schema.Film):
        for side, number, scene in _scenes(shown):
            path: Path = ("sides", side, "scenes", number)
            for place, line in enumerate(scene.lines):
                if line.who not in shown.characters:
                    here = (*path, "lines", place, "who")
                    yield _missing(file, here, "speaker-missing", "speaker", line.who, shown.characters)
            for place, sign in enumerate(scene.signs):
                if known and sign not in known:
                    yield _missing(file, (*path, "signs", place), "sign-missing", "sign", sign, known)


def _scenes(shown: schema.Film) -> Iterator[tuple[int, int, schema.FilmScene]]:
    for side, half in enumerate(shown.sides):
        for number, scene in enumerate(half.scenes):
            yield side, number, scene


def logbook(models: Mapping[str, Model]) -> Iterator[Found]:
    """A page of the logbook asks prompts that exist."""
    for file, book in of_kind(models, schema.LogbookFile):
        named: list[tuple[Path, tuple[str, ...]]] = [(("story",), book.story), (("plan", "prompts"), book.plan.prompts)]
        named += [(("workshops", number, "prompts"), page.prompts) for number, page in book.workshops.items()]
        for path, prompts in named:
            for place, prompt in enumerate(prompts):
                if prompt not in book.prompts:
                    yield _missing(file, (*path, place), "prompt-missing", "prompt", prompt, book.prompts)


def entries(models: Mapping[str, Model]) -> Iterator[Found]:
    """An entry names signs and laws that exist, and a law only beside help that can explain it."""
    signs = {name for _, file in of_kind(models, schema.SignFile) for name in file.signs}
    laws = {name for _, file in of_kind(models, schema.LawFile) for name in file.laws}
    for file, shelf in of_kind(models, schema.EntryFile):
        for number, entry in enumerate(shelf.entries):
            for place, sign in enumerate(entry.signs):
                if signs and sign not in signs:
                    yield _missing(file, ("entries", number, "signs", place), "sign-missing", "sign", sign, signs)
            for place, law in enumerate(entry.laws):
                if laws and law not in laws:
                    yield _missing(file, ("entries", number, "laws", place), "law-missing", "law", law, laws)
            if entry.laws and "legal" not in entry.help:
                sentence = f"«{entry.id}» names a law, and leads to nobody who can explain it"
                yield Found(file, ("entries", number, "laws"), "law-without-help", sentence, "add «legal» to «help»")


def related(models: Mapping[str, Model]) -> Iterator[Found]:
    """An entry is related to other entries, which exist."""
    known = {entry.id for _, shelf in of_kind(models, schema.EntryFile) for entry in shelf.entries}
    for file, shelf in of_kind(models, schema.EntryFile):
        for number, entry in enumerate(shelf.entries):
            for place, name in enumerate(entry.related):
                if name not in known - {entry.id}:
                    path: Path = ("entries", number, "related", place)
                    yield _missing(file, path, "entry-missing", "related entry", name, known - {entry.id})


def dangers(models: Mapping[str, Model]) -> Iterator[Found]:
    """What one can do about a danger stands in an entry, and what is said at this minute names the emergency number."""
    known = {entry.id for _, shelf in of_kind(models, schema.EntryFile) for entry in shelf.entries}
    for file, danger in of_kind(models, schema.DangerFile):
        if danger.entry and danger.entry not in known:
            yield _missing(file, ("entry",), "entry-missing", "entry", danger.entry, known)
        for lang in LANGS if danger.answer and danger.level == "emergency" else ():
            if EMERGENCY_NUMBER not in getattr(danger.answer, lang):
                sentence = f"in an emergency the answer names the emergency number, and in «{lang}» it does not"
                hint = f"write {EMERGENCY_NUMBER} into it"
                yield Found(file, ("answer", lang), "emergency-number-missing", sentence, hint)


def signs(models: Mapping[str, Model]) -> Iterator[Found]:
    """A sign that is shown stands in signs.yaml."""
    known = {name for _, file in of_kind(models, schema.SignFile) for name in file.signs}
    if not known:
        return
    for file, story in played(models):
        for name, node in story.nodes.items():
            places: list[tuple[Path, str]] = [
                (("nodes", name, "signs", at), sign) for at, sign in enumerate(node.signs)
            ]
            for number, choice in enumerate(node.choices if isinstance(node, schema.Scene) else ()):
                here: Path = ("nodes", name, "choices", number, "signs")
                places += [((*here, at), sign) for at, sign in enumerate(choice.signs)]
            for path, sign in places:
                if sign not in known:
                    yield _missing(file, path, "sign-missing", f"node «{name}»: sign", sign, known)


def facts(models: Mapping[str, Model]) -> Iterator[Found]:
    """An entry, a sign and a figure rest on a row of facts.yaml, and a row on sources that are listed."""
    evidence = next((file for _, file in of_kind(models, schema.FactFile)), None)
    if evidence is None:
        return
    for file, path, fact in _facts_named(models):
        if fact not in evidence.facts:
            yield _missing(file, path, "fact-missing", "fact", fact, evidence.facts)
    for file, path, key in _sources_named(models):
        if key not in evidence.sources:
            yield _missing(file, path, "source-missing", "source", key, evidence.sources)


def _facts_named(models: Mapping[str, Model]) -> Iterator[tuple[str, Path, str]]:
    for file, shelf in of_kind(models, schema.EntryFile):
        for place, entry in enumerate(shelf.entries):
            yield file, ("entries", place, "fact"), entry.fact
    for file, signs_ in of_kind(models, schema.SignFile):
        for name, sign in signs_.signs.items():
            yield file, ("signs", name, "fact"), sign.fact
    for file, figures_ in of_kind(models, schema.FigureFile):
        for name, figure in figures_.figures.items():
            yield file, ("figures", name, "fact"), figure.fact
    for file, laws_ in of_kind(models, schema.LawFile):
        for name, law in laws_.laws.items():
            yield file, ("laws", name, "fact"), law.fact


def _sources_named(models: Mapping[str, Model]) -> Iterator[tuple[str, Path, str]]:
    for file, evidence in of_kind(models, schema.FactFile):
        for name, fact in evidence.facts.items():
            for place, key in enumerate(fact.sources):
                yield file, ("facts", name, "sources", place), key
    for file, shelf in of_kind(models, schema.EntryFile):
        for number, entry in enumerate(shelf.entries):
            for place, key in enumerate(entry.sources):
                yield file, ("entries", number, "sources", place), key


def verdicts(models: Mapping[str, Model]) -> Iterator[Found]:
    """An entry says of a statement what its row of facts.yaml says: a myth is no reality."""
    evidence = next((file for _, file in of_kind(models, schema.FactFile)), None)
    for file, shelf in of_kind(models, schema.EntryFile):
        for place, entry in enumerate(shelf.entries):
            row = evidence.facts.get(entry.fact) if evidence else None
            if row and row.verdict and entry.kind not in (row.verdict, "question"):
                path = ("entries", place, "kind")
                sentence = f"«{entry.id}» is a {entry.kind}, but row {entry.fact} says {row.verdict}"
                yield Found(file, path, "verdict-differs", sentence, "correct the kind or the row")


def helplines(models: Mapping[str, Model]) -> Iterator[Found]:
    """A menu lists resources that exist; a topic that is named has a menu."""
    for file, lines in of_kind(models, schema.HelplineFile):
        known = [resource.id for resource in lines.resources]
        for topic, menu in lines.menus.items():
            for place, name in enumerate(menu.order):
                if name not in known:
                    order: Path = ("menus", topic, "order", place)
                    yield _missing(file, order, "resource-missing", f"menu «{topic}»: resource", name, known)
        for other, path, named in _topics_named(models):
            if named not in lines.menus:
                yield Found(other, path, "topic-without-menu", f"topic «{named}» has no menu", f"add it to {file}")


def _topics_named(models: Mapping[str, Model]) -> Iterator[tuple[str, Path, str]]:
    for file, story in played(models):
        yield from ((file, ("help", place), topic) for place, topic in enumerate(story.help))
        for name, node in story.nodes.items():
            yield from ((file, ("nodes", name, "help", place), topic) for place, topic in enumerate(node.help))
    for file, shown in of_kind(models, schema.Film):
        yield from ((file, ("help", place), topic) for place, topic in enumerate(shown.help))
    for file, shelf in of_kind(models, schema.EntryFile):
        for number, entry in enumerate(shelf.entries):
            yield from ((file, ("entries", number, "help", place), topic) for place, topic in enumerate(entry.help))
    for file, danger in of_kind(models, schema.DangerFile):
        yield from ((file, ("help", place), topic) for place, topic in enumerate(danger.help))
    for file, _ in of_kind(models, schema.HelplineFile):
        yield from ((file, ("menus",), topic) for topic in ("distress", "danger"))


def placeholders(models: Mapping[str, Model]) -> Iterator[Found]:
    """What stands between { and } is a figure, or in the interface one of the values the bot fills in."""
    figures = {name for _, file in of_kind(models, schema.FigureFile) for name in file.figures}
    if not figures:
        return
    for text in shown_texts(models):
        allowed: Collection[str] = figures
        if text.key in KEYS:
            allowed = figures | KEYS[text.key]
        for name in PLACEHOLDER.findall(text.words):
            if name not in allowed:
                yield _missing(text.file, text.path, "figure-missing", "figure", name, allowed)
        if text.words.count("{") != text.words.count("}") or "{" in PLACEHOLDER.sub("", text.words):
            yield Found(
                text.file, text.path, "brace", "a { or } has no partner", "write {figure} with both, or neither"
            )


def figures(models: Mapping[str, Model]) -> Iterator[Found]:
    """A figure is plain words: what stands in it is shown as it is."""
    for file, found in of_kind(models, schema.FigureFile):
        for name, figure in found.figures.items():
            for lang in ("fr", "en"):
                if set("{}") & set(getattr(figure, lang)):
                    path = ("figures", name, lang)
                    yield Found(file, path, "brace", "a figure holds no { and no }", "write the words themselves")


def interface(models: Mapping[str, Model]) -> Iterator[Found]:
    """The interface has each text the bot shows, with the values the bot fills in, and no other."""
    for file, texts in of_kind(models, schema.InterfaceFile):
        for key in KEYS.keys() - texts.texts.keys():
            yield Found(file, ("texts",), "text-missing", f"the text «{key}» is missing", f"add «{key}:»")
        for key, text in texts.texts.items():
            if key not in KEYS:
                yield _missing(file, ("texts", key), "text-unknown", "the text", key, KEYS)
                continue
            for lang in ("fr", "en"):
                for name in KEYS[key] - set(PLACEHOLDER.findall(getattr(text, lang))):
                    sentence = f"«{key}» in «{lang}» lacks {{{name}}}"
                    yield Found(
                        file, ("texts", key, lang), "placeholder-missing", sentence, "put it where it reads well"
                    )


def _missing(  # noqa: PLR0913 - a message has this many parts
    file: str, path: Path, code: str, where: str, name: str, known: Collection[str]
) -> Found:
    return Found(file, path, code, f"{where} «{name}» does not exist", did_you_mean(name, known))


CHECKS = (
    speakers,
    film,
    logbook,
    entries,
    signs,
    facts,
    verdicts,
    helplines,
    placeholders,
    figures,
    interface,
)
