"""What ships keeps the promises that the checks cannot know: which stories, which statements, which words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args
from zoneinfo import ZoneInfo

import pytest

from bot.content import schema
from bot.content.build import PLACEHOLDER, build
from bot.content.check import Content, inspect
from bot.content.kinds import of_kind, only
from bot.content.learn import nothing_learned
from bot.content.load import read_files
from bot.content.texts import Shown, shown_texts
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
#: The statements of the fact base: each has its entry.
STATEMENTS: Final = [f"M{number:02}" for number in range(1, 124)]
#: Workshop -> the stories it has at least.
STORIES: Final = {1: 2, 2: 2, 3: 2, 4: 2, 5: 3, 6: 3}
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
#: What says how the bot works: its own words, questions about it, and what adults are told of it.
ABOUT_THE_BOT: Final = (
    *("knowledge/interface.yaml", "knowledge/entries/about-this-bot.yaml"),
    *("dialogues/workshops.yaml", "dialogues/training/"),
)
#: What a person in a story says, right or wrong.
SPOKEN: Final = frozenset(("line", "label"))
#: Nobody can promise these.
PROMISES: Final[dict[Lang, str]] = {
    "fr": r"je te promets|c'est garanti|(?<!pas )(totalement|complètement) (anonyme|confidentiel)\w*",
    "en": r"(i|we) promise|(?<!not )guaranteed|(?<!not )(totally|fully|completely) (anonymous|confidential|secret)",
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


def stories(content: Content) -> list[schema.Scenario]:
    """Give every story for teens."""
    return [story for _, story in of_kind(content.models, schema.Scenario)]


def test_the_programme_is_whole(content: Content) -> None:
    """Seventeen stories or more, a film, a logbook of six pages and a plan, a guide and two training modules."""
    told = Counter(story.workshop for story in stories(content))
    programme = only(content.models, schema.ProgrammeFile)
    logbook = only(content.models, schema.LogbookFile)

    assert told.total() >= 17
    assert all(told[workshop] >= count for workshop, count in STORIES.items())
    assert STORIES == {number: workshop.stories for number, workshop in programme.workshops.items()}
    assert "true" == programme.grid
    assert all(len(workshop.guide) >= 3 for workshop in programme.workshops.values())
    assert len(programme.guide) >= 5
    assert set(STORIES) == set(logbook.workshops)
    assert 3 == len(logbook.plan.prompts)
    assert 1 == len(list(of_kind(content.models, schema.Film)))
    assert [20 <= module.minutes <= 30 for _, module in of_kind(content.models, schema.Training)] == [True, True]


def test_every_story_has_the_size_of_a_story(content: Content) -> None:
    """Twelve to twenty-five places, four to eight minutes, three endings or more, five questions for a group."""
    sizes = {
        story.id: (
            12 <= len(story.nodes) <= 25,
            4 <= story.minutes <= 8,
            sum(isinstance(node, schema.Ending) for node in story.nodes.values()) >= 3,
            len(story.facilitator_questions) >= 4,
        )
        for story in stories(content)
    }

    assert dict.fromkeys(sizes, (True, True, True, True)) == sizes


def test_every_story_ends_safe_open_or_caught(script: Script) -> None:
    """Each story can end well, unsettled, or with the other one winning; a training module is simply over."""
    told = {
        story.id: {node.ending.outcome for node in story.nodes.values() if node.ending}
        for story in script.scenarios.values()
    }
    expected = {
        story.id: {"safe", "open", "caught"} if story.workshop else {"done"} for story in script.scenarios.values()
    }

    assert expected == told


def test_an_ending_where_the_other_one_wins_names_more_than_a_call(script: Script) -> None:
    """Its debrief offers something to say, write or send before any call, and the screen shows sentences to send."""
    words = {
        "fr": r"écri|texto|texte |message|dire|dis|parle|phrase|clavard",
        "en": r"writ|text|message|tell|say|talk|sentence|chat",
    }
    silent = [
        (story.id, node.id, lang)
        for story in script.scenarios.values()
        for node in story.nodes.values()
        for lang in LANGS
        if node.ending
        and node.ending.outcome == "caught"
        and not re.search(words[lang], node.ending.debrief[lang], re.IGNORECASE)
    ]

    assert [] == silent


def test_there_are_questions_beside_the_statements(script: Script) -> None:
    """Forty entries or more answer what teens ask that is neither myth nor reality."""
    kinds = Counter(entry.kind for entry in script.entries.values())

    assert kinds["question"] >= 40
    assert len(STATEMENTS) == kinds["myth"] + kinds["reality"] + kinds["depends"]


def test_every_answer_has_the_length_of_an_answer(content: Content) -> None:
    """Twenty-five to sixty-five words: enough to say why and what to do, short enough to be read."""
    lengths = {
        (entry.id, lang): len(re.findall(r"[^\W_][\w'’-]*", PLACEHOLDER.sub("x", getattr(entry.answer, lang))))
        for _, shelf in of_kind(content.models, schema.EntryFile)
        for entry in shelf.entries
        for lang in LANGS
    }

    assert {} == {place: count for place, count in lengths.items() if not 25 <= count <= 65}


def test_an_answer_leads_on(script: Script) -> None:
    """Every statement has related entries, and no entry is a dead end."""
    assert [] == [entry.id for entry in script.entries.values() if not entry.related]


def test_every_law_and_every_figure_is_used(content: Content) -> None:
    """What nobody names any more is not kept up."""
    texts = "".join(text.words for text in shown_texts(content.models))
    figures = only(content.models, schema.FigureFile).figures
    named = {
        law for _, shelf in of_kind(content.models, schema.EntryFile) for entry in shelf.entries for law in entry.laws
    }

    assert [] == [name for name in figures if f"{{{name}}}" not in texts]
    assert set(only(content.models, schema.LawFile).laws) == named


def test_every_sign_shows_in_a_story(script: Script) -> None:
    """The glossary holds no sign that cannot be met."""
    met = {sign.id for story in script.scenarios.values() for sign in story.signs}

    assert set(script.signs) == met


@pytest.mark.parametrize("fact", STATEMENTS)
def test_each_statement_is_answered(script: Script, fact: str) -> None:
    """Each statement of the fact base has its entry, found by eight ways or more to type it in each language."""
    entries = [entry for entry in script.entries.values() if entry.fact == fact and entry.kind != "question"]
    different = {lang: len({fold(text) for text in entry.phrasings[lang]}) >= 8 for entry in entries for lang in LANGS}

    assert 1 == len(entries)
    assert {"fr": True, "en": True} == different


def teaches_words(text: Shown) -> bool:
    """Say whether a text stands on the page of a training module that shows which words not to use."""
    return text.file.startswith("dialogues/training/") and "words" in text.path


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_text_holds_a_word_that_blames_or_softens(shown: list[Shown], lang: Lang) -> None:
    """No shown text calls a teen a prostitute, an exploiter a pimp, a buyer a client, or asks why a teen did it."""
    assert [] == holding(BANNED[lang], (text for text in shown if text.lang == lang and not teaches_words(text)))


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
    """Stories, answers and signs never name an application; only what is about the bot speaks of Telegram, honestly."""
    assert [] == holding(APPLICATIONS, shown)
    assert [] == holding("telegram", (text for text in shown if not text.file.startswith(ABOUT_THE_BOT)))


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
