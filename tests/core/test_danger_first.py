"""Danger comes first: what moderators wrote down is heard, wherever it stands, and nothing stands before the answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

import pytest

from bot.content import schema
from bot.content.check import inspect
from bot.content.kinds import of_kind
from bot.content.load import read_files
from bot.conversation import Conversation, Uncounted
from bot.core.alarm import RINGS, Level
from bot.core.faults import buttons_of, faults
from bot.core.help import ANYONE, State, offers
from bot.core.text import MOST_CHARACTERS
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
    text_of,
)
from bot.core.understand import COMMANDS, understand
from tests.chat import NIGHT, NOON, Chat, back_label, help_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from bot.core.script import Script
    from bot.core.turn import Lang, Reply

ROOT: Final = Path(__file__).parents[2]
URGENCY: Final = list(Level)
#: Danger said outright, at each level and in each language.
CRIES: Final[dict[Level, dict[Lang, str]]] = {
    Level.EMERGENCY: {"fr": "il veut pas me laisser partir", "en": "he won't let me leave"},
    Level.DISTRESS: {"fr": "je veux mourir", "en": "i want to die"},
    Level.DISCLOSURE: {"fr": "il menace de publier mes photos", "en": "he's threatening to post my nudes"},
}
#: What is learned from the examples hears nearly all of them again; the rest is what exact lines are for.
LEAST_LEARNED: Final = 0.95
#: The words writers give for answers of a story are no danger of the teen's own: at most one in ten sounds like it.
MOST_ANSWERS_HEARD: Final = 0.1


# ---- what moderators wrote down ------------------------------------------------------------------------------------


@pytest.fixture(name="dangerous", scope="module")
def _dangerous() -> list[tuple[str, Level]]:
    """List every shipped example of a danger, with its level."""
    models = inspect(read_files(ROOT)).models
    return [
        (line, Level(file.level))
        for _, file in of_kind(models, schema.DangerFile)
        for line in (*file.examples.fr, *file.examples.en)
    ]


@pytest.fixture(name="harmless", scope="module")
def _harmless() -> list[str]:
    """List every shipped example of what only sounds like danger."""
    models = inspect(read_files(ROOT)).models
    return [line for _, file in of_kind(models, schema.HarmlessFile) for line in (*file.examples.fr, *file.examples.en)]


@pytest.fixture(name="ordinary", scope="module")
def _ordinary() -> list[str]:
    """List the shipped lines that are about nothing here: school, games, weather."""
    models = inspect(read_files(ROOT)).models
    files = [file for _, file in of_kind(models, schema.HarmlessFile) if file.off_topic]
    return [line for file in files for line in (*file.examples.fr, *file.examples.en)]


def first_words(text: str, lang: Lang, script: Script) -> str:
    """Give what is said first to a cry: what is written for its kind of danger, or for its level."""
    alarm = script.understanding.listener.hear(text)
    assert alarm
    own = script.danger_answers.get(alarm.kind)
    return own[lang] if own else script.say(f"danger-{alarm.level.value}", lang)


def heard_as_urgent(text: str, level: Level, script: Script) -> bool:
    """Say whether a text is heard at a level, or as more urgent."""
    alarm = script.understanding.listener.hear(text)
    return alarm is not None and URGENCY.index(alarm.level) <= URGENCY.index(level)


def test_every_example_is_heard_as_what_it_is(
    dangerous: list[tuple[str, Level]], harmless: list[str], script: Script
) -> None:
    """Each shipped line of danger is heard at its level or as more urgent, and each harmless line raises nothing."""
    missed = [(line, level.value) for line, level in dangerous if not heard_as_urgent(line, level, script)]
    alarms = [(line, heard.level.value) for line in harmless if (heard := script.understanding.listener.hear(line))]

    assert ([], []) == (missed, alarms)
    assert len(dangerous) > 5000
    assert len(harmless) > 5000


def test_what_is_learned_hears_the_examples_without_remembering_them(
    dangerous: list[tuple[str, Level]], harmless: list[str], script: Script
) -> None:
    """Likeness alone rings for nineteen danger lines in twenty, and leaves as many harmless ones alone."""
    chance = Random(11)
    why = script.understanding.listener.why
    likely = [why(line).belief >= RINGS for line, _ in chance.sample(dangerous, 1000)]
    calm = [why(line).belief < RINGS for line in chance.sample(harmless, 1000)]

    assert sum(likely) >= LEAST_LEARNED * len(likely)
    assert sum(calm) >= LEAST_LEARNED * len(calm)


def test_how_an_example_is_typed_changes_nothing(dangerous: list[tuple[str, Level]], script: Script) -> None:
    """Capitals, missing accents, signs, emoji and breaks leave a line what it is."""
    hear = script.understanding.listener.hear
    for line, _ in Random(12).sample(dangerous, 500):
        typed = (line.upper(), f"😭😭 {line}!!!", f"\n{line}\n\n🙏", line.replace("é", "e").replace("è", "e"))
        assert [hear(line)] * len(typed) == [hear(each) for each in typed], line


def test_a_word_beside_an_example_does_not_hide_it(dangerous: list[tuple[str, Level]], script: Script) -> None:
    """«Ok», «stp» or «genre» around a line of danger: nineteen in twenty are still heard."""
    hear = script.understanding.listener.hear
    for form in ("ok {}", "{} stp", "genre {} là", "help {}"):
        heard = [hear(form.format(line)) is not None for line, _ in Random(13).sample(dangerous, 500)]
        assert sum(heard) >= LEAST_LEARNED * len(heard), form


def test_a_story_can_be_played_in_typed_words(script: Script) -> None:
    """The words writers give for the answers of a scene are those answers, and seldom ring with a word more."""
    said = [
        (Place(lang, Screen.NODE, story.id, node.id), typed)
        for story in script.scenarios.values()
        for node in story.nodes.values()
        for choice in node.choices.values()
        for lang in LANGS
        for text in (choice.label[lang], *choice.said.get(lang, ()))
        for typed in (text, f"{text} lol")
    ]
    alarms = [
        text
        for at, text in said
        if isinstance(understand(Turn(Said(text, script.codec.encode(Press(at))), at.lang), script), Danger)
    ]
    print(f"\nanswers in stories: {len(alarms) / len(said):.1%} of {len(said)} heard", *alarms, sep="\n  false alarm: ")  # noqa: T201

    assert len(alarms) <= MOST_ANSWERS_HEARD * len(said)


# ---- among other words ---------------------------------------------------------------------------------------------


def chatter(lines: list[str], size: int, script: Script, seed: int) -> list[str]:
    """Give ordinary sentences of about this many characters in all, among which nothing is heard."""
    chance = Random(seed)
    while True:
        found: list[str] = []
        while sum(map(len, found)) + 2 * len(found) < size:
            found.append(chance.choice(lines))
        if script.understanding.listener.hear(". ".join(found)) is None:
            return found


@pytest.mark.parametrize("size", [100, 300, 1000, 3800])
@pytest.mark.parametrize("where", ["first", "in the middle", "last"])
def test_danger_among_many_ordinary_words_is_heard(where: str, size: int, ordinary: list[str], script: Script) -> None:
    """Danger said outright is heard first, last and in the middle of a message, up to the longest there is."""
    missed = []
    for seed in range(5):
        around = chatter(ordinary, size, script, seed)
        place = {"first": 0, "in the middle": len(around) // 2, "last": len(around)}[where]
        for level, cries in CRIES.items():
            for cry in cries.values():
                message = ". ".join([*around[:place], cry, *around[place:]])
                assert len(message) <= MOST_CHARACTERS
                if not heard_as_urgent(message, level, script):
                    missed.append((level.value, cry, message[:300]))

    assert [] == missed


def test_words_after_the_longest_message_are_not_looked_at(script: Script) -> None:
    """Telegram carries 4,096 characters: what a forged update holds behind them costs nothing and says nothing."""
    filler = "pain " * (MOST_CHARACTERS // len("pain "))

    assert script.understanding.listener.hear(f"{filler} je veux mourir") is None


# ---- nothing stands before it --------------------------------------------------------------------------------------


@pytest.fixture(name="cry", params=URGENCY, ids=lambda level: level.value)
def _cry(request: pytest.FixtureRequest) -> tuple[Level, str]:
    """Give a danger said outright, in French, and its level."""
    level: Level = request.param
    return level, CRIES[level]["fr"]


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
    for place in scenes(script):
        yield Said(text, script.codec.encode(Press(place)))


def scenes(script: Script, lang: Lang = "fr") -> Iterator[Place]:
    """Give every scene and every ending of every story."""
    for story in script.scenarios.values():
        for node in story.nodes.values():
            yield Place(lang, Screen.NODE, story.id, node.id, node.seen)


def test_each_level_has_its_cry(script: Script) -> None:
    """The sentences of the tests below are heard at exactly their level, in both languages."""
    for level, cries in CRIES.items():
        for cry in cries.values():
            alarm = script.understanding.listener.hear(cry)
            assert alarm
            assert level is alarm.level


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
    unheard = []
    for place in scenes(script):
        for choice in script.scenarios[place.scenario].nodes[place.node].choices.values():
            for typed in (f"{choice.label['fr']} {text}", f"{text}. {choice.label['fr']}", f"1 {text}"):
                intent = understand(Turn(Said(typed, script.codec.encode(Press(place))), "fr"), script)
                if not isinstance(intent, Danger):
                    unheard.append(typed)

    assert [] == unheard


def test_the_answer_to_danger_goes_out_first(cry: tuple[Level, str], script: Script) -> None:
    """The reply is marked urgent, so that it overtakes waiting messages; no other reply is."""
    _, text = cry
    conversation = Conversation(script, lambda: NOON, Uncounted(), lambda: 0)
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
    alarm = script.understanding.listener.hear(text)
    assert alarm

    lang = chat.reply.place.lang
    assert [] == list(faults(chat.reply, script))
    assert level is alarm.level
    chat.sees(first_words(text, lang, script), [script.say("button-not-safe", lang), script.say("button-say", lang)])
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


def test_danger_is_answered_in_the_language_it_was_said_in(script: Script) -> None:
    """English words of danger in a French Telegram are answered in English; in a story, in the story's language."""
    scene = script.codec.encode(Press(next(scenes(script))))
    for cries in CRIES.values():
        said = [understand(Turn(Said(cries["en"], at), "fr"), script) for at in ("", scene)]
        assert ["en", "fr"] == [intent.lang for intent in said if isinstance(intent, Danger)]


