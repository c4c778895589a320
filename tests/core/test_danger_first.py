"""Danger comes first: what is heard, how much is missed, and that nothing stands before the answer to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
import yaml

from bot.conversation import Conversation, Uncounted
from bot.core.alarm import Level
from bot.core.help import ANYONE
from bot.core.turn import (
    LANGS,
    Commanded,
    Danger,
    Place,
    Press,
    Pressed,
    Said,
    Screen,
    SentMedia,
    Turn,
)
from bot.core.understand import COMMANDS, understand
from tests.chat import NIGHT, NOON, Chat, buttons_of, faults, help_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.core.script import Script
    from bot.core.turn import Lang, Reply

EXAMPLES: Final[dict[str, dict[Lang, list[str]]]] = yaml.safe_load(
    (Path(__file__).parents[1] / "danger_examples.yaml").read_text(encoding="utf-8")
)
#: A miss can cost a child: of ten sentences of a level, nine are heard at that level or as more urgent.
LEAST_RECALL: Final = 0.9
#: A false alarm costs a tap: at most one harmless sentence in ten raises one.
MOST_FALSE_ALARMS: Final = 0.1
#: Sentences written without reading the patterns, which nobody may tune them on: the published figures. The least is
#: what the weakest level gave when this was written (78 %), less three points.
MEASURE: Final[dict[str, dict[Lang, list[str]]]] = yaml.safe_load(
    (Path(__file__).parents[1] / "danger_measure.yaml").read_text(encoding="utf-8")
)
LEAST_RECALL_MEASURED: Final = 0.75
URGENCY = list(Level)


def heard_as_urgent(text: str, level: Level, script: Script) -> bool:
    """Say whether a text is heard at a level, or as more urgent."""
    alarm = script.listener.hear(text)
    return alarm is not None and URGENCY.index(alarm.level) <= URGENCY.index(level)


# ---- how much is heard ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("level", URGENCY, ids=lambda level: level.value)
def test_danger_is_heard(level: Level, lang: Lang, script: Script) -> None:
    """Nine of ten sentences that teens type in danger are heard, at each level and in each language."""
    texts = EXAMPLES[level.value][lang]
    missed = [text for text in texts if not heard_as_urgent(text, level, script)]
    recall = 1 - len(missed) / len(texts)
    print(f"\n{level.value} {lang}: {recall:.1%} of {len(texts)} heard", *missed, sep="\n  missed: ")  # noqa: T201

    assert recall >= LEAST_RECALL


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_harmless_is_left_alone(lang: Lang, script: Script) -> None:
    """Of the harmless sentences teens type, at most one in ten raises an alarm."""
    texts = EXAMPLES["none"][lang]
    alarms = [(text, heard.level.value) for text in texts if (heard := script.listener.hear(text))]
    print(f"\nnone {lang}: {len(alarms) / len(texts):.1%} of {len(texts)} heard", *alarms, sep="\n  false alarm: ")  # noqa: T201

    assert len(alarms) <= MOST_FALSE_ALARMS * len(texts)


@pytest.mark.parametrize("level", URGENCY, ids=lambda level: level.value)
def test_danger_is_heard_in_words_nobody_expected(level: Level, script: Script) -> None:
    """The patterns know more than the sentences they were made for; none is printed, so that none is tuned on."""
    heard = total = 0
    for lang in LANGS:
        texts = MEASURE[level.value][lang]
        here = sum(heard_as_urgent(text, level, script) for text in texts)
        some = sum(script.listener.hear(text) is not None for text in texts)
        print(f"\nmeasured, {level.value} {lang}: {here / len(texts):.1%} of {len(texts)} heard,", end=" ")  # noqa: T201
        print(f"{some / len(texts):.1%} at some level")  # noqa: T201
        heard, total = heard + here, total + len(texts)

    assert heard >= LEAST_RECALL_MEASURED * total


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_harmless_and_unexpected_is_left_alone(lang: Lang, script: Script) -> None:
    """Of harmless sentences nobody tuned the patterns on, at most one in ten raises an alarm."""
    texts = MEASURE["none"][lang]
    alarms = sum(script.listener.hear(text) is not None for text in texts)
    print(f"\nmeasured, none {lang}: {alarms / len(texts):.1%} of {len(texts)} heard")  # noqa: T201

    assert alarms <= MOST_FALSE_ALARMS * len(texts)


def test_a_story_can_be_played_in_typed_words(script: Script) -> None:
    """The words writers give for the answers of a story seldom sound like a danger of the teen's own."""
    said = [
        text
        for story in script.scenarios.values()
        for node in story.nodes.values()
        for choice in node.choices.values()
        for lang in LANGS
        for text in (choice.label[lang], *choice.said.get(lang, ()))
    ]
    alarms = [(text, heard.level.value) for text in said if (heard := script.listener.hear(text))]
    print(f"\nanswers in stories: {len(alarms) / len(said):.1%} of {len(said)} heard", *alarms, sep="\n  false alarm: ")  # noqa: T201

    assert len(alarms) <= MOST_FALSE_ALARMS * len(said)


