from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.conversation import Conversation, Uncounted
from bot.core import engine
from bot.core.place import MOST_SIGNS
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
from tests.chat import MOST_UNITS, NOON, QUEBEC, Chat, buttons_of, faults, help_text

if TYPE_CHECKING:
    from bot.core.script import Scenario, Script
    from bot.core.turn import Lang

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
            reply = engine.step(Go(place), script, MOMENT).reply
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
        found = list(faults(first.reply, script))
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


def test_the_longest_messages_fit(script: Script) -> None:
    """Five thousand characters, or only emoji, are answered like anything else."""
    for text in ("a" * 5000, "je " * 2500, "😭" * 2000, "\n" * 5000):
        outcome = Conversation(script, lambda: NOON, Uncounted()).answer(Turn(Said(text), "fr"))
        assert len(text_of(outcome.reply).encode("utf-16-le")) // 2 <= MOST_UNITS


# ---- stories -------------------------------------------------------------------------------------------------------


def ways_through(story: Scenario) -> dict[str, list[str]]:
    """Give a shortest way of choices to every node of a story."""
    ways: dict[str, list[str]] = {story.start: []}
    waiting = deque([story.start])
    while waiting:
        node = waiting.popleft()
        for choice in story.nodes[node].choices.values():
            if choice.to not in ways:
                ways[choice.to] = [*ways[node], choice.id]
                waiting.append(choice.to)
    return ways


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
                chat.sees(f"{choice.feedback[lang]}\n\n")
                assert Place(lang, Screen.NODE, story.id, node.id, seen) == chat.reply.place
                for line in node.lines:
                    chat.sees(line.words[lang])
            assert node.ending
            chat.press(script.say("button-debrief", lang))
            chat.sees(node.ending.debrief[lang])
            for place, sign in enumerate(story.signs):
                assert bool(seen >> place & 1) == (sign.name[lang] in chat.text)


def test_an_ending_that_leaves_questions_leads_back_to_its_turning_point(script: Script) -> None:
    """Where the other one won, or nothing is settled, one tap tries again from the point that mattered."""
    for story in script.scenarios.values():
        for node in story.nodes.values():
            if node.ending and node.ending.outcome != "safe":
                reply = engine.step(Go(Place("fr", Screen.NODE, story.id, node.id, 1)), script, MOMENT).reply
                again = Place("fr", Screen.NODE, story.id, node.ending.retry)
                assert again in [button.press.place for button in buttons_of(reply) if button.press]


def test_a_button_of_an_older_message_still_works(script: Script) -> None:
    """Nothing is remembered: a button from ten messages ago plays on from where it stood."""
    story = next(iter(script.scenarios.values()))
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
    chat.command(f"/start s_{next(iter(script.scenarios))}")
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
            here = Place("fr", Screen.NODE, story.id, node.id, 5)
            shown = engine.step(Go(here), script, MOMENT).reply
            there = next(
                b.press.place for b in buttons_of(shown) if b.label == script.say("button-language", "fr") and b.press
            )
            kept = shown.place
            assert Place("en", kept.screen, kept.scenario, kept.node, kept.seen) == there


def test_signs_beyond_the_story_are_dropped(script: Script) -> None:
    """Bits that no sign of the story has are not carried along."""
    story = next(iter(script.scenarios.values()))
    place = Place("fr", Screen.NODE, story.id, story.start, (1 << MOST_SIGNS) - 1)

    assert (1 << len(story.signs)) - 1 == engine.step(Go(place), script, MOMENT).reply.place.seen


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
    caption = next(text for text in ("il a un couteau", "je veux mourir", "jveux mourir") if script.listener.hear(text))
    outcome = engine.step(understand(Turn(SentMedia(caption), "fr"), script), script, MOMENT)

    assert outcome.reply.urgent
    assert (Act.DELETE_WHAT_CAME,) == outcome.acts