def test_a_question_inside_danger_is_not_lost(script: Script) -> None:
    """Who asks something the bot knows, in words of danger, finds its answer, or what one can do, one tap away."""
    understanding = script.understanding
    phrasings = [(text, lang) for entry in script.entries.values() for lang in LANGS for text in entry.phrasings[lang]]
    asked = [
        (text, lang)
        for text, lang in Random(14).sample(phrasings, 300)
        if understanding.listener.hear(text) and understanding.questions.ask(text, lang).kind == "answer"
    ]
    assert asked
    for text, lang in asked:
        chat = Chat(script, lang)
        chat.say(text)
        alarm = understanding.listener.hear(text)
        assert alarm
        label = script.say("button-answer", chat.reply.place.lang)
        entry = understanding.questions.ask(text, chat.reply.place.lang).entries[0]
        sure = alarm.sure or alarm.level is Level.EMERGENCY
        if sure and (alarm.level is Level.EMERGENCY or script.entries[entry].kind != "question"):
            if alarm.kind not in script.danger_entries:
                continue
            label, entry = script.say("button-what-to-do", chat.reply.place.lang), script.danger_entries[alarm.kind]
        assert label in chat.buttons
        chat.press(label)
        assert (Screen.ENTRY, entry) == (chat.reply.place.screen, chat.reply.place.item)


