from __future__ import annotations

import string
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.conversation import Conversation, Uncounted
from bot.core import engine
from bot.core.faults import buttons_of, faults
from bot.core.place import MOST_SIGNS
from bot.core.script import way_back
from bot.core.text import MOST_CHARACTERS, words
from bot.core.turn import (
    LANGS,
    Act,
    Choose,
    Commanded,
    Go,
    Group,
    Held,
    InGroup,
    Intent,
    Media,
    Moment,
    Place,
    Press,
    Pressed,
    Question,
    Reply,
    Said,
    Screen,
    SentMedia,
    Stale,
    Turn,
    Unclear,
    Verdict,
    Wordless,
    text_of,
)
from bot.core.understand import COMMANDS, understand
from tests.chat import NOON, QUEBEC, Chat, help_text, stories, ways_through

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from _typeshed import TraceFunction

    from bot.core.script import Choice, Script
    from bot.core.turn import Count, Lang

MOMENT = Moment(NOON)

# ---- any turn at all -----------------------------------------------------------------------------------------------


@pytest.fixture(name="buttons", scope="session")
def _buttons(script: Script) -> list[str]:
    """Give what the buttons of a few talks carry: menus, stories, help, questions, both languages."""
    found: dict[str, None] = {}
    for line in ("/start", "/aide", "/stories", "/question", *(f"/start s_{story}" for story in script.scenarios)):
        chat = Chat(script)
        chat.command(line)
        for label in chat.buttons:
            found[chat.data(label)] = None
    for story in script.scenarios.values():
        for node in story.nodes.values():
            place = Place("en", Screen.NODE, story.id, node.id, (1 << MOST_SIGNS) - 1)
            for there in (place, replace(place, offer="suicide")):
                reply = engine.step(Go(there), script, MOMENT).reply
                found.update({script.codec.encode(each.press): None for each in buttons_of(reply) if each.press})
    return list(found)


FRENCH = ["il veut pas me laisser partir", "je veux", "mourir", "photo nue", "oui", "non", "pourquoi", "JPP", "1"]
ENGLISH = ["he forced me", "help", "stop", "consent", "police", "money", "block", "dont", "😭", "…", "2"]
WORDS = st.lists(st.sampled_from([*FRENCH, *ENGLISH])).map(" ".join)
TEXT = st.text(st.characters(), max_size=300) | WORDS
LANG: st.SearchStrategy[Lang] = st.sampled_from(LANGS)
HELD = st.sampled_from([Held(), Held(3, 14, ("2026-11 · fr · help · 9",)), Held(10**6, 10**9, ("x" * 60,) * 5)])
AT = st.datetimes(datetime(2024, 1, 1), datetime(2034, 1, 1), timezones=st.just(QUEBEC))  # noqa: DTZ001
#: Which button, where it is changed, what comes in there and how many characters go.
Change = tuple[int, int, str, int]
CHANGE = st.tuples(
    st.integers(0, 10_000), st.integers(0, 64), st.text(st.characters(), max_size=2), st.integers(0, 2)
) | st.tuples(st.integers(0, 10_000), st.just(0), st.just(""), st.just(0))
Carried = Callable[[str | Change], str]
Broken = Callable[[Turn, Moment], list[str]]


@pytest.fixture(name="carried", scope="session")
def _carried(buttons: list[str]) -> Carried:
    """Give what turns a drawn change into the bytes of a real button with that change."""

    def carried(change: str | Change) -> str:
        if isinstance(change, str):
            return change
        which, at, new, cut = change
        data = buttons[which % len(buttons)]
        return data[:at] + new + data[at + cut :]

    return carried


@pytest.fixture(name="broken", scope="session")
def _broken(script: Script) -> Broken:
    """Give what answers a turn twice and says which promises were broken."""

    def broken(turn: Turn, moment: Moment) -> list[str]:
        first = engine.step(understand(turn, script), script, moment)
        second = engine.step(understand(turn, script), script, moment)
        found = [str(fault) for fault in faults(first.reply, script)]
        if type(first.reply) is not Reply:
            found.append("not exactly one reply")
        if first != second:
            found.append("the same arguments gave another outcome")
        if not help_text(first.reply).startswith("💬"):
            found.append("no help line")
        return found

    return broken


