"""Every text a teen may read, with where it stands and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind, played
from bot.core.script import Both
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.content.problem import Path
    from bot.content.schema import Model
    from bot.core.turn import Lang

#: A service may be called by its number, a person by any name, a law by its own.
NAMED_BY_NUMBER: Final = frozenset(("character", "name", "keyword", "region", "law"))


#: How each kind of text is called: « cette rétroaction » makes a sentence of it in French, "this feedback" in English.
CALLED: Final[Mapping[str, Both]] = {
    "title": Both("ce titre", "this title"),
    "summary": Both("ce résumé", "this summary"),
    "content_note": Both("cet avertissement", "this content note"),
    "character": Both("ce nom de personnage", "this name of a character"),
    "line": Both("cette réplique", "this line"),
    "label": Both("ce bouton", "this label"),
    "feedback": Both("cette rétroaction", "this feedback"),
    "debrief": Both("ce retour de fin", "this debrief"),
    "sentence": Both("cette phrase à dire", "this sentence"),
    "facilitator-question": Both("cette question d'animation", "this question for a facilitator"),
    "question": Both("cette question", "this question"),
    "statement": Both("cet énoncé", "this statement"),
    "answer": Both("cette réponse", "this answer"),
    "believed": Both("cette croyance", "this «believed»"),
    "aim": Both("ce but", "this aim"),
    "guide": Both("cette page du guide", "this page of the guide"),
    "ask": Both("cette question du carnet", "this question of the logbook"),
    "line-of-page": Both("ce début de ligne du carnet", "this line of the logbook"),
    "tick": Both("cette case à cocher", "this box to tick"),
    "discussion": Both("cette question à discuter", "this question to discuss"),
    "name": Both("ce nom", "this name"),
    "who-for": Both("ce « who_for »", "this «who_for»"),
    "know": Both("ce « know »", "this «know»"),
    "keyword": Both("ce mot à texter", "this word to text"),
    "region": Both("ce nom de région", "this name of a region"),
    "menu": Both("ce nom de menu", "this name of a menu"),
    "small-talk": Both("cette petite réponse", "this answer of small talk"),
    "danger-answer": Both("cette réponse au danger", "this answer to danger"),
    "strength": Both("ce « strength »", "this strength"),
    "interface": Both("ce texte de l'interface", "this text of the interface"),
    "sign": Both("ce texte de signal", "this text of a sign"),
    "law": Both("ce nom de loi", "this name of a law"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One text in one language. `kind` says what it is; `key` is set for texts of the interface, `who` for lines."""

    file: str
    path: Path
    kind: str
    lang: Lang
    words: str
    key: str = ""
    who: str = ""


def shown_pairs(models: Mapping[str, Model]) -> Iterator[tuple[Shown, Shown]]:
    """Give every text that is shown in both its languages: French, English."""
    texts = shown_texts(models)
    return zip(texts, texts, strict=True)


def shown_texts(models: Mapping[str, Model]) -> Iterator[Shown]:
    """Give every text of every file that is shown to a teen, French then English."""
    for file, story in played(models):
        yield from _of_played(file, story)
    for file, scenario in of_kind(models, schema.Scenario):
        for place, text in enumerate(scenario.sentences):
            yield from _both(file, ("sentences", place), "sentence", text)
        for place, text in enumerate(scenario.facilitator_questions):
            yield from _both(file, ("facilitator_questions", place), "facilitator-question", text)
    for file, shelf in of_kind(models, schema.EntryFile):
        yield from _both(file, ("title",), "title", shelf.title)
        for place, entry in enumerate(shelf.entries):
            name, title = _title(entry)
            yield from _both(file, ("entries", place, name), name, title)
            yield from _both(file, ("entries", place, "answer"), "answer", entry.answer)
            if isinstance(entry, schema.Statement):
                yield from _of_card(file, ("entries", place, "card"), entry.card)
    yield from _of_knowledge(models)
    yield from _of_programme(models)


def _of_programme(models: Mapping[str, Model]) -> Iterator[Shown]:
    for file, programme in of_kind(models, schema.ProgrammeFile):
        for number, workshop in programme.workshops.items():
            yield from _both(file, ("workshops", str(number), "title"), "title", workshop.title)
            yield from _both(file, ("workshops", str(number), "aim"), "aim", workshop.aim)
            yield from _of_guide(file, ("workshops", str(number), "guide"), workshop.guide)
        yield from _of_guide(file, ("guide",), programme.guide)
    for file, logbook in of_kind(models, schema.LogbookFile):
        yield from _of_logbook(file, logbook)
    for file, film in of_kind(models, schema.Film):
        yield from _of_film(file, film)


def _of_guide(file: str, path: Path, pages: Iterable[schema.GuidePage]) -> Iterator[Shown]:
    for place, page in enumerate(pages):
        yield from _both(file, (*path, place, "title"), "title", page.title)
        yield from _both(file, (*path, place, "text"), "guide", page.text)


