"""What ships keeps the promises that the checks cannot know: which stories, which statements, which words."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args
from zoneinfo import ZoneInfo

import pytest

from bot.content import schema
from bot.content.build import PLACEHOLDER, build, nothing_learned, of_kind, only
from bot.content.checks.texts import Shown, shown_texts
from bot.content.load import Content, inspect, read_files
from bot.core.alarm import Level
from bot.core.help import State, first_open, offer
from bot.core.text import fold
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.core.script import Script
    from bot.core.turn import Lang

ROOT: Final = Path(__file__).parents[1]
QUEBEC: Final = ZoneInfo("America/Toronto")
#: A night in winter and one in summer, in the middle of a week.
NIGHTS: Final = (datetime(2026, 1, 14, 3, tzinfo=QUEBEC), datetime(2026, 7, 15, 3, tzinfo=QUEBEC))
#: The statements of the fact base that the first version answers.
FIRST_STATEMENTS: Final = [
    f"M{number:02}"
    for number in (
        *(5, 13, 17, 26, 29, 31, 33, 36, 41, 42, 44, 50, 58, 59, 62, 64, 67),
        *(70, 72, 76, 89, 90, 92, 93, 94, 96, 99, 104, 107, 109, 111, 113, 116),
    )
]
#: Words that blame a teen, make a crime sound like a trade, or show a person as a thing (Luxembourg Guidelines).
BANNED: Final[dict[Lang, str]] = {
    "fr": (
        r"prostituée?s?|prostitution juvénile|tourisme sexuel|travailleuses? du sexe|escortes?|putes?|salopes?"
        r"|porno|pornographie (juvénile|infantile)|vengeance porno|revenge porn"
        r"|clients?|clientes?|proxénètes?|pimps?|macs?|mich(e|é)ton\w*"
        r"|pourquoi (tu as|t'as|as-tu|n'as-tu|tu n'as|tu t'es)|tu aurais dû|tu l'as cherché"
        r"|s'est mise? en danger|comportements? à risque"
    ),
    "en": (
        r"(child|teen) prostitut\w*|prostitutes?|sex tourism|sex workers?|escorts?|hookers?|whores?|sluts?|promiscuous"
        r"|child porn\w*|kiddie porn|porn|revenge porn"
        r"|clients?|pimps?|johns?"
        r"|why (did|didn't|would|were|weren't) you|you should have|you asked for it"
        r"|puts? (your|her|him|them)sel\w+ at risk|risky behaviou?r"
    ),
}
#: Applications come and go, and a name would tell where to look; the interface alone must name Telegram.
APPLICATIONS: Final = (
    r"snapchat|instagram|insta|tiktok|discord|whatsapp|messenger|facebook|onlyfans|omegle|kik|youtube|twitch|reddit"
    r"|tinder|grindr|roblox|fortnite"
)
#: What a person in a story says, right or wrong.
SPOKEN: Final = frozenset(("line", "label"))
#: Nobody can promise these.
PROMISES: Final[dict[Lang, str]] = {
    "fr": r"je te promets|c'est garanti|(?<!pas )(totalement|complètement) (anonyme|confidentiel)\w*",
    "en": r"(i|we) promise|guaranteed|(?<!not )(totally|fully|completely) (anonymous|confidential|secret)",
}


@pytest.fixture(scope="module")
def content() -> Content:
    """Read the shipped content."""
    return inspect(read_files(ROOT))


@pytest.fixture(scope="module")
def script(content: Content) -> Script:
    """Build the shipped content; what is learned from it is tested elsewhere."""
    return build(content.models, nothing_learned())


@pytest.fixture(scope="module")
def shown(content: Content) -> list[Shown]:
    """List every text a teen may read."""
    return list(shown_texts(content.models))


def holding(words: str, texts: Iterable[Shown]) -> list[str]:
    """Return the texts that hold one of some words, with where they stand."""
    wanted = re.compile(rf"(?<!\w)({words})(?!\w)", re.IGNORECASE)
    return [f"{text.file} {text.path}: {text.words}" for text in texts if wanted.search(text.words.replace("’", "'"))]


def test_the_shipped_content_has_no_problem(content: Content) -> None:
    """What a teen would meet today passes every check."""
    assert [] == content.problems


def test_there_are_stories_seen_from_both_sides(content: Content) -> None:
    """Three stories or more, some lived oneself and some beside a friend."""
    stories = [story for _, story in of_kind(content.models, schema.Scenario)]

    assert 3 <= len(stories)
    assert {"target", "friend"} <= {story.perspective for story in stories}


def test_every_story_branches_to_three_kinds_of_ends(script: Script) -> None:
    """Each story has ten places or more, three endings or more, and ends safe, open or caught."""
    told = {
        story.id: (
            len(story.nodes) >= 10,
            sum(node.ending is not None for node in story.nodes.values()) >= 3,
            {node.ending.outcome for node in story.nodes.values() if node.ending},
        )
        for story in script.scenarios.values()
    }

    assert dict.fromkeys(script.scenarios, (True, True, {"safe", "open", "caught"})) == told


@pytest.mark.parametrize("fact", FIRST_STATEMENTS)
def test_each_statement_of_the_first_set_is_answered(script: Script, fact: str) -> None:
    """A statement of the first set has its entry, found by six different ways to type it in each language."""
    entries = [entry for entry in script.entries.values() if entry.fact == fact and entry.kind != "question"]
    different = {lang: len({fold(text) for text in entry.phrasings[lang]}) >= 6 for entry in entries for lang in LANGS}

    assert 1 == len(entries)
    assert {"fr": True, "en": True} == different


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_text_holds_a_word_that_blames_or_softens(shown: list[Shown], lang: Lang) -> None:
    """No shown text calls a teen a prostitute, an exploiter a pimp, a buyer a client, or asks why a teen did it."""
    assert [] == holding(BANNED[lang], (text for text in shown if text.lang == lang))


@pytest.mark.parametrize(
    ("lang", "fault"),
    [("fr", r"(?<!pas )(?<!jamais )\b(ta|votre) faute"), ("en", r"(?<!not )(?<!n't )(?<!never )\byour (own )?fault")],
)
def test_fault_is_named_only_to_take_it_away(shown: list[Shown], lang: Lang, fault: str) -> None:
    """Wherever the bot says "your fault", the words before it say that it is not; in a story, the other one may lie."""
    own = [text.words.replace("’", "'") for text in shown if text.lang == lang and text.kind not in SPOKEN]

    assert [] == [words for words in own if re.search(fault, words, re.IGNORECASE)]
    assert any("faute" in words or "fault" in words for words in own)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_nothing_is_promised_that_nobody_can_keep(shown: list[Shown], lang: Lang) -> None:
    """No text of the bot's own promises secrecy or an outcome."""
    own = (text for text in shown if text.lang == lang and text.kind not in SPOKEN)

    assert [] == holding(PROMISES[lang], own)