@given(data=st.text(st.characters()) | CHANGE, lang=LANG, now=AT, held=HELD)
@settings(max_examples=400)
def test_any_button_gets_one_reply_with_help(
    data: str | Change, lang: Lang, now: datetime, held: Held, carried: Carried, broken: Broken
) -> None:
    """Whatever a button carries: exactly one reply, within the limits, with help in it, and always the same one."""
    assert [] == broken(Turn(Pressed(carried(data)), lang), Moment(now, lambda: held))


@given(text=TEXT, at=st.text(st.characters()) | CHANGE, lang=LANG, now=AT)
@settings(max_examples=400)
@example(text="\ud800", at=(0, 0, "", 0), lang="fr", now=NOON)
def test_any_words_get_one_reply_with_help(
    text: str, at: str | Change, lang: Lang, now: datetime, carried: Carried, broken: Broken
) -> None:
    """Whatever is typed, as an answer to whatever message: exactly one reply with help in it."""
    assert [] == broken(Turn(Said(text, carried(at)), lang), Moment(now))


@given(name=st.sampled_from(list(COMMANDS)) | TEXT, argument=TEXT | st.just("s_gone"), lang=LANG, now=AT)
@settings(max_examples=200)
def test_any_command_gets_one_reply_with_help(
    name: str, argument: str, lang: Lang, now: datetime, broken: Broken
) -> None:
    """Whatever stands behind a slash: exactly one reply with help in it."""
    assert [] == broken(Turn(Commanded(name, argument), lang), Moment(now))


@given(did=st.builds(SentMedia, TEXT) | st.just(InGroup()), lang=LANG, now=AT)
def test_anything_else_gets_one_reply_with_help(
    did: SentMedia | InGroup, lang: Lang, now: datetime, broken: Broken
) -> None:
    """A picture with any caption, and a group: exactly one reply with help in it."""
    assert [] == broken(Turn(did, lang), Moment(now, address="https://t.me/some_bot"))


# ---- texts made to break it ----------------------------------------------------------------------------------------

#: Letters of every script there is.
LETTERS: Final = "".join(chr(at) for at in range(0x21, sys.maxunicode + 1) if unicodedata.category(chr(at))[0] == "L")
MARKS: Final = "".join(chr(at) for at in range(0x300, 0x370))
#: No text may cost more than so many of the longest ordinary ones (the costliest below takes 4).
MOST_WORK: Final = 6


def drawn(letters: str, number: int, seed: int = 1) -> str:
    """Draw letters by a seed."""
    return "".join(Random(seed).choices(letters, k=number))