@pytest.mark.parametrize("level", URGENCY, ids=lambda level: level.value)
def test_danger_is_heard_in_capitals_without_accents_and_in_a_crowd(level: Level, script: Script) -> None:
    """How a sentence is typed changes nothing: capitals, missing accents, emoji, words around it."""
    for lang in LANGS:
        for text in EXAMPLES[level.value][lang]:
            alarm = script.listener.hear(text)
            for changed in (text.upper(), f"😭😭 {text}!!!", f"{text}\n\n🙏", text.replace("é", "e").replace("è", "e")):
                assert alarm == script.listener.hear(changed), changed


# ---- nothing stands before it --------------------------------------------------------------------------------------


@pytest.fixture(name="cry", params=URGENCY, ids=lambda level: level.value)
def _cry(request: pytest.FixtureRequest, script: Script) -> tuple[Level, str]:
    """Give a sentence that is heard at exactly this level."""
    level: Level = request.param
    texts = [*EXAMPLES[level.value]["fr"], *EXAMPLES[level.value]["en"]]
    return level, next(text for text in texts if (heard := script.listener.hear(text)) and heard.level is level)


def everywhere(text: str, script: Script) -> Iterator[Commanded | Said | SentMedia]:
    """Give every way in which words can come: alone, in each scene, behind each command, under a picture."""
    yield Said(text)
    yield Said(text, "garbage")
    yield SentMedia(text)
    for command in COMMANDS:
        yield Commanded(command, text)
    yield Commanded("zxcvb", text)
    yield Commanded("start", f"s_gone {text}")
    first, _, rest = text.partition(" ")
    yield Commanded(first, rest)
    for story in script.scenarios.values():
        for node in story.nodes.values():
            yield Said(text, script.codec.encode(Press(Place("fr", Screen.NODE, story.id, node.id, 1))))


def test_danger_wins_over_everything(cry: tuple[Level, str], script: Script) -> None:
    """Alone, in any scene of any story, behind any command, in a caption: the answer is the one to danger."""
    level, text = cry
    for did in everywhere(text, script):
        intent = understand(Turn(did, "fr"), script)
        assert isinstance(intent, Danger), did
        assert level is intent.alarm.level


def test_danger_wins_over_an_answer_of_the_story(cry: tuple[Level, str], script: Script) -> None:
    """Danger typed together with an answer of the story, or with its number, is danger."""
    _, text = cry
    for story in script.scenarios.values():
        start = Place("fr", Screen.NODE, story.id, story.start)
        for choice in story.nodes[story.start].choices.values():
            for typed in (f"{choice.label['fr']} {text}", f"{text}. {choice.label['fr']}", f"1 {text}"):
                intent = understand(Turn(Said(typed, script.codec.encode(Press(start))), "fr"), script)
                assert isinstance(intent, Danger), typed


def test_the_answer_to_danger_goes_out_first(cry: tuple[Level, str], script: Script) -> None:
    """The reply is marked urgent, so that it overtakes waiting messages; no other reply is."""
    _, text = cry
    conversation = Conversation(script, lambda: NOON, Uncounted())
    for did in everywhere(text, script):
        assert conversation.answer(Turn(did, "fr")).reply.urgent
        assert conversation.hears_danger(Turn(did, "fr"))
    for calm in (Said("bonjour"), Commanded("aide"), SentMedia(), Pressed("1fh"), Said("zxcvb")):
        assert not conversation.answer(Turn(calm, "fr")).reply.urgent
        assert not conversation.hears_danger(Turn(calm, "fr"))


