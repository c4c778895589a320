from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import results
from bot.core.disclosure import FEWEST, Found, rounded
from bot.core.game import BETS, Round, cards_of, shuffled
from bot.core.invitation import Invitation
from bot.core.results import MOST_MISSED, Row, Section, report
from bot.core.turn import LANGS, other
from tests.chat import stories
from tests.groups import CODE, THIS_WEEK, everything, suggested, without

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.core.results import Report
    from bot.core.script import Node, Scenario, Script
    from bot.core.turn import Lang

Scenes = dict[str, dict[str, int]]
#: Places in `suggested` of what is counted: all but the page of a logbook.
COUNTED: Final = (0, 1, 3, 4)
#: What a group may be told: multiples of five, and nothing below.
TOLD: Final = st.integers(1, 40).map(FEWEST.__mul__)


def found(suggestion: Invitation, scenes: Mapping[str, Mapping[str, int]]) -> Found:
    """Give a group as its secret opens it."""
    return Found(suggestion.payload(), scenes)


def one_story(script: Script) -> tuple[Scenario, Invitation]:
    """Give a story, and the invitation to it alone."""
    story = stories(script)[0]
    return story, Invitation(THIS_WEEK, "fr", (story.id,), group=CODE)


def sections(told: Report) -> Iterator[Section]:
    """Give every section of a report."""
    for chapter in told.chapters:
        yield from chapter.sections
    yield from told.asked


def words_of(told: Report) -> set[str]:
    """Give every label and title of a report."""
    found_words = {chapter.title for chapter in told.chapters}
    found_words |= {row.label for chapter in told.chapters for row in chapter.missed}
    for section in sections(told):
        found_words |= {section.title, *section.few, *(row.label for row in section.rows)}
    return found_words


def scene(story: Scenario) -> Node:
    """Give the first point of a story that has choices enough to leave some out."""
    return next(node for node in story.nodes.values() if len(node.choices) > 2)


# ---- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_every_answer_is_told_in_the_words_of_its_button(script: Script, lang: Lang) -> None:
    """Of a story every point, choice, ending and number is told, in the language of whoever asks."""
    story, suggestion = one_story(script)
    told = report(found(suggestion, everything(script, suggestion)), script, lang)
    (chapter,) = told.chapters
    endings, *points = chapter.sections

    assert (lang, story.title[lang], 10) == (told.lang, chapter.title, chapter.number)
    ends = [(node.lines[-1].words[lang], node.ending.outcome) for node in story.nodes.values() if node.ending]
    kinds = {outcome: script.say(f"outcome-{outcome}", lang) for _, outcome in ends}
    assert [
        Row(script.say("results-ending", lang, kind=kinds[outcome], words=words), 10, outcome)
        for words, outcome in ends
    ] == list(endings.rows)
    asked = [node for node in story.nodes.values() if node.choices]
    assert [script.say("results-scene", lang, words=node.lines[-1].words[lang]) for node in asked] == [
        section.title for section in points
    ]
    for node, section in zip(asked, points, strict=True):
        assert tuple(Row(choice.label[lang], 10) for choice in node.choices.values()) == section.rows
        assert () == section.few


@pytest.mark.parametrize("number", COUNTED)
def test_both_languages_tell_the_same(script: Script, number: int) -> None:
    """A report in French and one in English have the same numbers in the same order, and none of the other's words."""
    suggestion = suggested(script)[number]
    told = {lang: report(found(suggestion, everything(script, suggestion)), script, lang) for lang in LANGS}
    shape = {
        lang: [(len(each.rows), len(each.few), [row.number for row in each.rows]) for each in sections(told[lang])]
        for lang in LANGS
    }

    assert shape["fr"] == shape["en"]
    assert not told["fr"].empty
    for lang in LANGS:
        assert len(words_of(told[lang]) - words_of(told[other(lang)])) > len(words_of(told[lang])) / 2


def test_a_round_is_told_by_its_statements(script: Script) -> None:
    """Each card that was dealt is told by the side that lay up, in its turn, with the three bets; others are not."""
    suggestion = Invitation(THIS_WEEK, "fr", played=Round(7, 5), group=CODE)
    faces = shuffled(cards_of("", script), 7)
    first, second, undealt = faces[0], faces[1], faces[5]
    scenes: Scenes = {
        results.of_card(second.entry.id, flipped=second.flipped): {"depends": 10},
        results.of_card(first.entry.id, flipped=first.flipped): {"myth": 15, "reality": 5},
        results.of_card(first.entry.id, flipped=not first.flipped): {"myth": 35},
        results.of_card(undealt.entry.id, flipped=undealt.flipped): {"myth": 35},
    }
    told = report(found(suggestion, scenes), script, "en")
    (chapter,) = told.chapters
    bets = {bet: script.say(f"button-bet-{bet}", "en") for bet in BETS}
    titles = [script.say("results-card", "en", statement=face.statement["en"]) for face in (first, second)]

    assert (script.say("game-title", "en"), 20) == (chapter.title, chapter.number)
    assert chapter.sections == (
        Section(titles[0], (Row(bets["reality"], 5, "reality"), Row(bets["myth"], 15, "myth")), (bets["depends"],)),
        Section(titles[1], (Row(bets["depends"], 10, "depends"),), (bets["reality"], bets["myth"])),
    )