def test_danger_promises_nothing_and_blames_nobody(script: Script) -> None:
    """The words of the answers to danger hold no promise of secrecy or of an outcome."""
    keys = (*(f"danger-{level.value}" for level in Level), "danger-story-or-you", "button-still-here")
    for key in keys:
        for lang in LANGS:
            said = script.say(key, lang).casefold()
            for promise in ("tout ira bien", "je te promets", "c'est secret", "everything will be", "i promise"):
                assert promise not in said
            assert "secret" not in said


# ---- in a story ----------------------------------------------------------------------------------------------------


def cried_in(place: Place, script: Script, level: Level, now: datetime = NOON) -> tuple[Reply, str]:
    """Cry out at a place of a story; give the answer, and the help topic that fits."""
    cry = CRIES[level][place.lang]
    alarm = script.understanding.listener.hear(cry)
    assert alarm
    said = Said(cry, script.codec.encode(Press(place)))
    return Conversation(script, lambda: now, Uncounted(), lambda: 0).answer(Turn(said, place.lang)).reply, alarm.topics[
        0
    ]


def carried(reply: Reply, key: str, script: Script) -> Place:
    """Give the place the button with this text of the interface leads to."""
    label = script.say(key, reply.place.lang)
    (press,) = (button.press for button in buttons_of(reply) if button.label == label and button.press)
    back = script.codec.decode(script.codec.encode(press))
    assert press == back
    return press.place


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("now", [NOON, NIGHT], ids=["noon", "night"])
@pytest.mark.parametrize("level", URGENCY, ids=lambda level: level.value)
def test_danger_in_a_story_shows_help_at_once(script: Script, level: Level, now: datetime, lang: Lang) -> None:
    """At every point of every story: first the words for this danger, then an open line, then «the story, or you?»."""
    for place in scenes(script, lang):
        reply, topic = cried_in(place, script, level, now)
        text = text_of(reply)
        open_now = {
            found.resource.name[lang]
            for found in offers(script.menus[topic], now)
            if found.state is State.OPEN and found.resource.listens
        }
        words, question = first_words(CRIES[level][lang], lang, script), script.say("danger-story-or-you", lang)
        between = text.partition(words)[2].partition(question)[0]

        assert reply.urgent
        assert [] == list(faults(reply, script))
        assert words == text.split("\n\n")[1]
        assert any(name in between for name in open_now), place
        assert replace(place, screen=Screen.HELP, offer=topic) == reply.place


