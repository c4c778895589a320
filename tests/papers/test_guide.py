from __future__ import annotations

import functools
import io
import logging
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
import pypdfium2
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from bot.core.script import Both, Script
from bot.core.turn import LANGS, Guide, Lang
from bot.papers import guide, words
from bot.papers.guide import pdf
from bot.papers.letters import printable
from bot.papers.sheet import BODY, BOTTOM, MAP_SIDE, SIDE, TOP, Part, Sheet
from tests.chat import stories
from tests.papers.scanned import decoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TODAY: Final = date(2026, 12, 1)
LINK: Final = "https://t.me/pile_ou_face_bot?start=i_fk31Ab3dX9qErT5wZ0y8-LqQ7xn"
#: Stories of the slow checks: a map in one column, one in two, and one with the most help lines.
FEW: Final = ("model-wanted", "ambassador", "telling-someone")
#: A letter may reach over its place by a hair.
HAIR: Final = 1.5


def bare(text: str) -> str:
    """Take the spaces and line ends out of a text, and the mark that stands for a broken word."""
    return "".join(text.replace("\ufffe", "-").split()).replace("\xa0", "")


class Read:
    """A PDF as it is read back, with what was complained of while it was made."""

    def __init__(self, asked: Guide, script: Script) -> None:
        complaints = _Complaints()
        logging.getLogger("fpdf").addHandler(complaints)
        try:
            self.data = pdf(asked, script, TODAY)
        finally:
            logging.getLogger("fpdf").removeHandler(complaints)
        self.complaints = complaints.said
        self.document = pypdfium2.PdfDocument(self.data)
        self.pages = [bare(page.get_textpage().get_text_bounded()) for page in self.document]
        self.text = "".join(self.pages)

    def holds(self, *texts: str) -> bool:
        """Say whether all these texts are printed."""
        missing = [text for text in texts if bare(printable(text)) not in self.text]
        assert not missing, missing
        return not missing

    def images(self) -> Iterator[int]:
        """Give the numbers of the pages that show a picture as wide as half the page."""
        for number, page in enumerate(self.document):
            for each in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]):
                left, _, right, _ = each.get_bounds()
                if right - left > page.get_width() / 2:
                    yield number


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@functools.cache
def _read(asked: Guide, script: _Kept) -> Read:
    return Read(asked, script.content)


class _Kept:
    """The content, as something that can be a key."""

    def __init__(self, content: Script) -> None:
        self.content = content


@pytest.fixture(scope="module", name="kept")
def _keep(content: Script) -> _Kept:
    return _Kept(content)


