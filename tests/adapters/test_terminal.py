from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest

from bot.adapters.terminal import talk
from bot.conversation import Conversation, Uncounted
from bot.core import engine, turn
from bot.core.turn import LANGS, Choose, Moment, Place
from tests.chat import NOON, Chat, stories, ways_through

if TYPE_CHECKING:
    from bot.core.script import Script
    from bot.core.turn import Lang

RULE = "─" * 60


class Screen(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


def played(script: Script, *lines: str, lang: Lang = "fr", scenario: str = "") -> list[str]:
    """Talk; give the messages in order."""
    out = StringIO()
    talk(
        Conversation(script, lambda: NOON, Uncounted(), lambda: 0), lang, scenario, (f"{line}\n" for line in lines), out
    )
    return out.getvalue().split(RULE)[1:]


def number(script: Script, message: str, key: str, lang: Lang = "fr") -> str:
    """Find the number that stands before a label."""
    label = script.say(key, lang)
    return next(line.split(".")[0].strip() for line in message.splitlines() if line.endswith(f". {label}"))


@pytest.mark.parametrize("lang", LANGS)
def test_a_talk_begins_at_the_menu_and_ends_with_the_lines(script: Script, lang: Lang) -> None:
    """Without a line there is one message, the menu in the language asked for, and then the end."""
    (menu,) = played(script, lang=lang)

    assert Chat(script, lang).text in menu
    assert [] == [label for label in Chat(script, lang).buttons if f". {label}\n" not in menu]
    assert menu.endswith("> ")


def test_a_talk_may_begin_at_a_story(script: Script) -> None:
    """A story asked for begins with its content note."""
    story = stories(script)[0]
    (note,) = played(script, scenario=story.id, lang="en")

    assert story.title["en"] in note
    assert story.content_note["en"] in note


def test_a_number_presses_a_button(script: Script) -> None:
    """The number before a label presses that button."""
    menu = played(script)[0]
    help_number = number(script, menu, "button-help")
    chat = Chat(script)
    chat.press(script.say("button-help", "fr"))

    assert chat.text in played(script, help_number)[1]
    assert chat.text in played(script, f"  {help_number} ")[1]


@pytest.mark.parametrize("line", ["0", "99", "9999", "-1", "²", "1.5"])
def test_a_number_that_is_on_no_button_is_words(script: Script, line: str) -> None:
    """A number nobody offered presses nothing, and gets a reply all the same."""
    chat = Chat(script)
    chat.say(line)

    assert chat.text in played(script, line)[1]


def test_words_are_understood(script: Script) -> None:
    """Typed words outside a story are a question."""
    entry = next(iter(script.entries.values()))

    assert entry.answer["fr"] in played(script, entry.statement["fr"])[1]


def test_words_in_a_story_answer_it(script: Script) -> None:
    """In a story, a label typed by hand goes on; what fits nowhere gets the answers again."""
    story = stories(script)[0]
    choice = next(iter(story.nodes[story.start].choices.values()))
    *_, unclear, after = played(script, "1", "zxcvb qwerty", choice.label["fr"].lower(), scenario=story.id)

    assert script.say("unclear", "fr") in unclear
    assert choice.label["fr"] in unclear
    assert choice.feedback["fr"] in after


@pytest.mark.parametrize(
    ("line", "key"),
    [("/aide", "help-title"), ("/help", "help-title"), ("/question", "ask"), ("/effacer", "erased")],
)
def test_a_slash_is_a_command(script: Script, line: str, key: str) -> None:
    """A line that begins with a slash is a command, as in a chat."""
    assert script.say(key, "fr") in played(script, line)[1]


def test_words_behind_a_command_are_kept(script: Script) -> None:
    """A question behind a command is asked."""
    entry = next(iter(script.entries.values()))

    assert entry.answer["fr"] in played(script, f"/question   {entry.statement['fr']}")[1]


@pytest.mark.parametrize("line", ["", "   ", "/", "😭", "\t", "/ /", "\ud800", "a" * 5000])
def test_every_line_gets_one_message(script: Script, line: str) -> None:
    """Whatever a line holds, exactly one message with a help line follows it."""
    messages = played(script, line, line)

    assert 3 == len(messages)
    assert [] == [message for message in messages if "💬" not in message]


def test_the_language_follows_the_talk(script: Script) -> None:
    """After the language button, words and commands are answered in the new language."""
    menu = played(script)[0]
    *_, english, still = played(script, number(script, menu, "button-language"), "/help")

    assert script.say("menu", "en") in english
    assert script.say("help-title", "en") in still


@pytest.mark.parametrize("lang", LANGS)
def test_danger_in_a_story_leads_back_to_it(script: Script, lang: Lang) -> None:
    """Danger typed in a story is answered first, the story is one number away, and help stays in sight in it."""
    story = stories(script)[0]
    danger = {"fr": "jveux mourir", "en": "i want to die"}[lang]
    *_, scene, answer = played(script, "1", danger, scenario=story.id, lang=lang)
    back = number(script, answer, "button-it-is-the-story", lang)
    *_, again = played(script, "1", danger, back, scenario=story.id, lang=lang)
    help_again = number(script, again, "button-still-here", lang)
    *_, topic = played(script, "1", danger, back, help_again, scenario=story.id, lang=lang)
    here = script.say("button-still-here", lang)
    alarm = script.understanding.listener.hear(danger)

    assert alarm
    assert script.say("danger-distress", lang) in answer
    assert script.say("danger-story-or-you", lang) in answer
    assert here not in scene
    words = [line for line in scene.split("\n\n") if "💬" not in line][:-1]
    assert [] == [line for line in words if line not in again]
    assert script.say("topic-title", lang, topic=script.menus[alarm.topics[0]].name[lang]) in topic


def test_ones_own_words_go_on_with_a_story(script: Script) -> None:
    """Where teens say it their way, a plain no is met with what is strong in it, then the feedback on refusing."""
    for story in stories(script):
        ways = ways_through(story)
        node = next(story.nodes[name] for name in ways if story.nodes[name].say_it_your_way)
        refusal = next(choice for choice in node.choices.values() if "refuse" in choice.acts)
        steps, here = ["1"], story.nodes[story.start]
        for choice in ways[node.id]:
            steps.append(str(list(here.choices).index(choice) + 1))
            here = story.nodes[here.choices[choice].to]
        *_, scene, after = played(script, *steps, "non merci", scenario=story.id)

        assert script.say("say-it-your-way", "fr") in scene
        # What a writer wrote down for the choice is that choice; only a teen's own words have a strength of their own.
        written = any("non merci" == said for texts in refusal.said.values() for said in texts)
        at = Place("fr", turn.Screen.NODE, story.id, node.id)
        told = engine.step(Choose(at, refusal.id, "" if written else "refuse"), script, Moment(NOON))
        assert "\n" + "".join(span.text for span in told.reply.body[1]) in after


def test_small_talk_is_answered(script: Script) -> None:
    """Who says hello to a terminal gets a small answer, and a numbered way to stories and questions."""
    answer = played(script, "bonjour")[1]

    assert script.small_talk["greeting"].answer["fr"] in answer
    assert number(script, answer, "button-stories") < number(script, answer, "button-ask")


def test_a_page_is_shown_with_its_address(script: Script) -> None:
    """A button that opens a page has no number: a terminal opens none, and shows the address instead."""
    resource = next(each for each in script.menus["distress"].order if any(way.kind == "site" for way in each.ways))
    url = next(way.where["fr"] for way in resource.ways if way.kind == "site")
    topic = next(name for name, menu in script.menus.items() if resource in menu.order and name != "distress")
    steps = ["/aide"]
    for label in (script.menus[topic].name["fr"], resource.name["fr"]):
        message = played(script, *steps)[-1]
        steps.append(next(line.split(".")[0].strip() for line in message.splitlines() if f". {label[:30]}" in line))
    shown = played(script, *steps)[-1].splitlines()

    assert f"     {script.say('button-site', 'fr')} {url}" in shown


def test_erasing_clears_a_terminal_and_no_file(script: Script) -> None:
    """`/effacer` wipes the screen of a terminal; a stream that is none gets no control characters."""
    conversation = Conversation(script, lambda: NOON, Uncounted(), lambda: 0)
    screen, file = Screen(), StringIO()
    for out in (screen, file):
        talk(conversation, "fr", "", ["/effacer"], out)

    assert "\033[2J" in screen.getvalue()
    assert "\033" not in file.getvalue()


def test_what_is_shown_after_erasing_can_be_read(script: Script) -> None:
    """After the screen is wiped, the message that says so is still there to read."""
    screen = Screen()
    talk(Conversation(script, lambda: NOON, Uncounted(), lambda: 0), "fr", "", ["/effacer"], screen)

    assert script.say("erased", "fr") in screen.getvalue().rpartition("\033[H")[2]