def test_both_answers_to_the_question_lead_on(script: Script) -> None:
    """«It's me» opens the help that fits, «I'm not safe» the one for danger, «it's the story» the very same scene."""
    for lang in LANGS:
        for place in scenes(script, lang):
            for level in URGENCY:
                reply, topic = cried_in(place, script, level)
                kept = replace(place, offer=topic)
                assert replace(kept, screen=Screen.TOPIC, item=topic) == carried(reply, "button-it-is-me", script)
                assert replace(kept, screen=Screen.TOPIC, item="danger") == carried(reply, "button-not-safe", script)
                assert kept == carried(reply, "button-it-is-the-story", script)
                assert replace(kept, screen=Screen.HELP) == carried(reply, "button-help", script)


def begun(script: Script, story: str, lang: Lang = "fr") -> Chat:
    """Begin a story."""
    chat = Chat(script, lang)
    chat.command(f"/start s_{story}")
    chat.press(script.say("button-begin", lang))
    return chat


@pytest.mark.parametrize("lang", LANGS)
def test_going_on_with_the_story_keeps_help_in_sight(cry: tuple[Level, str], script: Script, lang: Lang) -> None:
    """«It's the story» shows the same scene with the same answers, and one button more: help is still here."""
    level, _ = cry
    for story in script.scenarios:
        chat = begun(script, story, lang)
        scene, labels = chat.reply, chat.buttons
        chat.say(CRIES[level][lang])
        chat.press(script.say("button-it-is-the-story", lang))
        here = script.say("button-still-here", lang)

        assert here not in labels
        assert scene.body == chat.reply.body
        assert [*labels[:-4], here, *labels[-4:]] == chat.buttons
        assert replace(scene.place, offer=chat.reply.place.offer) == chat.reply.place
        topic = chat.reply.place.offer
        chat.press(here)
        assert (Screen.TOPIC, topic) == (chat.reply.place.screen, chat.reply.place.item)
        chat.press(back_label(story, script, lang))
        chat.sees("", [here])


