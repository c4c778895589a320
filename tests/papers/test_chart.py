from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import pytest

from bot.content.map.measure import width
from bot.core.disclosure import FEWEST, Found
from bot.core.game import BETS
from bot.core.invitation import FIRST_WEEK, MOST_STORIES, Invitation
from bot.core.results import Chapter, Report, Row, Section, at_end, at_node, begun, report
from bot.core.turn import LANGS, Lang
from bot.papers import chart, chart_words
from bot.papers.chart_blocks import drawn
from bot.papers.chart_looks import LOOKS, look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.script import Scenario, Script

NS: Final = "{http://www.w3.org/2000/svg}"
#: What Telegram takes as a photo. https://core.telegram.org/bots/api#sendphoto
MOST_BYTES: Final = 10 * 2**20
MOST_RATIO: Final = 20


def whole(story: Scenario) -> dict[str, dict[str, int]]:
    """Give every scene of a story with every choice shown: the most there can be to tell."""
    scenes = {
        begun(story.id): {"": 95},
        at_end(story.id): {node.id: 15 for node in story.nodes.values() if node.ending},
    }
    for node in story.nodes.values():
        if node.choices:
            scenes[at_node(story.id, node.id)] = {name: 5 * place for place, name in enumerate(node.choices, 3)}
    return scenes


def largest(script: Script, lang: Lang) -> Report:
    """Tell a series of the stories with the most choices, everything shown."""
    stories = sorted(
        (story for story in script.scenarios.values() if story.workshop),
        key=lambda story: sum(len(node.choices) for node in story.nodes.values()),
    )[-MOST_STORIES:]
    payload = Invitation(FIRST_WEEK, stories=tuple(story.id for story in stories)).payload()
    scenes = {name: told for story in stories for name, told in whole(story).items()}
    return report(Found(payload, scenes), script, lang)


def small(lang: Lang = "fr") -> Report:
    """Tell a bit of everything, in words that are there once."""
    bets = tuple(Row(f"bet {bet}", number, bet) for bet, number in zip(BETS, (5, 15, 10), strict=True))
    chapter = Chapter(
        "A story < & >",
        25,
        (
            Section("", (Row("It went well", 15, "safe"), Row("It stays open", 10, "open")), ("It went otherwise",)),
            Section("Come with me!", (Row("No & no", 20, "resists"), Row("Maybe", 5, "hesitates")), ("Yes", "I'm out")),
        ),
        (Row("Too good an offer", 35), Row("A secret", 10)),
    )
    return Report(lang, (chapter, Chapter("Nobody played this", 0)), (Section("Before", bets), Section("After", bets)))


def words_of(told: Report) -> Iterator[str]:
    """Give every word of a report that must be seen."""
    for chapter in told.chapters:
        yield chapter.title
        yield from (row.label for row in chapter.missed)
    for section in (*told.asked, *(section for chapter in told.chapters for section in chapter.sections)):
        yield section.title
        yield from (row.label for row in section.rows)
        yield from section.few


def numbers_of(told: Report) -> set[int]:
    """Give every number of a report."""
    sections = [*told.asked, *(section for chapter in told.chapters for section in chapter.sections)]
    rows = [*(row for section in sections for row in section.rows), *(r for each in told.chapters for r in each.missed)]
    return {FEWEST, *(row.number for row in rows), *(chapter.number for chapter in told.chapters if chapter.number)}


def texts(picture: str) -> list[ET.Element]:
    """Find the lines of text in a picture."""
    return list(ET.fromstring(picture).iter(f"{NS}text"))


def read(picture: str) -> str:
    """Read a picture from its first line to its last."""
    return " ".join(element.text or "" for element in texts(picture))


def box(element: ET.Element) -> tuple[float, float, float, float]:
    """Give left, top, right, bottom of a line of text or a bar, by the widths of Roboto."""
    x, y = float(element.get("x", "0")), float(element.get("y", "0"))
    if element.tag != f"{NS}text":
        return x, y, x + float(element.get("width", "0")), y + float(element.get("height", "0"))
    size = float(element.get("font-size", "0"))
    bold = element.get("font-weight") == "bold"
    wide = float(element.get("textLength") or width(element.text or "", size, bold=bold))
    return x, y - size * 0.75, x + wide, y + size * 0.22


def solid(picture: str) -> list[ET.Element]:
    """Find what must not lie on each other: lines of text and bars. A card has an edge, a bar has none."""
    bars = [each for each in ET.fromstring(picture).iter(f"{NS}rect") if each.get("rx") and not each.get("stroke")]
    return [*texts(picture), *bars]