def test_changing_the_language_erases_nothing_again(script: Script) -> None:
    """No button of the message that says what was erased erases once more."""
    reply = engine.step(Go(Place("fr", Screen.ERASE)), script, MOMENT).reply

    assert Screen.ERASE not in {button.press.place.screen for button in buttons_of(reply) if button.press}


def test_counters_hold_nobody(script: Script) -> None:
    """What is counted names things of the content, a language and an event: never a word that was typed."""
    words = "mon secret 5145550199 @moi"
    known = {"", *script.scenarios, *script.entries, *script.resources, *script.menus}
    known |= {f"{story.id}/{node}" for story in script.scenarios.values() for node in story.nodes}
    scene = Place("fr", Screen.NODE, (story := next(iter(script.scenarios.values()))).id, story.start)
    turns: list[Pressed | Said | Commanded | SentMedia] = [
        Said(words),
        Said(words, script.codec.encode(Press(scene))),
        Said(words + " je veux mourir"),
        Commanded("secret", words),
        Commanded("start", words),
        SentMedia(words),
        Pressed(words),
        *(Pressed(script.codec.encode(Press(Place("fr", screen)))) for screen in Screen),
    ]
    for did in turns:
        for count in engine.step(understand(Turn(did, "fr"), script), script, MOMENT).counts:
            assert count.content in known
            assert count.lang in LANGS
            assert not set(words.split()) & set(count.event.split())


def test_a_story_is_counted_when_it_begins_and_when_it_ends(script: Script) -> None:
    """Facilitators learn how often a story was begun and which ending was reached, and no step in between."""
    story = next(iter(script.scenarios.values()))
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
    """Sure answers, torn asks back, unknown says so; from each one tap leads back to the story that was interrupted."""
    entries = tuple(script.entries)[:3]
    story = next(iter(script.scenarios.values()))
    at = Place("fr", Screen.NODE, story.id, story.start, 1)
    shown = {
        Verdict("answer", "fr", entries[:1], (0.9,)): Screen.ENTRY,
        Verdict("ask", "fr", entries, (0.5, 0.4, 0.4)): Screen.ASK,
        Verdict("unknown", "fr"): Screen.UNKNOWN,
    }
    for verdict, screen in shown.items():
        reply = engine.step(Question(verdict, at), script, MOMENT).reply
        assert screen is reply.place.screen
        assert at in [button.press.place for button in buttons_of(reply) if button.press]
        alone = engine.step(Question(verdict), script, MOMENT).reply
        assert Screen.NODE not in {button.press.place.screen for button in buttons_of(alone) if button.press}


def test_the_way_back_to_the_story_survives_a_wrong_answer(script: Script) -> None:
    """A teen whose question was misunderstood in a story says so, and the story still waits."""
    story = next(iter(script.scenarios.values()))
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
    story = next(iter(script.scenarios.values()))
    at = Place("en", Screen.NODE, story.id, story.start, 1)
    usual = engine.step(Go(at), script, MOMENT).reply
    unclear = engine.step(Unclear(usual.place), script, MOMENT).reply

    assert usual.buttons == unclear.buttons
    assert script.say("unclear", "en") in text_of(unclear)
    assert script.say("unclear", "en") not in text_of(usual)


def test_one_turn_moves_one_step(script: Script) -> None:
    """A choice leads to the node it names, and no further."""
    for story in script.scenarios.values():
        for node in story.nodes.values():
            for choice in node.choices.values():
                intent = Choose(Place("fr", Screen.NODE, story.id, node.id), choice.id)
                assert choice.to == engine.step(intent, script, MOMENT).reply.place.node


def test_when_something_breaks_help_is_still_there(script: Script) -> None:
    """The apology for a fault of ours has help and ways to go on like any other message."""
    for lang in LANGS:
        outcome = Conversation(script, lambda: NOON, Uncounted()).sorry(lang)
        assert [] == list(faults(outcome.reply, script))
        assert script.say("sorry", lang) in text_of(outcome.reply)