def test_no_application_is_named_in_stories_and_answers(shown: list[Shown]) -> None:
    """Stories, answers and signs never name an application; only the interface speaks of Telegram, honestly."""
    assert [] == holding(APPLICATIONS, shown)
    assert [] == holding("telegram", (text for text in shown if text.kind != "interface"))


def test_every_text_stands_in_both_languages_and_was_translated(shown: list[Shown]) -> None:
    """No text was copied from one language to the other: longer than a name, the two differ."""
    pairs: dict[tuple[str, object], dict[str, str]] = defaultdict(dict)
    for text in shown:
        pairs[text.file, text.path[:-1]][text.lang] = PLACEHOLDER.sub("", text.words).strip()
    proper = {(text.file, text.path[:-1]) for text in shown if text.kind in ("character", "name", "region")}

    assert [] == [place for place, both in pairs.items() if set(both) != {"fr", "en"}]
    assert [] == [
        (place, both["fr"])
        for place, both in pairs.items()
        if place not in proper and both["fr"] == both["en"] and len(both["fr"]) > 12
    ]


NEVER_CLOSED: Final = (
    "911",
    "info-social-811",
    "988",
    "kids-help-phone",
    "info-aide-violence-sexuelle",
    "suicide-quebec",
)


@pytest.mark.parametrize("night", NIGHTS)
@pytest.mark.parametrize("line", NEVER_CLOSED)
def test_lines_of_the_night_are_open_at_three_in_the_morning(script: Script, line: str, night: datetime) -> None:
    """The lines that answer day and night are shown as open when a teen needs them most."""
    assert State.OPEN == offer(script.resources[line], night).state


@pytest.mark.parametrize("night", NIGHTS)
def test_a_line_that_sleeps_is_not_shown_as_open(script: Script, night: datetime) -> None:
    """Tel-jeunes is closed at three in the morning, tells when it opens, and is open at noon."""
    asleep = offer(script.resources["tel-jeunes"], night)

    assert State.CLOSED == asleep.state
    assert night.replace(hour=8, tzinfo=None) == (asleep.opens and asleep.opens.replace(tzinfo=None))
    assert State.OPEN == offer(script.resources["tel-jeunes"], night.replace(hour=12)).state


def test_somebody_answers_for_every_need_at_every_hour(script: Script) -> None:
    """For each topic and each hour of a week, there is an open line where somebody listens, in both languages."""
    week = [NIGHTS[0] + timedelta(hours=hour) for hour in range(7 * 24)]
    found = [first_open(script, [topic], moment) for topic in script.menus for moment in week]

    assert {(State.OPEN, True)} == {(each.state, each.resource.listens) for each in found}
    assert {frozenset(("fr", "en"))} == {frozenset(each.resource.languages) for each in found}