def size(png: bytes) -> tuple[int, int]:
    """Read width and height of a PNG."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


@pytest.mark.parametrize("lang", LANGS)
def test_every_label_is_there_whole(script: Script, lang: Lang) -> None:
    """Whatever a report tells can be read in the picture, to its last letter."""
    for told in (small(lang), largest(script, lang)):
        seen = read(chart.svg(told))

        assert [] == [said for said in words_of(told) if drawn(said) not in seen]


@pytest.mark.parametrize("lang", LANGS)
def test_no_number_is_made_up(script: Script, lang: Lang) -> None:
    """Each number in the picture is one of the report, or stands in its words; no sum and no share is told."""
    for told in (small(lang), largest(script, lang)):
        said = " ".join(words_of(told))
        seen = {int(number) for number in re.findall(r"\d+", read(chart.svg(told))) if number not in said}

        assert seen <= numbers_of(told)
        assert numbers_of(told) - {FEWEST} <= seen


def test_a_number_is_told_as_what_it_is() -> None:
    """Behind each bar stands that its number is rounded."""
    seen = read(chart.svg(small("fr")))

    assert seen.count("environ 20") == 1
    assert "Joué environ 25 fois" in seen
    assert "environ 35 fois" in seen


def test_answers_of_few_have_no_number() -> None:
    """They stand together, behind words that tell how few, without a bar."""
    picture = chart.svg(replace(small("en"), chapters=small().chapters[:1], asked=()))
    seen = read(picture)

    assert "Too few to be shown, or nobody Yes I'm out" in seen
    assert 6 == len(re.findall(r'rx="3"', picture))


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_lies_outside_or_on_something_else(script: Script, lang: Lang) -> None:
    """Every line and every bar is inside the picture, and no two of them touch."""
    for told in (small(lang), largest(script, lang)):
        picture = chart.svg(told)
        root = ET.fromstring(picture)
        wide, high = float(root.get("width", "0")), float(root.get("height", "0"))
        boxes = [box(element) for element in solid(picture)]

        assert [] == [each for each in boxes if each[0] < 0 or each[1] < 0 or each[2] > wide or each[3] > high]
        assert [] == [
            (one, two)
            for one, two in combinations(boxes, 2)
            if min(one[2], two[2]) - max(one[0], two[0]) > 0.1 and min(one[3], two[3]) - max(one[1], two[1]) > 0.1
        ]


def test_words_as_long_as_can_be_are_wrapped() -> None:
    """A title without a space, and one of three hundred letters, stay on their cards."""
    told = Report("fr", (Chapter("m" * 300, 5, (Section("w" * 300, (Row("M" * 300, 5, "resists"),), ("W" * 300,)),)),))
    picture = chart.svg(told)
    wide = float(ET.fromstring(picture).get("width", "0"))

    assert max(box(element)[2] for element in texts(picture)) <= wide - chart.MARGIN
    assert "m" * 300 in read(picture).replace(" ", "")


@pytest.mark.parametrize("lang", LANGS)
def test_telegram_takes_the_largest(script: Script, lang: Lang) -> None:
    """Three whole stories with every choice shown are one photo, within what Telegram allows."""
    told = largest(script, lang)
    made = chart.png(told)
    wide, high = size(made)

    assert (MOST_STORIES, b"\x89PNG") == (len(told.chapters), made[:4])
    assert wide + high <= 10_000
    assert max(wide / high, high / wide) < 1.5 < MOST_RATIO
    assert len(made) < MOST_BYTES


def test_a_short_report_is_as_wide_as_a_phone() -> None:
    """What fits on little more than a screen is one column, so that nobody has to bring it nearer."""
    chapter = Chapter("A story", 25, small().chapters[0].sections)
    root = ET.fromstring(chart.svg(Report("fr", (chapter,))))

    assert "400" == root.get("width")


def test_a_report_beyond_all_measure_is_drawn_smaller() -> None:
    """A report that no content gives is still one that Telegram takes."""
    chapter = replace(small().chapters[0], sections=small().chapters[0].sections * 60)
    wide, high = size(chart.png(Report("fr", (chapter,))))

    assert wide + high <= 10_000


def test_what_waits_says_so() -> None:
    """A chapter that fewer than five began has no figures, and tells when there will be some."""
    for lang in LANGS:
        seen = read(chart.svg(Report(lang, (Chapter("Nobody", 0),))))

        assert drawn(chart_words.WAITING[lang]) in seen
        assert {str(FEWEST)} == set(re.findall(r"\d+", seen))


def test_no_colour_stands_alone() -> None:
    """Each kind of answer has a mark of its own beside its colour."""
    picture = chart.svg(small("en"))

    assert len(LOOKS) == len({seen.mark for seen in LOOKS.values()})
    assert set(BETS) <= LOOKS.keys()
    assert all(f'd="{look(kind).mark}"' in picture for kind in ("safe", "open", *BETS))


def test_an_unknown_kind_is_drawn_plainly() -> None:
    """A kind that a later version of the core brings does not break the picture."""
    assert look("") == look("something new")


def test_emoji_are_left_out() -> None:
    """The letters of the picture have none: it looks the same on every machine."""
    assert "Pile\xa0: mythe" == drawn("🌀 Pile : mythe")
    assert "20 °C, ©" == drawn("20 °C, © 👩‍🦰")
    assert "👍🏽" == drawn("👍🏽")


def test_text_is_only_ever_text() -> None:
    """No label can become markup."""
    assert "A story < & >" in read(chart.svg(small()))