def test_a_round_of_a_theme_is_told_by_its_theme(script: Script) -> None:
    """The chapter of a round has the title of its theme."""
    theme = cards_of("", script)[0].theme
    suggestion = Invitation(THIS_WEEK, "fr", played=Round(7, 5), item=theme, group=CODE)

    for lang in LANGS:
        told = report(found(suggestion, everything(script, suggestion, 20)), script, lang)
        assert [script.themes[theme].title[lang]] == [chapter.title for chapter in told.chapters]


def test_of_a_page_nothing_is_told(script: Script) -> None:
    """What is done with a logbook is counted nowhere, and whatever was written of it is in no report."""
    suggestion = Invitation(THIS_WEEK, "fr", item="workshop-1", group=CODE)
    told = report(found(suggestion, {"page/workshop-1": {"": 15}, "begun/workshop-1": {"": 25}}), script, "fr")

    assert told.empty
    assert () == told.chapters


def test_what_was_asked_before_and_after_stands_side_by_side(script: Script) -> None:
    """The statement is told twice, before first, and only as often as it was answered by enough."""
    suggestion = suggested(script)[-1]
    before, after = (results.asked(suggestion.question, after=which) for which in (False, True))
    told = report(found(suggestion, {before: {"myth": 5}, after: {"reality": 20}}), script, "fr")
    alone = report(found(suggestion, {after: {"reality": 20}}), script, "fr")
    statement = script.entries[suggestion.question].statement["fr"]

    assert [script.say(key, "fr", statement=statement) for key in ("results-before", "results-after")] == [
        section.title for section in told.asked
    ]
    assert [(5, "myth"), (20, "reality")] == [(row.number, row.kind) for each in told.asked for row in each.rows]
    assert told.asked[1:] == alone.asked


# ---- what is left out -----------------------------------------------------------------------------------------------


def test_what_few_gave_is_told_without_a_number(script: Script) -> None:
    """Answers that fewer than five gave, and those nobody gave, are named together, in the order of their buttons."""
    story, suggestion = one_story(script)
    node = scene(story)
    first, second, *others = node.choices.values()
    scenes: Scenes = {
        results.begun(story.id): {"": 20},
        results.at_node(story.id, node.id): {second.id: 15},
    }
    (section,) = sections(report(found(suggestion, scenes), script, "fr"))

    assert (Row(second.label["fr"], 15),) == section.rows
    assert (first.label["fr"], *(choice.label["fr"] for choice in others)) == section.few


def test_a_removed_choice_is_left_out(script: Script) -> None:
    """A choice that is no longer in the story is told neither with its number nor among the few; a new one is few."""
    story, suggestion = one_story(script)
    node = scene(story)
    gone, *left = node.choices
    fewer = replace(node, choices={name: node.choices[name] for name in left})
    nodes = {**story.nodes, node.id: fewer}
    content = replace(script, scenarios={**script.scenarios, story.id: replace(story, nodes=nodes)})
    scenes: Scenes = {
        results.begun(story.id): {"": 40},
        results.at_node(story.id, node.id): {gone: 25, left[0]: 15},
    }
    (section,) = sections(report(found(suggestion, scenes), content, "fr"))

    assert [15] == [row.number for row in section.rows]
    assert node.choices[gone].label["fr"] not in words_of(report(found(suggestion, scenes), content, "fr"))

    scenes[results.at_node(story.id, node.id)] = {gone: 25}
    assert [] == list(sections(report(found(suggestion, scenes), content, "fr")))


def test_a_removed_node_is_left_out(script: Script) -> None:
    """A point and an ending that are no longer in the story are told nowhere, whatever was answered there."""
    story, suggestion = one_story(script)
    scenes: Scenes = {
        results.begun(story.id): {"": 40},
        results.at_node(story.id, "gone"): {"away": 25},
        results.at_end(story.id): {"gone": 25},
        "of another time": {"": 30},
    }
    told = report(found(suggestion, scenes), script, "fr")

    assert [40] == [chapter.number for chapter in told.chapters]
    assert [] == list(sections(told))


def test_a_removed_story_is_left_out(script: Script) -> None:
    """Of a series the stories that are still there are told in their order; once none is, there is nothing to tell."""
    suggestion = suggested(script)[3]
    scenes = everything(script, suggestion)
    first, second, third = suggestion.stories
    titles = [script.scenarios[name].title["fr"] for name in (first, third)]
    left = report(found(suggestion, scenes), without(script, second), "fr")

    assert titles == [chapter.title for chapter in left.chapters]
    assert () == report(found(suggestion, scenes), without(script, *suggestion.stories), "fr").chapters
    assert report(found(suggestion, scenes), without(script, *suggestion.stories), "fr").empty


def test_a_statement_that_is_no_card_any_more_is_left_out(script: Script) -> None:
    """What was asked before and after is told no more once it is a question; the stories are."""
    suggestion = suggested(script)[-1]
    entries = {**script.entries, suggestion.question: replace(script.entries[suggestion.question], card=None)}
    told = report(found(suggestion, everything(script, suggestion)), replace(script, entries=entries), "fr")

    assert () == told.asked
    assert len(suggestion.stories) == len(told.chapters)