def test_every_topic_has_its_menu(script: Script) -> None:
    """Each need that content can name leads to a list of people."""
    assert set(get_args(schema.Topic)) == set(script.menus)


# ---- what typed words are learned from ---------------------------------------------------------------------------


def test_small_talk_and_strengths_are_texts_like_any_other(shown: list[Shown]) -> None:
    """The small answers and the words for what is strong are looked at by every test of this file."""
    kinds = {text.kind for text in shown}

    assert {"small-talk", "strength"} <= kinds


def test_no_text_answers_a_teen_with_a_judgement(shown: list[Shown]) -> None:
    """What is said about a teen's own words names what is strong in them: no praise to earn, no reproach."""
    judging = (
        r"bravo|bonne réponse|mauvaise réponse|tu as tort|raison|well done|good job|good girl|good boy|correct|wrong"
    )

    assert [] == holding(judging, (text for text in shown if text.kind == "strength"))


def test_every_act_has_its_strength_and_examples(content: Content) -> None:
    """Whatever a teen's words do in a story, something is strong in them, and there are words to know it by."""
    acts = only(content.models, schema.ReplyFile).acts
    texts = {lang: {getattr(found.strength, lang) for found in acts.values()} for lang in LANGS}

    assert set(get_args(schema.Act)) == set(acts)
    assert {"fr": len(acts), "en": len(acts)} == {lang: len(found) for lang, found in texts.items()}
    for act, found in acts.items():
        assert min(len(found.examples.fr), len(found.examples.en)) >= 100, act


def test_there_is_small_talk_of_many_kinds(content: Content) -> None:
    """Hello, good-bye, thanks, «are you human», insults and more: each has an answer and many ways to be typed."""
    kinds = only(content.models, schema.SmallTalkFile).kinds

    assert {"greeting", "goodbye", "thanks", "who-are-you", "are-you-human", "insult", "joke", "bored"} <= set(kinds)
    for kind, talk in kinds.items():
        for lang in LANGS:
            assert len({fold(text) for text in getattr(talk.phrasings, lang)}) >= 20, f"{kind} {lang}"


def test_every_danger_is_shown_by_many_examples(content: Content) -> None:
    """Each danger has a hundred lines in each language, and at least one of each level says it outright."""
    dangers = list(of_kind(content.models, schema.DangerFile))
    few = [
        (name, lang)
        for name, danger in dangers
        for lang in LANGS
        if len({fold(text) for text in getattr(danger.examples, lang)}) < 100
    ]

    assert [] == few
    assert {level.value for level in Level} == {danger.level for _, danger in dangers if danger.patterns.fr}
    assert {level.value for level in Level} == {danger.level for _, danger in dangers if danger.patterns.en}


#: A number somebody could call, an address, a handle: nothing that could belong to anybody.
SOMEBODYS: Final = re.compile(r"\d{3}[ .-]?\d{3}[ .-]?\d{4}|\S+@\S+\.\S+|(?<!\w)@\w{3,}|https?://|www\.", re.IGNORECASE)


def test_no_example_holds_what_could_belong_to_somebody(content: Content) -> None:
    """Lines of danger, small talk and replies hold no address, no handle, and no number but those of help lines."""
    lines = re.sub(r"[^\d;]", "", ";".join(number_of(way) for way in ways(content)))
    examples = [
        (name, text)
        for name, model in sorted(content.models.items())
        for found in examples_of(model)
        for text in (*found.fr, *found.en)
    ]
    personal = [
        (name, text, found[0])
        for name, text in examples
        for found in SOMEBODYS.finditer(text)
        if (re.sub(r"\D", "", found[0]) or "none") not in lines
    ]

    assert [] == personal
    assert len(examples) > 10_000


def examples_of(model: schema.Model) -> Iterator[schema.Examples]:
    """Give every block of lines of a file that something is learned from."""
    if isinstance(model, (schema.DangerFile, schema.HarmlessFile)):
        yield model.examples
    elif isinstance(model, schema.SmallTalkFile):
        yield from (talk.phrasings for talk in model.kinds.values())
    elif isinstance(model, schema.ReplyFile):
        yield from (act.examples for act in model.acts.values())


def ways(content: Content) -> Iterator[schema.TextWay | schema.PhoneWay]:
    """Give every way of the help lines that has a number."""
    for resource in only(content.models, schema.HelplineFile).resources:
        yield from (way for way in resource.ways if isinstance(way, (schema.TextWay, schema.PhoneWay)))


def number_of(way: schema.TextWay | schema.PhoneWay) -> str:
    """Give the numbers of a way, those of both languages when they differ."""
    return way.number if isinstance(way.number, str) else ";".join(way.number.values())


def test_classes_of_words_hold_both_languages(content: Content) -> None:
    """What is learned in one language helps in the other: each class of words names it in both."""
    classes = only(content.models, schema.WordClassFile).classes

    assert [] == [name for name, found in classes.items() if not (found.fr and found.en)]
    assert len(classes) > 100