def of_words(letters: str, length: int) -> str:
    """Give the longest message of random words of one length."""
    words = (drawn(letters, length, seed) for seed in range(MOST_CHARACTERS // (length + 1)))
    return " ".join(words)


HOSTILE: Final[dict[str, str]] = {
    "one letter, 4,096 times": "a" * MOST_CHARACTERS,
    "one accented letter": "é" * MOST_CHARACTERS,
    "one word of one letter, again and again": "a " * (MOST_CHARACTERS // 2),
    "more than Telegram carries": "je " * 5000,
    "zalgo": "".join(letter + drawn(MARKS, 9, at) for at, letter in enumerate("je veux mourir " * 27))[
        :MOST_CHARACTERS
    ],
    "letters of every script": drawn(LETTERS, MOST_CHARACTERS),
    "words of every script": of_words(LETTERS, 6),
    "1,000 emoji": "😀" * 1000,
    "emoji made of many": "👨‍👩‍👧‍👦🏳️‍🌈" * 300,
    "4,096 random letters": drawn(string.ascii_letters, MOST_CHARACTERS),
    "random words of one letter": of_words(string.ascii_lowercase, 1),
    "random words of two letters": of_words(string.ascii_lowercase, 2),
    "random words of three letters": of_words(string.ascii_lowercase, 3),
    "random words of five letters": of_words(string.ascii_lowercase, 5),
    "random words of eight letters": of_words(string.ascii_lowercase, 8),
    "random words of twenty-four letters": of_words(string.ascii_lowercase, 24),
    "random words of twenty-five letters": of_words(string.ascii_lowercase, 25),
    "right to left": "\u202e" + "שלום עליכם " * 370,
    "Arabic and Latin, turned around": "\u202eje \u2067مرحبا\u2069 veux " * 180,
    "NUL bytes": "\0" * MOST_CHARACTERS,
    "NUL bytes between words": "je\0veux\0mourir\0" * 270,
    "half a surrogate pair": "\ud83d" * 2000,
    "letters that fold into eighteen": "\ufdfa" * MOST_CHARACTERS,
    "ligatures": "ﬁﬂœæ " * 800,
    "digits": "1234567890 " * 370,
    "line breaks": "\n" * MOST_CHARACTERS,
    "format signs": "{0} {name} %s %(x)s <b>&amp;</b> " * 130,
}


def work(text: str, conversation: Conversation, at: str = "") -> int:
    """Count the lines of Python that answer a text: the same on every machine, however slow."""
    lines = 0

    def counted(_frame: FrameType, _event: str, _arg: object) -> TraceFunction:
        nonlocal lines
        lines += 1
        return counted

    before = sys.gettrace()
    sys.settrace(counted)
    try:
        conversation.answer(Turn(Said(text, at), "fr"))
    finally:
        sys.settrace(before)
    return lines


@pytest.fixture(name="places", scope="session")
def _places(script: Script) -> list[str]:
    """Give where words may be typed: nowhere, a scene, one where teens say it their way, an ending."""
    story = stories(script)[0]
    own_words = next(node for node in story.nodes.values() if node.say_it_your_way)
    ending = next(node for node in story.nodes.values() if node.ending)
    return [
        "",
        *(
            script.codec.encode(Press(Place("fr", Screen.NODE, story.id, at)))
            for at in (story.start, own_words.id, ending.id)
        ),
    ]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_is_answered_like_any_other(text: str, places: list[str], broken: Broken) -> None:
    """Whatever is sent to break the bot, wherever: one good message with help in it, and always the same."""
    for at in places:
        assert [] == broken(Turn(Said(text, at), "fr"), MOMENT)


@pytest.fixture(name="most", scope="session")
def _most(script: Script, places: list[str]) -> dict[str, int]:
    """Say how much work is allowed at each place: that of the longest message of ordinary words, a few times."""
    phrasings = [text for entry in script.entries.values() for text in entry.phrasings["fr"]]
    Random(5).shuffle(phrasings)
    ordinary = " ".join(phrasings)[:MOST_CHARACTERS]
    return {
        at: MOST_WORK * work(ordinary, Conversation(script, lambda: NOON, Uncounted(), lambda: 0), at) for at in places
    }


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_costs_little_more_than_a_long_one(text: str, most: dict[str, int], script: Script) -> None:
    """No text holds up the others who wait: it is answered in a few times the work of the longest ordinary message."""
    conversation = Conversation(script, lambda: NOON, Uncounted(), lambda: 0)
    for at, allowed in most.items():
        assert work(text, conversation, at) <= allowed


def test_the_longest_short_forms_cost_little_more_than_a_long_text(most: dict[str, int], script: Script) -> None:
    """Short forms that are written out make a text longer than it was sent, within the same bounds."""
    short = script.understanding.questions.lexicon.short
    longest = max(short, key=lambda form: (len(short[form]) / (len(form) + 1), form))
    text = f"{longest} " * (MOST_CHARACTERS // (len(longest) + 1))

    assert work(text, Conversation(script, lambda: NOON, Uncounted(), lambda: 0)) <= most[""]


# ---- stories -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_every_ending_of_every_story_can_be_played(script: Script, lang: Lang) -> None:
    """By pressing only: the content note, then feedback and next scene, up to each ending and its debrief."""
    for story in script.scenarios.values():
        for end, way in ways_through(story).items():
            if story.nodes[end].ending is None:
                continue
            chat = Chat(script, lang)
            chat.command(f"/start s_{story.id}")
            chat.sees(story.content_note[lang])
            chat.press(script.say("button-begin", lang))
            node, seen = story.nodes[story.start], story.nodes[story.start].seen
            for name in way:
                choice = node.choices[name]
                chat.press(choice.label[lang])
                node = story.nodes[choice.to]
                seen |= choice.seen | node.seen
                chat.sees(choice.feedback[lang])
                assert Place(lang, Screen.NODE, story.id, node.id, seen) == chat.reply.place
                for line in node.lines:
                    chat.sees(line.words[lang])
            assert node.ending
            chat.press(script.say("button-debrief", lang))
            chat.sees(node.ending.debrief[lang])
            met = [sign.name[lang] for place, sign in enumerate(story.signs) if seen >> place & 1]
            assert bool(met) == (script.say("debrief-signs", lang) in chat.text)
            if met:
                chat.sees(f"{script.say('debrief-signs', lang)} {' · '.join(met)}\n")


def test_an_ending_that_leaves_questions_leads_back_to_its_turning_point(script: Script) -> None:
    """Where the other one won, or nothing is settled, one tap tries again from the point that mattered."""
    for story in script.scenarios.values():
        for node in story.nodes.values():
            if node.ending and node.ending.outcome in ("open", "caught"):
                reply = engine.step(Go(Place("fr", Screen.NODE, story.id, node.id, 1)), script, MOMENT).reply
                again = Place("fr", Screen.NODE, story.id, way_back(story, node.ending, 1))
                assert again in [button.press.place for button in buttons_of(reply) if button.press]


def test_a_button_of_an_older_message_still_works(script: Script) -> None:
    """Nothing is remembered: a button from ten messages ago plays on from where it stood."""
    story = stories(script)[0]
    label = next(iter(story.nodes[story.start].choices.values())).label["fr"]
    chat = Chat(script)
    chat.command(f"/start s_{story.id}")
    chat.press(script.say("button-begin", "fr"))
    old = chat.data(label)
    chat.press(label)
    first = chat.reply
    for line in ("/menu", "/question", "/aide"):
        chat.command(line)
    chat.press_data(old)

    assert first == chat.reply


def test_another_copy_of_the_bot_goes_on_with_the_talk(script: Script) -> None:
    """A restart changes nothing for a teen: a fresh bot answers any button exactly as the one that sent it."""
    chat = Chat(script)
    chat.command(f"/start s_{stories(script)[0].id}")
    for label in chat.buttons:
        fresh = Chat(script, "en")
        fresh.press_data(chat.data(label))
        again = Chat(script)
        again.press_data(chat.data(label))
        assert fresh.reply == again.reply


def test_the_other_language_is_the_same_place(script: Script) -> None:
    """The language button keeps story, scene and signs, and only changes the words."""
    for story in script.scenarios.values():
        for node in story.nodes.values():
            for offer in ("", "images"):
                here = Place("fr", Screen.NODE, story.id, node.id, 5, offer=offer)
                shown = engine.step(Go(here), script, MOMENT).reply
                label = script.say("button-language", "fr")
                there = next(each.press.place for each in buttons_of(shown) if each.label == label and each.press)
                assert replace(shown.place, lang="en") == there
                assert here.offer == there.offer


def test_signs_beyond_the_story_are_dropped(script: Script) -> None:
    """Bits that no sign and no turning point of the story has are not carried along."""
    story = stories(script)[0]
    place = Place("fr", Screen.NODE, story.id, story.start, (1 << MOST_SIGNS) - 1)

    assert (1 << len(story.signs) + len(story.turns)) - 1 == engine.step(Go(place), script, MOMENT).reply.place.seen


# ---- what else follows from a turn ---------------------------------------------------------------------------------


def test_what_came_is_deleted_and_groups_are_left(script: Script) -> None:
    """A picture is taken out of the chat, a group is left, messages are erased on demand, and nothing else is done."""
    acts: dict[Intent, tuple[Act, ...]] = {
        Media("fr"): (Act.DELETE_WHAT_CAME,),
        Group("fr"): (Act.LEAVE,),
        Go(Place("fr", Screen.ERASE)): (Act.ERASE_CHAT,),
        Go(Place("fr", Screen.MENU)): (),
        Stale("fr"): (),
        Wordless("fr"): (),
    }

    assert acts == {intent: engine.step(intent, script, MOMENT).acts for intent in acts}


def test_a_picture_with_dangerous_words_is_deleted_too(script: Script) -> None:
    """Danger in a caption is answered first, and the picture still does not stay in the chat."""
    outcome = engine.step(understand(Turn(SentMedia("je veux mourir"), "fr"), script), script, MOMENT)

    assert outcome.reply.urgent
    assert (Act.DELETE_WHAT_CAME,) == outcome.acts


def test_changing_the_language_erases_nothing_again(script: Script) -> None:
    """No button of the message that says what was erased erases once more."""
    reply = engine.step(Go(Place("fr", Screen.ERASE)), script, MOMENT).reply

    assert Screen.ERASE not in {button.press.place.screen for button in buttons_of(reply) if button.press}


def counted(did: Pressed | Said | Commanded | SentMedia, script: Script) -> tuple[Count, ...]:
    """Give what one turn counts."""
    return engine.step(understand(Turn(did, "fr"), script), script, MOMENT).counts


def test_counters_hold_nobody(script: Script) -> None:
    """What is counted names things of the content, a language and an event: never a word that was typed."""
    words = "krakenfluff 5145550199 @wobbulatrix"
    known = {"", *script.scenarios, *script.entries, *script.resources, *script.menus, *script.small_talk}
    known |= {*script.signs, *script.films, *script.logbook.pages}
    known |= {f"{story.id}/{node}" for story in script.scenarios.values() for node in story.nodes}
    scene = Place("fr", Screen.NODE, (story := stories(script)[0]).id, story.start)
    turns: list[Pressed | Said | Commanded | SentMedia] = [
        Said(words),
        Said(words, script.codec.encode(Press(scene))),
        Said(words + " je veux mourir"),
        Said("bonjour " + words),
        Said("non merci " + words, script.codec.encode(Press(scene))),
        Commanded("krakenfluff", words),
        Commanded("start", words),
        Commanded("question", words),
        SentMedia(words),
        Pressed(words),
        *(Pressed(script.codec.encode(Press(Place("fr", screen)))) for screen in Screen),
    ]
    for did in turns:
        for count in counted(did, script):
            if count.event == "unknown-words":  # words of the content, in pairs at most: `Questions.known_words`
                assert all(script.understanding.questions.matcher.has(word) for word in count.content.split())
                assert not set(count.content.split()) & set(words.split())
            else:
                assert count.content in known
            assert count.lang in LANGS
            assert [] == [word for word in words.split() if word in count.event]


#: What a person is called, where they are and how to reach them, between words that the content knows.
PERSONAL: Final = "krakenfluff wobbulatrix 5145550199 14 @snarfblatz H2X1Y4 krakenfluff@example.org"


def unknown_questions(script: Script) -> Iterator[tuple[str, tuple[Count, ...]]]:
    """Give questions nobody understood, with what they count: rows of words that stand in different entries."""
    chance = Random(8)
    phrasings = [text for entry in script.entries.values() for text in entry.phrasings["fr"]]
    for _ in range(200):
        typed = " ".join(f"{chance.choice(chance.choice(phrasings).split())} {word}" for word in PERSONAL.split())
        counts = counted(Said(typed), script)
        if "unknown" in [count.event for count in counts]:
            yield typed, counts


def test_an_unknown_question_counts_words_of_the_content_only(script: Script) -> None:
    """Of what nobody understood, up to two words that the content itself uses are counted, and the two as a pair."""
    found = list(unknown_questions(script))
    common = script.understanding.questions.lexicon.common_in("fr") | script.understanding.questions.lexicon.common_in(
        "en"
    )
    own = {word for typed, _ in found for word in typed.split()} & set(PERSONAL.casefold().split())
    some = 0
    for typed, counts in found:
        assert "unknown" == counts[0].event
        assert {"unknown-words"} >= {count.event for count in counts[1:]}
        assert len(counts) <= 4
        for count in counts[1:]:
            words = count.content.split()
            some += len(words)
            assert 1 <= len(words) <= 2
            assert all(script.understanding.questions.matcher.has(word) for word in words), typed
            assert not set(words) & (own | common), typed
            assert not any(letter.isdigit() for letter in count.content), typed
    assert found
    assert some


def test_only_an_unknown_question_counts_words(script: Script) -> None:
    """Words of an answered question, of small talk, of danger and of a story are counted nowhere."""
    scene = Place("fr", Screen.NODE, (story := stories(script)[0]).id, story.start)
    entry = next(iter(script.entries.values()))
    said = [
        Said("bonjour"),
        Said("je veux mourir"),
        Said(entry.statement["fr"]),
        Said("photo", script.codec.encode(Press(scene))),
    ]

    assert [] == [count for did in said for count in counted(did, script) if count.event == "unknown-words"]


def test_a_story_is_counted_when_it_begins_and_when_it_ends(script: Script) -> None:
    """Facilitators learn how often a story was begun and which ending was reached, and no step in between."""
    story = stories(script)[0]
    end = next(node for node in story.nodes.values() if node.ending)
    middle = next(node for node in story.nodes.values() if not node.ending and node.id != story.start)
    counted = [
        [
            (count.event, count.content)
            for count in engine.step(Go(Place("fr", Screen.NODE, story.id, node)), script, MOMENT).counts
        ]
        for node in (story.start, middle.id, end.id)
    ]

    assert [[("story-begun", story.id)], [], [("story-ended", f"{story.id}/{end.id}")]] == counted


def test_each_verdict_has_its_screen_and_keeps_the_story(script: Script) -> None:
    """Sure answers, torn asks back, unknown says so; from each one tap leads back to the interrupted story."""
    entries = tuple(script.entries)[:3]
    story = stories(script)[0]
    at = Place("fr", Screen.NODE, story.id, story.start, 1)
    shown = {
        Verdict("answer", "fr", entries[:1], (0.9,)): Screen.ENTRY,
        Verdict("ask", "fr", entries, (0.5, 0.4, 0.4)): Screen.ASK,
        Verdict("unknown", "fr"): Screen.UNKNOWN,
        Verdict("small", "fr", ("greeting",), (0.9,)): Screen.MENU,
    }
    for verdict, screen in shown.items():
        for here in (at, replace(at, offer="suicide")):
            reply = engine.step(Question(verdict, here), script, MOMENT).reply
            assert screen is reply.place.screen
            assert here in [button.press.place for button in buttons_of(reply) if button.press]
        alone = engine.step(Question(verdict), script, MOMENT).reply
        assert Screen.NODE not in {button.press.place.screen for button in buttons_of(alone) if button.press}


def test_the_way_back_to_the_story_survives_a_wrong_answer(script: Script) -> None:
    """A teen whose question was misunderstood in a story says so, and the story still waits."""
    story = stories(script)[0]
    at = Place("fr", Screen.NODE, story.id, story.start, 1)
    verdict = Verdict("answer", "fr", tuple(script.entries)[:1], (0.9,))
    reply = engine.step(Question(verdict, at), script, MOMENT).reply
    label = script.say("button-not-my-question", "fr")
    press = next(button.press for button in buttons_of(reply) if button.label == label)
    assert press
    after = engine.step(Go(press.place), script, MOMENT).reply

    assert at in [button.press.place for button in buttons_of(after) if button.press]


def test_unclear_words_get_the_answers_again(script: Script) -> None:
    """Words that fit none of the answers change nothing: the same scene, the same buttons, one sentence more."""
    story = stories(script)[0]
    for offer in ("", "images"):
        at = Place("en", Screen.NODE, story.id, story.start, 1, offer=offer)
        usual = engine.step(Go(at), script, MOMENT).reply
        unclear = engine.step(Unclear(usual.place), script, MOMENT).reply
        assert (usual.buttons, usual.place) == (unclear.buttons, unclear.place)
        assert script.say("unclear", "en") in text_of(unclear)
        assert script.say("unclear", "en") not in text_of(usual)


def test_one_turn_moves_one_step(script: Script) -> None:
    """A choice leads to the node it names, and no further."""
    for story in script.scenarios.values():
        for node in story.nodes.values():
            for choice in node.choices.values():
                intent = Choose(Place("fr", Screen.NODE, story.id, node.id), choice.id)
                assert choice.to == engine.step(intent, script, MOMENT).reply.place.node


# ---- say it your way ---------------------------------------------------------------------------------------------


def own_words(script: Script, lang: Lang) -> Iterator[tuple[Place, Choice, str]]:
    """Give every choice that one's own words may stand for, where it is, and each act it stands for."""
    for story in script.scenarios.values():
        for node in story.nodes.values():
            for choice in node.choices.values():
                for act in sorted(choice.acts):
                    yield Place(lang, Screen.NODE, story.id, node.id, node.seen), choice, act


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_strong_in_ones_own_words_is_said_first(script: Script, lang: Lang) -> None:
    """Words understood by what they do are met with what is strong in them, unless the feedback says it already."""
    alone = 0
    for place, choice, act in own_words(script, lang):
        pressed = engine.step(Choose(place, choice.id), script, MOMENT)
        typed = engine.step(Choose(place, choice.id, act), script, MOMENT)
        (opening, first, *rest), (_, plain, *same) = (
            ("".join(span.text for span in part) for part in typed.reply.body),
            ("".join(span.text for span in part) for part in pressed.reply.body),
        )
        assert script.say("opening", lang) == opening
        assert choice.feedback[lang] == plain
        strength = script.strengths[act][lang]
        shared = [word for word in set(words(strength)) & set(words(plain)) if len(word) > 4]
        alone += bool(shared)
        assert (plain if shared else f"{strength} {plain}") == first
        assert (same, pressed.reply.place, pressed.reply.buttons) == (rest, typed.reply.place, typed.reply.buttons)
    assert 0 < alone < 0.5 * sum(1 for _ in own_words(script, lang))


def test_what_ones_own_words_did_is_counted_without_them(script: Script) -> None:
    """A counter says in which story somebody refused in their own words; a pressed answer counts no such thing."""
    for place, choice, act in own_words(script, "en"):
        pressed = engine.step(Choose(place, choice.id), script, MOMENT).counts
        typed = engine.step(Choose(place, choice.id, act), script, MOMENT).counts
        assert (f"said-{act}", "en", place.scenario) == (typed[0].event, typed[0].lang, typed[0].content)
        assert pressed == typed[1:]


def test_a_scene_says_that_ones_own_words_are_welcome(script: Script) -> None:
    """Where teens may say it their way, the scene ends with the invitation; elsewhere it does not stand."""
    for lang in LANGS:
        invitation = script.say("say-it-your-way", lang)
        for story in script.scenarios.values():
            for node in story.nodes.values():
                reply = engine.step(Go(Place(lang, Screen.NODE, story.id, node.id)), script, MOMENT).reply
                last = "".join(span.text for span in reply.body[-1])
                assert node.say_it_your_way == (invitation == last)
                assert node.say_it_your_way == (invitation in text_of(reply))


#: A word nobody wrote into the content.
CANARY: Final = "krakenfluff"


@pytest.mark.parametrize("lang", LANGS)
def test_ones_own_words_are_never_shown_again(script: Script, lang: Lang) -> None:
    """Understood or not, in danger or not: no reply, no button and no counter holds a word that was typed."""
    said = (
        "non merci {}",
        "{} no thanks",
        "on verra {}",
        "ok i'll do it {}",
        "{} je veux mourir",
        "{}?",
        "{} photo",
        "salut {}",
    )
    understood = 0
    for place in dict.fromkeys(place for place, _, _ in own_words(script, lang)):
        for form in said:
            for at in ("", script.codec.encode(Press(place))):
                intent = understand(Turn(Said(form.format(CANARY), at), lang), script)
                outcome = engine.step(intent, script, MOMENT)
                data = " ".join(script.codec.encode(each.press) for each in buttons_of(outcome.reply) if each.press)
                understood += isinstance(intent, Choose)
                shown = f"{text_of(outcome.reply)} {data} {outcome}"
                assert CANARY not in shown.casefold(), form
    assert understood


# ---- small talk --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_small_talk_gets_a_small_answer_and_ways_to_go_on(script: Script, lang: Lang) -> None:
    """Hello, thanks, «are you human»: a sentence or two, a help line, and stories, questions and help one tap away."""
    for kind, talk in script.small_talk.items():
        if talk.opens_help:
            continue
        outcome = engine.step(Question(Verdict("small", lang, (kind,), (0.9,))), script, MOMENT)
        labels = [button.label for button in buttons_of(outcome.reply)]
        keys = ("button-not-safe",) * talk.not_safe + ("button-stories", "button-ask", "button-help")
        assert [] == list(faults(outcome.reply, script)), kind
        assert talk.answer[lang] in text_of(outcome.reply)
        assert len(talk.answer[lang]) <= 300
        assert [script.say(key, lang) for key in keys] == labels[: len(keys)]
        assert help_text(outcome.reply).startswith("💬")
        assert [("small-talk", lang, kind)] == [(each.event, each.lang, each.content) for each in outcome.counts]
        assert () == outcome.acts


@pytest.mark.parametrize("lang", LANGS)
def test_who_asks_for_a_person_gets_the_help_screen(script: Script, lang: Lang) -> None:
    """«Give me a number» is answered with numbers, and the way back to a story is kept."""
    story = stories(script)[0]
    scene = Place(lang, Screen.NODE, story.id, story.start)
    kinds = [kind for kind, talk in script.small_talk.items() if talk.opens_help]
    for kind in kinds:
        for at in (None, scene):
            outcome = engine.step(Question(Verdict("small", lang, (kind,), (0.9,)), at), script, MOMENT)
            assert script.say("help-open-now", lang) in text_of(outcome.reply)
            assert (at is not None) == (
                scene in [button.press.place for button in buttons_of(outcome.reply) if button.press]
            )

    assert ["wants-help"] == kinds


@pytest.mark.parametrize(
    ("text", "lang", "kind"),
    [
        ("allo", "fr", "greeting"),
        ("hello there", "en", "greeting"),
        ("merci beaucoup", "fr", "thanks"),
        ("thank you so much", "en", "thanks"),
        ("t'es tu un robot", "fr", "are-you-human"),
        ("are you a robot", "en", "are-you-human"),
        ("raconte une blague", "fr", "joke"),
        ("tell me a joke", "en", "joke"),
        ("t'es vraiment poche", "fr", "insult"),
        ("you're so dumb", "en", "insult"),
    ],
)
def test_what_nobody_asked_as_a_question_is_small_talk(text: str, lang: Lang, kind: str, script: Script) -> None:
    """Who greets, thanks, jokes or swears is answered like a person would be, in the language they used."""
    chat = Chat(script, lang)
    chat.say(text)

    chat.sees(
        script.small_talk[kind].answer[lang], [script.say("button-help", lang), script.say("button-stories", lang)]
    )


def test_when_something_breaks_help_is_still_there(script: Script) -> None:
    """The apology for a fault of ours has help and ways to go on like any other message."""
    for lang in LANGS:
        outcome = Conversation(script, lambda: NOON, Uncounted(), lambda: 0).sorry(lang)
        assert [] == list(faults(outcome.reply, script))
        assert script.say("sorry", lang) in text_of(outcome.reply)
