from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.adapters.board.told import help_line, told
from bot.core.disclosure import Found
from bot.core.help import ANYONE, State, offer
from bot.core.turn import LANGS
from tests.adapters.board.boards import STORY, answered, new_group, played
from tests.chat import NIGHT, NOON
from tests.groups import everything, suggested

if TYPE_CHECKING:
    from bot.core.script import Script
    from bot.core.turn import Lang


def test_it_is_one_line(content: Script) -> None:
    """A stream of events ends a field at the end of a line: none is in what is told."""
    assert 1 == len(told(played(content, new_group()), content, NOON).split("\n"))


def test_both_languages_tell_the_same(content: Script) -> None:
    """Numbers and kinds are the same in both, words are of each language; the page can switch between them."""
    entry = next(entry.id for entry in content.entries.values() if entry.card)
    both = json.loads(told(answered(played(content, new_group(question=entry)), entry), content, NOON))
    fr, en = both["fr"], both["en"]

    assert content.scenarios[STORY].title.fr == fr["chapters"][0]["title"]
    assert content.scenarios[STORY].title.en == en["chapters"][0]["title"]
    assert 2 == len(fr["asked"]) == len(en["asked"])
    for one, two in zip(fr["chapters"][0]["sections"], en["chapters"][0]["sections"], strict=True):
        assert one["rows"] != two["rows"]
        assert [(row["number"], row["kind"]) for row in one["rows"]] == [(r["number"], r["kind"]) for r in two["rows"]]
        assert len(one["few"]) == len(two["few"])


def test_a_group_that_has_not_played_has_no_number(content: Script) -> None:
    """Until five have played, what is told says so, and holds no figure that grows."""
    for lang, results in json.loads(told(new_group(), content, NOON)).items():
        assert (lang, True, []) == (results["lang"], results["empty"], results["asked"])
        assert [(0, [], [])] == [(each["number"], each["sections"], each["missed"]) for each in results["chapters"]]


def test_a_line_that_is_open_is_always_told(content: Script) -> None:
    """By day and by night, somebody can be reached, and it is said how: a line that sleeps at night is told by day."""
    menu = content.menus[ANYONE]
    listening = [each for each in content.resources.values() if each.listens]
    open_at = {now: [each.id for each in listening if offer(each, now).state is State.OPEN] for now in (NOON, NIGHT)}
    sleeps = next(each for each in listening if each.id in open_at[NOON] and each.id not in open_at[NIGHT])
    script = replace(content, menus={**content.menus, ANYONE: replace(menu, order=(sleeps, *menu.order))})
    by_day, by_night = (json.loads(told(new_group(), script, now)) for now in (NOON, NIGHT))

    for lang in LANGS:
        assert sleeps.name[lang] in by_day[lang]["help"]
        assert sleeps.name[lang] not in by_night[lang]["help"]
        assert any(char.isdigit() for char in by_night[lang]["help"])


def test_the_class_is_not_told_which_answers_go_along(script: Script) -> None:
    """What resists, hesitates or goes along is marked nowhere on the board; how a story ended is."""
    largest = suggested(script)[3]
    both = json.loads(told(Found(largest.payload(), everything(script, largest)), script, NOON))
    kinds = {row["kind"] for chapter in both["fr"]["chapters"] for each in chapter["sections"] for row in each["rows"]}

    assert {"", "safe", "open", "caught"} == kinds


@pytest.mark.parametrize("lang", LANGS)
def test_the_help_line_begins_with_a_letter(script: Script, lang: Lang) -> None:
    """No box stands before the name on a computer without emoji."""
    assert help_line(script, lang, NOON)[0].isalnum()