def of_help(topics: Iterable[str], content: Script, lang: Lang) -> list[str]:
    """List what must be printed of some help menus: names, numbers, addresses, days."""
    found = []
    for topic in topics:
        for resource in content.menus[topic].order:
            found += [resource.name[lang], words.CHECKED_ON[lang].format(date=resource.checked_on.isoformat())]
            for way in resource.ways:
                found += [way.where[lang], way.keyword[lang] if way.keyword else ""]
            found += [each.number for each in resource.regional]
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_the_guide_to_a_story_says_all_of_it(
    content: Script, kept: _Kept, lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every story has a guide with its title, note, signs, questions, sentences and help lines, and no letter lacks."""
    few = {name: _read(Guide(lang, name, link=LINK), kept) for name in FEW}
    # Drawing a map takes most of the time, and says nothing of what is looked at here.
    monkeypatch.setattr(guide, "add_map", lambda *_: None)
    for story in stories(content):
        read = few.get(story.id) or Read(Guide(lang, story.id), content)
        workshop = content.workshops[story.workshop]

        assert [] == read.complaints
        assert read.holds(story.title[lang], workshop.title[lang], workshop.aim[lang])
        assert read.holds(story.content_note[lang], story.summary[lang], f"{story.minutes} minutes")
        assert read.holds(*(text[lang] for sign in story.signs for text in (sign.name, sign.why)))
        assert read.holds(*(text[lang] for text in (*story.facilitator_questions, *story.sentences)))
        assert read.holds(
            *(text[lang] for page in (*content.guide, *workshop.guide) for text in (page.title, page.text))
        )
        assert read.holds(*(node.lines[0].words[lang] for node in story.nodes.values() if node.ending))
        assert read.holds(*of_help(story.help, content, lang))


@pytest.mark.parametrize("lang", LANGS)
def test_the_guide_to_a_workshop_says_all_of_it(content: Script, kept: _Kept, lang: Lang) -> None:
    """Every workshop has a guide with its pages, its stories with their questions, its logbook page and help lines."""
    for workshop in content.workshops.values():
        read = _read(Guide(lang, workshop=workshop.number), kept)
        own = [story for story in stories(content) if story.workshop == workshop.number]
        (page,) = (page for page in content.logbook.pages.values() if page.workshop == workshop.number)

        assert [] == read.complaints
        assert own
        assert read.holds(workshop.title[lang], workshop.aim[lang], page.title[lang])
        assert read.holds(
            *(text[lang] for each in (*workshop.guide, *content.guide) for text in (each.title, each.text))
        )
        for story in own:
            assert read.holds(story.title[lang], story.summary[lang], story.content_note[lang])
            assert read.holds(f"{story.minutes} minutes", *(sign.name[lang] for sign in story.signs))
            assert read.holds(*(question[lang] for question in story.facilitator_questions))
            assert read.holds(*of_help(story.help, content, lang))


@pytest.mark.parametrize(
    ("lang", "disclosure", "duty"),
    [
        ("fr", "Si une personne se confie", "L'obligation de signaler"),
        ("en", "If someone tells you something", "The duty to report"),
    ],
)
def test_what_to_do_when_somebody_tells_is_in_every_guide(kept: _Kept, lang: Lang, disclosure: str, duty: str) -> None:
    """The guide to a story and that to a workshop both say how to answer a disclosure, and what must be reported."""
    for asked in (Guide(lang, FEW[0], link=LINK), Guide(lang, workshop=5)):
        assert _read(asked, kept).holds(disclosure, duty)


@pytest.mark.parametrize(("lang", "unsure"), [("fr", "(à vérifier)"), ("en", "(to be checked)")])
def test_what_is_not_certain_is_said_to_be_so(content: Script, kept: _Kept, lang: Lang, unsure: str) -> None:
    """Each way and each regional number that nobody confirmed is printed as to be checked, as often as there are."""
    story = content.scenarios[FEW[0]]
    lines = {resource.id: resource for topic in story.help for resource in content.menus[topic].order}.values()
    expected = sum(each.verify for line in lines for each in line.ways)
    expected += sum(each.verify for line in lines for each in line.regional)

    assert 0 < expected == _read(Guide(lang, story.id, link=LINK), kept).text.count(bare(unsure))


@pytest.mark.parametrize("lang", LANGS)
def test_the_code_on_paper_is_the_link(kept: _Kept, lang: Lang) -> None:
    """A camera reads the code of a printed page as the link that is printed below it; without a link there is none."""
    read = _read(Guide(lang, FEW[0], link=LINK), kept)
    (number,) = (number for number, text in enumerate(read.pages) if bare(LINK) in text)
    without = _read(Guide(lang, FEW[0]), kept)

    assert LINK == decoded(_png(read.document[number], 2))
    assert bare(words.SCAN[lang]) in read.text
    assert bare(words.SCAN[lang]) not in without.text


def _png(page: pypdfium2.PdfPage, scale: float) -> bytes:
    file = io.BytesIO()
    page.render(scale=scale).to_pil().save(file, "png")
    return file.getvalue()


@pytest.mark.parametrize("name", FEW)
def test_nothing_stands_outside_the_margins(kept: _Kept, name: str) -> None:
    """No letter of a guide leaves the margins of its page, and none but header and footer stands beside the text."""
    for asked in (Guide("fr", name, link=LINK), Guide("en", workshop=6)):
        for page in _read(asked, kept).document:
            side = MAP_SIDE if bare(words.MAP[asked.lang]) in bare(page.get_textpage().get_text_bounded()) else SIDE
            text = page.get_textpage()
            for place in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(place)

                assert side - HAIR <= left <= right <= page.get_width() - side + HAIR
                assert 20 <= bottom <= top <= page.get_height() - 20


@pytest.mark.parametrize("name", FEW)
def test_the_map_fills_pages_of_its_own(kept: _Kept, name: str) -> None:
    """The map of a story is the last part of its guide: every page of it has its heading and a picture with ink."""
    read = _read(Guide("fr", name, link=LINK), kept)
    maps = sorted(set(read.images()))

    assert maps == [number for number, text in enumerate(read.pages) if bare(words.MAP["fr"]) in text]
    assert maps == list(range(len(read.pages) - len(maps), len(read.pages)))
    for part, number in enumerate(maps, 1):
        page = read.document[number]
        pixels = np.asarray(page.render(scale=1).to_pil().convert("L"))

        assert bare(words.MAP_PART["fr"].format(part=part, parts=len(maps))) in read.pages[number]
        # Dark letters and lines all over the picture.
        assert (pixels[110:-90] < 90).mean() > 0.005


def test_every_page_says_what_it_is(kept: _Kept) -> None:
    """Each page has the name of the document, its number of all, the day it was made, and what it is not."""
    for asked in (Guide("fr", FEW[0], link=LINK), Guide("en", workshop=5)):
        read = _read(asked, kept)
        assert len(read.pages) > 3
        for number, text in enumerate(read.pages, 1):
            page = words.PAGE[asked.lang].format(page=number, pages=len(read.pages))
            made = words.MADE_ON[asked.lang].format(date="2026-12-01")
            for each in (words.GUIDE[asked.lang], page, made, words.NOT_OFFICIAL[asked.lang]):
                assert bare(each) in text


def test_a_heading_is_never_left_alone(content: Script, kept: _Kept) -> None:
    """On no page of a guide is the last line above the footer a heading."""
    headings = {page.title[lang] for lang in LANGS for page in content.guide}
    headings |= {page.title[lang] for lang in LANGS for shop in content.workshops.values() for page in shop.guide}
    labels = (words.SIGNS, words.QUESTIONS, words.SENTENCES, words.ENDINGS, words.HELP, words.SCAN, words.LOGBOOK)
    known = {bare(printable(each)) for each in (*headings, *(label[lang] for label in labels for lang in LANGS))}
    for lang in LANGS:
        for asked in (*(Guide(lang, name, link=LINK) for name in FEW), *(Guide(lang, workshop=n) for n in range(1, 7))):
            read = _read(asked, kept)
            for page in read.document:
                text = page.get_textpage().get_text_bounded(bottom=BOTTOM, top=page.get_height() - TOP + 4)
                lines = [line for line in text.splitlines() if line.strip()]

                assert not lines or bare(lines[-1]) not in known


def test_the_document_knows_its_title_and_language(kept: _Kept) -> None:
    """The PDF itself says its title, its language with the country, and the day; headings are its bookmarks."""
    for asked, tag in ((Guide("fr", FEW[0], link=LINK), "fr-CA"), (Guide("en", workshop=5), "en-CA")):
        read = _read(asked, kept)
        told = read.document.get_metadata_dict()

        assert told["Title"].startswith(words.GUIDE[asked.lang])
        assert told["CreationDate"].startswith("D:20261201")
        assert f"/Lang ({tag})".encode() in read.data
        assert words.HELP[asked.lang] in [each.get_title() for each in read.document.get_toc()]


def test_the_same_guide_is_the_same_bytes(content: Script, kept: _Kept) -> None:
    """Nothing of a clock or of chance is in a guide; another day is another guide."""
    asked = Guide("fr", workshop=2)

    assert _read(asked, kept).data == pdf(asked, content, TODAY)
    assert _read(asked, kept).data != pdf(asked, content, date(2026, 12, 2))
    assert pdf(Guide("en", FEW[0]), content, TODAY) == pdf(Guide("en", FEW[0]), content, TODAY)


def test_emoji_leave_no_gap(content: Script) -> None:
    """A story whose every text holds an emoji is printed without one, and without a letter that lacks."""
    story = content.scenarios[FEW[0]]
    funny = replace(
        story,
        title=Both("Titre 🎉 ici", "Title 🎉 here"),
        summary=Both("🪙 Résumé ❤️.", "🪙 Summary ❤️."),
        nodes={
            name: replace(
                node, lines=tuple(replace(line, words=Both(f"{line.words.fr} 😬", "Hey 😬")) for line in node.lines)
            )
            for name, node in story.nodes.items()
        },
    )
    read = Read(Guide("en", FEW[0]), replace(content, scenarios={**content.scenarios, FEW[0]: funny}))

    assert [] == read.complaints
    assert read.holds("Title here", "Summary.")


def test_a_letter_that_lacks_would_be_noticed(content: Script) -> None:
    """The check for missing letters is worth its name: fpdf2 complains of one that was not taken out."""
    assert content
    complaints = _Complaints()
    logging.getLogger("fpdf").addHandler(complaints)
    try:
        sheet = Sheet("Name", "en", TODAY)
        sheet.set_font("Roboto", "", BODY)
        sheet.cell(text="🎉")
        sheet.output()
    finally:
        logging.getLogger("fpdf").removeHandler(complaints)

    assert ["missing" in said for said in complaints.said] == [True]


def test_a_block_goes_to_the_next_page_whole_with_its_headings() -> None:
    """Wherever a heading falls, it stands on the page of the block below it, and the block is on one page."""
    for before in range(26, 46):
        sheet = Sheet("Name", "en", TODAY)
        for line in range(before):
            sheet.block(Part(f"Line {line}", 6))
        sheet.heading("A first heading")
        sheet.heading("A second heading", 1)
        sheet.block(*(Part(f"Words {word} of one block.") for word in range(8)), boxed=True)
        pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(bytes(sheet.output()))]

        assert 1 == sum("heading" in page or "of one block" in page for page in pages)
        assert 1 == sum("Words 7 of one block." in page for page in pages)


def test_what_is_not_in_the_content_has_no_guide(content: Script) -> None:
    """A story and a workshop that do not exist are errors."""
    for asked in (Guide("fr", "no-such-story"), Guide("fr", workshop=9)):
        with pytest.raises(LookupError):
            pdf(asked, content, TODAY)
