from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Final

import pytest

from bot.core.turn import LANGS, Lang, Projector
from bot.papers import words
from bot.papers.projector import html
from tests.papers.hostile import HOSTILE, hostile

if TYPE_CHECKING:
    from bot.core.script import Script

STORY: Final = "model-wanted"


class Elements(HTMLParser):
    """The elements of a page, and what stands in those without markup."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.opened: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, str] = {}
        self._at = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.opened.append((tag, dict(attrs)))
        self._at = f"{tag}#{dict(attrs).get('id', '')}"

    def handle_endtag(self, tag: str) -> None:
        """Note that an element ends."""
        assert tag
        self._at = ""

    def handle_data(self, data: str) -> None:
        """Note what stands in the last one."""
        self.inside[self._at] = self.inside.get(self._at, "") + data

    @property
    def story(self) -> dict[str, Any]:
        """The data of the story."""
        found: dict[str, Any] = json.loads(self.inside["script#story"])
        return found


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_holds_its_story_in_both_languages(content: Script, lang: Lang) -> None:
    """The page of every story has all of its scenes, choices and endings, in French and in English."""
    for story in content.scenarios.values():
        told = Elements(html(Projector(lang, story.id), content)).story

        assert set(story.nodes) == set(told["nodes"])
        for name, node in story.nodes.items():
            there = told["nodes"][name]
            assert [line.words[each] for line in node.lines for each in LANGS] == [
                line["words"][each] for line in there["lines"] for each in LANGS
            ]
            assert [choice.label.en for choice in node.choices.values()] == [
                choice["label"]["en"] for choice in there["choices"]
            ]
            assert (node.ending is None) == (there["debrief"] is None)
        assert story.content_note.fr == told["note"]["fr"]
        assert [sign.name.en for sign in story.signs] == [sign["en"] for sign in told["signs"]]


def test_no_choice_is_good_or_bad(content: Script) -> None:
    """Nothing in the page tells which choice resists, what typed words do, or how an ending counts."""
    for story in content.scenarios.values():
        told = Elements(html(Projector("fr", story.id), content)).story
        keys = {key for node in told["nodes"].values() for key in node}
        keys |= {key for node in told["nodes"].values() for choice in node["choices"] for key in choice}

        assert {"lines", "seen", "choices", "debrief", "label", "feedback", "to"} == keys


def test_the_policy_lets_in_what_the_page_holds_and_nothing_else(content: Script) -> None:
    """The policy names the digests of the page's own style and script, and forbids all else."""
    page = html(Projector("fr", STORY), content)
    elements = Elements(page)
    (policy,) = (
        attributes["content"] or ""
        for tag, attributes in elements.opened
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    digests = [
        base64.b64encode(hashlib.sha256(elements.inside[name].encode()).digest()).decode()
        for name in ("script#", "style#")
    ]

    assert (
        f"default-src 'none'; script-src 'sha256-{digests[0]}'; style-src 'sha256-{digests[1]}'; base-uri 'none'; "
        "form-action 'none'"
    ) == policy
    assert not [tag for tag, attributes in elements.opened if {"src", "href", "style", "onclick"} & set(attributes)]
    assert not re.findall(r"fetch|XMLHttp|WebSocket|localStorage|sessionStorage|cookie|innerHTML", page)


def test_hostile_texts_are_data(content: Script) -> None:
    """A text that would end the script, begin an element or fill a place of the page stays a text of the story."""
    calm = Elements(html(Projector("fr", STORY), content))
    page = html(Projector("fr", STORY), hostile(content, STORY))
    elements = Elements(page)
    node = elements.story["nodes"][content.scenarios[STORY].start]

    assert [tag for tag, _ in calm.opened] == [tag for tag, _ in elements.opened]
    assert HOSTILE == node["lines"][0]["words"]["fr"] == node["choices"][0]["label"]["en"]
    assert HOSTILE == elements.inside["title#"]
    assert not re.search("[\u2028\u2029<>&]", elements.inside["script#story"])


@pytest.mark.parametrize("lang", LANGS)
def test_somebody_to_talk_to_is_on_every_step(content: Script, lang: Lang) -> None:
    """The bar names a line that listens day and night and is certain, and whom to call when it is urgent."""
    for story in content.scenarios.values():
        told = Elements(html(Projector(lang, story.id), content)).story
        listening, *urgent = told["bar"][lang]
        (line,) = (each for each in content.resources.values() if listening.startswith(each.name[lang]))

        assert line.listens
        assert any(
            way.always and not way.verify and way.where[lang] in listening.replace("\xa0", " ") for way in line.ways
        )
        assert any("911" in each for each in (listening, *urgent))


def test_help_lines_have_numbers_and_days(content: Script) -> None:
    """Each help line of a page has a number of the content and the day on which it was checked."""
    story = content.scenarios[STORY]
    known = {each.name.fr: each for topic in story.help for each in content.menus[topic].order}
    told = Elements(html(Projector("fr", STORY), content)).story["help"]["fr"]

    assert len(told) > 2
    for line in told:
        resource = known[line["name"]]
        numbers = [way.where.fr for way in resource.ways if way.kind in ("text", "phone")]
        assert resource.checked_on.isoformat() == line["checked"]
        assert numbers
        assert all(number in " ".join(line["ways"]).replace("\xa0", " ") for number in numbers)


def test_every_word_of_the_page_is_used(content: Script) -> None:
    """What the script of the page says is among its words, and no word is left over."""
    code = Elements(html(Projector("fr", STORY), content)).inside["script#"]

    asked = set(re.findall(r'word\("([a-z-]+)"|onward\("([a-z-]+)"', code))
    assert set(words.PROJECTOR) == {name for pair in asked for name in pair if name} | {"group"}


def test_a_story_that_does_not_exist_has_no_page(content: Script) -> None:
    """A story that is not in the content is an error."""
    with pytest.raises(LookupError):
        html(Projector("fr", "no-such-story"), content)