def test_what_was_not_suggested_is_not_told(script: Script) -> None:
    """Marks of a story that the link does not name are in no report, whoever wrote them."""
    story, suggestion = one_story(script)
    stranger = stories(script)[5]
    scenes = {**everything(script, Invitation(THIS_WEEK, "fr", (stranger.id,))), results.begun(story.id): {"": 5}}
    told = report(found(suggestion, scenes), script, "fr")

    assert [story.title["fr"]] == [chapter.title for chapter in told.chapters]
    assert [] == list(sections(told))


# ---- signs ----------------------------------------------------------------------------------------------------------


def test_the_signs_most_went_past_are_named(script: Script) -> None:
    """Where a group went along, the signs that were there are named, with how many went along, most first."""
    story, suggestion = one_story(script)
    node, choice = next(
        (node, choice)
        for node in story.nodes.values()
        for choice in node.choices.values()
        if choice.goes_along and (node.seen | choice.seen)
    )
    there = [sign.name["fr"] for bit, sign in enumerate(story.signs) if (node.seen | choice.seen) >> bit & 1]
    resisted = next(each for each in node.choices.values() if not each.goes_along)
    scenes: Scenes = {
        results.begun(story.id): {"": 40},
        results.at_node(story.id, node.id): {choice.id: 25, resisted.id: 15},
    }
    told = report(found(suggestion, scenes), script, "fr")

    assert [(name, 25) for name in there[:MOST_MISSED]] == [(row.label, row.number) for row in told.chapters[0].missed]
    scenes[results.at_node(story.id, node.id)] = {resisted.id: 15}
    assert () == report(found(suggestion, scenes), script, "fr").chapters[0].missed


@pytest.mark.parametrize("lang", LANGS)
def test_of_every_story_signs_are_told_in_the_order_of_their_weight(script: Script, lang: Lang) -> None:
    """In every story of the shipped content the signs named are its own, three at most, the heaviest first."""
    for story in stories(script):
        suggestion = Invitation(THIS_WEEK, "fr", (story.id,), group=CODE)
        missed = report(found(suggestion, everything(script, suggestion)), script, lang).chapters[0].missed
        numbers = [row.number for row in missed]
        assert {row.label for row in missed} <= {sign.name[lang] for sign in story.signs}
        assert len(missed) <= MOST_MISSED
        assert sorted(numbers, reverse=True) == numbers
        assert all(numbers)


# ---- numbers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", COUNTED)
def test_a_group_that_did_nothing_yet_has_an_empty_report(script: Script, number: int) -> None:
    """Before five began, nothing is told but what was suggested, whatever kind it is."""
    suggestion = suggested(script)[number]
    for lang in LANGS:
        told = report(found(suggestion, {}), script, lang)
        assert told.empty
        assert {0} == {chapter.number for chapter in told.chapters}
        assert [] == list(sections(told))
        assert not report(found(suggestion, everything(script, suggestion)), script, lang).empty


def test_what_fewer_than_five_began_is_not_told(script: Script) -> None:
    """While few began a story, none of its points is told: who could tell them apart sees an empty chapter."""
    story, suggestion = one_story(script)
    scenes = {name: told for name, told in everything(script, suggestion).items() if name != results.begun(story.id)}

    assert report(found(suggestion, scenes), script, "fr").empty


@given(data=st.data(), number=st.sampled_from(COUNTED))
@settings(max_examples=60)
def test_no_number_is_told_that_may_not_be(data: st.DataObject, number: int, content: Callable[[], Script]) -> None:
    """Every number of a report is one that may be told, or the sum of some: nothing finer can be reckoned from it."""
    script = content()
    suggestion = suggested(script)[number]
    whole = everything(script, suggestion)
    names = data.draw(st.lists(st.sampled_from(sorted(whole)), unique=True))
    scenes = {
        name: {choice: data.draw(TOLD) for choice in whole[name] if data.draw(st.booleans())}
        for name in (*names, *(each for each in whole if each.startswith("begun/")))
    }
    may_be_told = {told for answers in scenes.values() for told in answers.values()}
    told = report(found(suggestion, scenes), script, data.draw(st.sampled_from(LANGS)))

    assert {row.number for section in sections(told) for row in section.rows} <= may_be_told
    for chapter in told.chapters:
        sums = {sum(row.number for row in section.rows) for section in chapter.sections}
        assert not chapter.number or chapter.number in may_be_told | sums
        assert all(row.number and row.number == rounded(row.number) for row in chapter.missed)
        assert all(section.rows for section in chapter.sections)
    for section in sections(told):
        assert len(section.rows) + len(section.few) == len({*section.few, *(row.label for row in section.rows)})


def test_a_payload_that_is_none_tells_nothing(script: Script) -> None:
    """A group whose link can no longer be read has an empty report, and no error."""
    for payload in ("", "i_", "r_AbCd"):
        assert report(Found(payload, {}), script, "fr").empty
