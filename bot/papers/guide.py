"""The printed guide to a story, or to a workshop: what a facilitator holds while the group plays.

Rule: everything on it stands in the content; the guide only puts it in the order in which it is needed.
The same content and the same day give the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.map import words as map_words
from bot.content.map.order import order
from bot.core.screens.message import colon, joined
from bot.papers import qr, words
from bot.papers.drawn import as_written
from bot.papers.guide_map import add_map
from bot.papers.help_lines import help_lines
from bot.papers.sheet import BODY, SMALL, TITLE, Part, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bot.core.script import Both, Page, Scenario, Script, Sign, Workshop
    from bot.core.turn import Guide, Lang

#: Points: the names of facts, what hangs before a question, and the side of the code (six centimetres).
_LABEL: Final = 112.0
_NUMBER: Final = 20.0
_CODE: Final = 170.0
_KICKER: Final = 10.0


def pdf(asked: Guide, script: Script, today: date) -> bytes:
    """Print a guide. Raises LookupError for a story or a workshop that is not in the content."""
    if asked.workshop:
        sheet = _of_workshop(script.workshops[asked.workshop], script, asked.lang, today)
    else:
        sheet = _of_story(script.scenarios[asked.story], script, asked.lang, today)
    if asked.link:
        _add_link(sheet, asked.link)
    if not asked.workshop:
        add_map(sheet, script.scenarios[asked.story])
    return bytes(sheet.output())


def _of_story(story: Scenario, script: Script, lang: Lang, today: date) -> Sheet:
    title, workshop = story.title[lang], script.workshops[story.workshop]
    sheet = _begun(words.STORY[lang], title, lang, today)
    group = words.FOR_WORKSHOP[lang].format(number=workshop.number, title=workshop.title[lang])
    _fact(sheet, words.FOR_WHOM[lang], group)
    _fact(sheet, words.AIM[lang], workshop.aim[lang])
    _fact(sheet, words.DURATION[lang], words.MINUTES[lang].format(minutes=story.minutes))
    _fact(sheet, words.ABOUT[lang], story.summary[lang])
    _add_note(sheet, story)
    sheet.heading(words.WITH_THE_GROUP[lang])
    _add_pages(sheet, script.guide)
    sheet.heading(f"{words.WORKSHOP[lang].format(number=workshop.number)}, {workshop.title[lang]}")
    _add_pages(sheet, workshop.guide)
    sheet.heading(words.SIGNS[lang])
    _add_signs(sheet, story.signs, script)
    sheet.heading(words.QUESTIONS[lang])
    _add_questions(sheet, story.facilitator_questions)
    sheet.heading(words.SENTENCES[lang])
    for sentence in story.sentences:
        sheet.block(Part(map_words.quoted(sentence[lang], lang), indent=_NUMBER, mark="–"))
    _add_endings(sheet, story)
    _add_help(sheet, story.help, script)
    return sheet


def _of_workshop(workshop: Workshop, script: Script, lang: Lang, today: date) -> Sheet:
    sheet = _begun(words.WORKSHOP[lang].format(number=workshop.number), workshop.title[lang], lang, today)
    _fact(sheet, words.AIM[lang], workshop.aim[lang])
    sheet.heading(words.THE_WORKSHOP[lang])
    _add_pages(sheet, workshop.guide)
    sheet.heading(words.WITH_THE_GROUP[lang])
    _add_pages(sheet, script.guide)
    stories = [story for story in script.scenarios.values() if story.workshop == workshop.number]
    if stories:
        sheet.heading(words.THE_STORIES[lang])
    for story in stories:
        _add_story(sheet, story)
    for page in script.logbook.pages.values():
        if page.workshop == workshop.number:
            sheet.heading(words.LOGBOOK[lang])
            sheet.block(Part(words.LOGBOOK_PAGE[lang].format(title=page.title[lang])))
    _add_help(sheet, dict.fromkeys(topic for story in stories for topic in story.help), script)
    return sheet


# ---- the parts


def _begun(kind: str, title: str, lang: Lang, today: date) -> Sheet:
    """Begin a guide with its title."""
    name = f"{words.GUIDE[lang]}{colon(lang)}{title}"
    sheet = Sheet(name, lang, today)
    sheet.block(Part(f"{words.GUIDE[lang]} · {kind}", _KICKER), Part(title, TITLE, bold=True))
    return sheet


def _fact(sheet: Sheet, label: str, said: str) -> None:
    sheet.block(Part(said, indent=_LABEL, mark=label))


def _add_note(sheet: Sheet, story: Scenario) -> None:
    lang = sheet.written_in
    sheet.block(Part(words.CONTENT_NOTE[lang], BODY, bold=True), Part(story.content_note[lang]), boxed=True)


def _add_pages(sheet: Sheet, pages: Iterable[Page]) -> None:
    for page in pages:
        sheet.heading(page.title[sheet.written_in], 1)
        sheet.block(Part(page.text[sheet.written_in]))


def _add_signs(sheet: Sheet, signs: Iterable[Sign], script: Script) -> None:
    sheet.block(Part(script.say("signs-rule", sheet.written_in)))
    for sign in signs:
        sheet.block(Part(sign.name[sheet.written_in], bold=True), Part(sign.why[sheet.written_in]))


def _add_questions(sheet: Sheet, questions: Iterable[Both]) -> None:
    for number, question in enumerate(questions, 1):
        sheet.block(Part(question[sheet.written_in], indent=_NUMBER, mark=f"{number}."))


def _add_endings(sheet: Sheet, story: Scenario) -> None:
    """Tell each ending by its number on the map, its outcome, and the words it begins with."""
    lang, written = sheet.written_in, as_written(story)
    numbers = order(written).numbers
    sheet.heading(words.ENDINGS[lang])
    for name in sorted(numbers, key=lambda name: numbers[name]):
        ending = story.nodes[name].ending
        if ending:
            outcome = map_words.OUTCOMES[ending.outcome][lang]
            begins = map_words.opening(written.nodes[name], written, lang)
            sheet.block(Part(f"{outcome}. {begins}", indent=_NUMBER, mark=str(numbers[name])))


def _add_story(sheet: Sheet, story: Scenario) -> None:
    """Tell a story of a workshop in short; its own guide has more."""
    lang = sheet.written_in
    minutes = words.STORY_MINUTES[lang].format(minutes=story.minutes)
    sheet.heading(f"{story.title[lang]} ({minutes})", 1)
    sheet.block(Part(story.summary[lang]))
    _add_note(sheet, story)
    names = joined(sign.name[lang] for sign in story.signs)
    sheet.block(Part(words.SIGNS_SHORT[lang], bold=True), Part(names))
    sheet.block(Part(words.QUESTIONS[lang], bold=True), *_first(story.facilitator_questions[:1], lang))
    for number, question in enumerate(story.facilitator_questions[1:], 2):
        sheet.block(Part(question[lang], indent=_NUMBER, mark=f"{number}."))


def _first(questions: Iterable[Both], lang: Lang) -> list[Part]:
    """Keep the first question with the line above it."""
    return [Part(question[lang], indent=_NUMBER, mark="1.") for question in questions]


def _add_help(sheet: Sheet, topics: Iterable[str], script: Script) -> None:
    lang = sheet.written_in
    sheet.heading(words.HELP[lang])
    sheet.block(Part(words.HELP_FIRST[lang]))
    for line in help_lines(topics, script, lang):
        parts = [Part(line.name, bold=True), Part(line.who_for, SMALL)]
        parts += [Part(way, indent=_NUMBER, mark="–") for way in line.ways]
        if line.regions:
            parts.append(Part(joined(line.regions), SMALL, indent=_NUMBER))
        checked = words.CHECKED_ON[lang].format(date=line.checked)
        parts.append(Part(f"{line.know} {checked}".strip(), SMALL))
        sheet.block(*parts)


def _add_link(sheet: Sheet, link: str) -> None:
    lang = sheet.written_in
    sheet.heading(words.SCAN[lang])
    sheet.block(Part(words.SCAN_HOW[lang]))
    sheet.put(qr.png(link), (_CODE, _CODE), f"{words.SCAN[lang]}{colon(lang)}{link}")
    sheet.block(Part(link))