def test_danger_in_a_story_keeps_the_way_back(cry: tuple[Level, str], script: Script) -> None:
    """From the help behind the answer to danger, one tap leads back to the very same point, with help in sight."""
    level, text = cry
    for story in script.scenarios:
        chat = begun(script, story)
        scene = chat.reply
        chat.say(text)
        urgent = chat.reply
        for key in ("button-help", "button-not-safe", "button-it-is-me"):
            chat.press_data(script.codec.encode(Press(carried(urgent, key, script))))
            chat.press(back_label(story, script, "fr"))
            assert scene.body == chat.reply.body, level
            chat.sees("", [script.say("button-still-here", "fr")])


SAID_FINE: Final[dict[Lang, tuple[str, ...]]] = {
    "fr": ("ça va", "je vais bien, c'est l'histoire", "c'est juste l'histoire", "tout va bien"),
    "en": ("i'm fine", "i'm ok it's just the story", "it's the story", "all good"),
}


@pytest.mark.parametrize("lang", LANGS)
def test_saying_twice_that_all_is_well_does_not_take_help_away(script: Script, lang: Lang) -> None:
    """Whoever was heard once may say «I'm fine» as often as they like, typed or pressed: help stays in sight."""
    here = script.say("button-still-here", lang)
    for story in script.scenarios:
        chat = begun(script, story, lang)
        for _ in range(2):
            chat.say(CRIES[Level.DISTRESS][lang])
            chat.press(script.say("button-it-is-the-story", lang))
            chat.sees("", [here])
        scene = chat.reply.place
        for words in SAID_FINE[lang] * 2:
            chat.say(words)
            chat.press_data(script.codec.encode(Press(replace(chat.reply.place, screen=Screen.NODE))))
            assert scene.offer == chat.reply.place.offer, words
            chat.sees("", [here])


def test_another_danger_brings_the_help_that_fits_it(script: Script) -> None:
    """Danger heard later in the same story is answered anew, and its help is the one that stays."""
    for story in script.scenarios:
        chat = begun(script, story)
        offered = []
        for level in URGENCY:
            chat.say(CRIES[level]["fr"])
            chat.sees(first_words(CRIES[level]["fr"], "fr", script))
            chat.press(script.say("button-it-is-the-story", "fr"))
            offered.append(chat.reply.place.offer)
        topics = {level: script.understanding.listener.hear(CRIES[level]["fr"]) for level in URGENCY}

        assert [alarm.topics[0] for alarm in topics.values() if alarm] == offered


def test_danger_outside_a_story_does_not_ask_about_one(cry: tuple[Level, str], script: Script) -> None:
    """Alone, or as an answer to a message that stands in no story, nobody is asked whether it is the story."""
    _, text = cry
    labels: Mapping[str, str] = {
        key: script.say(key, "fr") for key in ("danger-story-or-you", "button-it-is-the-story")
    }
    for at in ("", "garbage", "1fm", "1fl"):
        reply = Conversation(script, lambda: NOON, Uncounted(), lambda: 0).answer(Turn(Said(text, at), "fr")).reply
        shown = text_of(reply) + " ".join(button.label for button in buttons_of(reply))
        assert reply.urgent
        assert [] == [label for label in labels.values() if label in shown]
        assert "" == reply.place.offer