def _of_logbook(file: str, logbook: schema.LogbookFile) -> Iterator[Shown]:
    own = {"signs": logbook.signs, "sentence": logbook.sentence}
    for name, prompt in own.items():
        yield from _both(file, (name, "ask"), "ask", prompt.ask)
        yield from _both(file, (name, "line"), "line-of-page", prompt.line)
    for name, asked in logbook.prompts.items():
        path: Path = ("prompts", name)
        yield from _both(file, (*path, "ask"), "ask", asked.ask)
        yield from _both(file, (*path, "line"), "line-of-page", asked.line)
        for place, option in enumerate(asked.options):
            yield from _both(file, (*path, "options", place, "label"), "tick", option.label)
            if option.words:
                yield from _both(file, (*path, "options", place, "words"), "sentence", option.words)
    for number, page in logbook.workshops.items():
        yield from _both(file, ("workshops", str(number), "title"), "title", page.title)
    yield from _both(file, ("plan", "title"), "title", logbook.plan.title)


def _of_film(file: str, film: schema.Film) -> Iterator[Shown]:
    for name in ("title", "summary", "content_note"):
        yield from _both(file, (name,), name, getattr(film, name))
    for who, character in film.characters.items():
        yield from _both(file, ("characters", who, "name"), "character", character.name)
    for place, side in enumerate(film.sides):
        yield from _both(file, ("sides", place, "title"), "title", side.title)
        for number, scene in enumerate(side.scenes):
            for row, line in enumerate(scene.lines):
                yield from _both(file, ("sides", place, "scenes", number, "lines", row), "line", line)
    for place, question in enumerate(film.discussion):
        yield from _both(file, ("discussion", place), "discussion", question)
    yield from _both(file, ("after",), "debrief", film.after)


def _of_knowledge(models: Mapping[str, Model]) -> Iterator[Shown]:
    yield from _of_signs_and_laws(models)
    for file, lines in of_kind(models, schema.HelplineFile):
        yield from _of_helplines(file, lines)
    for file, small in of_kind(models, schema.SmallTalkFile):
        for kind, talk in small.kinds.items():
            yield from _both(file, ("kinds", kind, "answer"), "small-talk", talk.answer)
    for file, danger in of_kind(models, schema.DangerFile):
        if danger.answer:
            yield from _both(file, ("answer",), "danger-answer", danger.answer)
    for file, replies in of_kind(models, schema.ReplyFile):
        for act, found in replies.acts.items():
            yield from _both(file, ("acts", act, "strength"), "strength", found.strength)
    for file, texts in of_kind(models, schema.InterfaceFile):
        for key, text in texts.texts.items():
            yield from _both(file, ("texts", key), "interface", text, key)


def _of_signs_and_laws(models: Mapping[str, Model]) -> Iterator[Shown]:
    for file, signs in of_kind(models, schema.SignFile):
        for name, sign in signs.signs.items():
            yield from _both(file, ("signs", name, "name"), "sign", sign.name)
            yield from _both(file, ("signs", name, "why"), "sign", sign.why)
    for file, laws in of_kind(models, schema.LawFile):
        for name, law in laws.laws.items():
            yield from _both(file, ("laws", name), "law", law)


def _of_card(file: str, path: Path, card: schema.Card) -> Iterator[Shown]:
    yield from _both(file, (*path, "believed"), "believed", card.believed)
    if card.flip:
        yield from _both(file, (*path, "flip"), "statement", card.flip)


def _title(entry: schema.Statement | schema.Question) -> tuple[str, schema.Text]:
    if isinstance(entry, schema.Question):
        return "question", entry.question
    return "statement", entry.statement


def _of_played(file: str, story: schema.Scenario | schema.Training) -> Iterator[Shown]:
    for name in ("title", "summary", "content_note"):
        yield from _both(file, (name,), name, getattr(story, name))
    for who, character in story.characters.items():
        yield from _both(file, ("characters", who, "name"), "character", character.name)
    for name, node in story.nodes.items():
        for place, line in enumerate(node.lines):
            yield from _both(file, ("nodes", name, "lines", place), "line", line)
        if isinstance(node, schema.Ending):
            yield from _both(file, ("nodes", name, "debrief"), "debrief", node.debrief)
            continue
        for place, choice in enumerate(node.choices):
            path = ("nodes", name, "choices", place)
            yield from _both(file, (*path, "label"), "label", choice.label)
            if choice.feedback:
                yield from _both(file, (*path, "feedback"), "feedback", choice.feedback)


def _of_helplines(file: str, lines: schema.HelplineFile) -> Iterator[Shown]:
    for place, resource in enumerate(lines.resources):
        path = ("resources", place)
        yield from _both(file, (*path, "name"), "name", resource.name)
        yield from _both(file, (*path, "who_for"), "who-for", resource.who_for)
        if resource.know:
            yield from _both(file, (*path, "know"), "know", resource.know)
        for number, way in enumerate(resource.ways):
            if isinstance(way, schema.TextWay) and way.keyword:
                yield from _both(file, (*path, "ways", number, "keyword"), "keyword", way.keyword)
        for number, regional in enumerate(resource.regional):
            yield from _both(file, (*path, "regional", number, "region"), "region", regional.region)
    for topic, menu in lines.menus.items():
        yield from _both(file, ("menus", topic, "name"), "menu", menu.name)


def _both(
    file: str, path: Path, kind: str, text: schema.Text | schema.Line | schema.Law, key: str = ""
) -> Iterable[Shown]:
    """Give French, then English: `shown_pairs` counts on it."""
    who = text.who if isinstance(text, schema.Line) else ""
    for lang in LANGS:
        yield Shown(file, (*path, lang), kind, lang, getattr(text, lang), key, who)