@pytest.mark.parametrize("now", [NOON, NIGHT], ids=["noon", "night"])
def test_the_answer_to_danger_names_who_is_there(cry: tuple[Level, str], script: Script, now: datetime) -> None:
    """It is calm and short, names an open line that fits, and help and a ready sentence are one tap away."""
    level, text = cry
    chat = Chat(script, now=now)
    chat.say(text)
    alarm = script.listener.hear(text)
    assert alarm

    lang = chat.reply.place.lang
    assert [] == list(faults(chat.reply, script))
    chat.sees(
        script.say(f"danger-{level.value}", lang), [script.say("button-not-safe", lang), script.say("button-say", lang)]
    )
    chat.sees(script.say("danger-bot", lang), [script.say("button-help", lang), script.say("button-see-help", lang)])
    topics = [*alarm.topics, ANYONE]
    listening = {each.name[lang] for topic in topics for each in script.menus[topic].order if each.listens}
    assert any(name in help_text(chat.reply) for name in listening)
    chat.press(script.say("button-see-help", lang))
    assert alarm.topics[0] == chat.reply.place.item


def test_emergencies_and_distress_name_the_number_for_danger(script: Script) -> None:
    """Where minutes count, the emergency number stands in the first words, in both languages."""
    for level in (Level.EMERGENCY, Level.DISTRESS):
        for lang in LANGS:
            assert "911" in script.say(f"danger-{level.value}", lang)


def test_danger_in_a_story_keeps_the_way_back(cry: tuple[Level, str], script: Script) -> None:
    """After the answer to danger, and from the help behind it, one tap leads back to the very same point."""
    _, text = cry
    for story in script.scenarios.values():
        chat = Chat(script)
        chat.command(f"/start s_{story.id}")
        chat.press(script.say("button-begin", "fr"))
        scene = chat.reply
        chat.say(text)
        assert chat.reply.urgent
        urgent = chat.reply
        chat.press(script.say("button-back-to-story", "fr"))
        assert scene == chat.reply
        for label in ("button-help", "button-not-safe", "button-see-help", "button-say"):
            chat.press_data(_carried(urgent, script.say(label, "fr"), script))
            chat.press(script.say("button-back-to-story", "fr"))
            assert scene == chat.reply


def _carried(reply: Reply, label: str, script: Script) -> str:
    """Return what the button with this label carries."""
    (press,) = (button.press for button in buttons_of(reply) if button.label == label and button.press)
    return script.codec.encode(press)


def test_danger_is_answered_in_the_language_it_was_said_in(script: Script) -> None:
    """English words of danger in a French Telegram are answered in English; in a story, in the story's language."""
    story = next(iter(script.scenarios.values()))
    scene = script.codec.encode(Press(Place("fr", Screen.NODE, story.id, story.start)))
    english = next(
        text for text in EXAMPLES["distress"]["en"] if (heard := script.listener.hear(text)) and ("en",) == heard.langs
    )
    said = {at: understand(Turn(Said(english, at), "fr"), script) for at in ("", scene)}

    assert ["en", "fr"] == [intent.lang for intent in said.values() if isinstance(intent, Danger)]


def test_a_question_inside_danger_is_not_lost(script: Script) -> None:
    """Who asks something the bot knows, in words of danger, finds the answer one tap behind the help."""
    asked = [
        (text, lang, entry.id)
        for entry in script.entries.values()
        for lang in LANGS
        for text in entry.phrasings[lang]
        if script.listener.hear(text) and script.matcher.ask(text, lang).kind == "answer"
    ]
    assert asked
    for text, lang, _ in asked:
        chat = Chat(script, lang)
        chat.say(text)
        label = script.say("button-answer", chat.reply.place.lang)
        entry = script.matcher.ask(text, chat.reply.place.lang).entries[0]
        assert label in chat.buttons
        chat.press(label)
        assert (Screen.ENTRY, entry) == (chat.reply.place.screen, chat.reply.place.item)


def test_danger_promises_nothing_and_blames_nobody(script: Script) -> None:
    """The words of the answers to danger hold no promise of secrecy or of an outcome."""
    for level in Level:
        for lang in LANGS:
            said = script.say(f"danger-{level.value}", lang).casefold()
            for promise in (
                "tout ira bien",
                "je te promets",
                "c'est secret",
                "everything will be",
                "i promise",
                "secret",
            ):
                assert promise not in said
